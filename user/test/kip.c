/* SPDX-License-Identifier: BSD-2-Clause */
/* kip.c - tests of the kernel interface page and of KernelInterface. */

#include <string.h>

#include "lib.h"

#define KIP ((const L4_KernelInterfacePage_t *)kip)

static word_t kip_word(unsigned index)
{
	return ((const word_t *)kip)[index];
}

/* Offset of n bytes lies inside the KIP area. */
static bool inside(word_t offset, word_t n)
{
	word_t size = (word_t)1 << L4_KipAreaSizeLog2(kip);

	return offset < size && n <= size - offset;
}

static const L4_KernelDesc_t *kernel_desc(void)
{
	return (const void *)((const char *)kip + KIP->KernelVerPtr);
}

/* --- identification ---------------------------------------------------------------------- */

static void magic(word_t arg)
{
	static const unsigned char bytes[] = {0x4c, 0x34, 0xe6, 0x4b, 0, 0, 0, 0};

	(void)arg;
	CHECK(memcmp(kip, bytes, sizeof(word_t)) == 0);
}

static void base(word_t arg)
{
	(void)arg;
	CHECK(kip != NULL);
	CHECK_EQ((word_t)kip & (page_size() - 1), 0);
}

static void interface_copies(word_t arg)
{
	word_t version, flags, id;

	(void)arg;
	CHECK(L4_KernelInterface(&version, &flags, &id) == kip);
	CHECK_EQ(version, kip_word(1));
	CHECK_EQ(flags, kip_word(2));
	CHECK_EQ(id, kernel_desc()->KernelId.raw);
}

/* existing programs: thousands of times, at any time */
static void interface_often(word_t arg)
{
	word_t version, flags, id;

	(void)arg;
	for (unsigned i = 0; i < 5000; i++)
		CHECK(L4_KernelInterface(&version, &flags, &id) == kip);
}

static void interface_keeps_utcb(word_t arg)
{
	word_t version, flags, id, mr[64], was[64];

	(void)arg;
	for (unsigned i = 0; i < 64; i++)
		was[i] = ipc_pattern(5, i);
	L4_LoadMRs(0, 64, was);
	L4_KernelInterface(&version, &flags, &id);
	L4_StoreMRs(0, 64, mr);
	CHECK(memcmp(mr, was, sizeof(mr)) == 0);
}

static void api_version(word_t arg)
{
	(void)arg;
	CHECK_EQ(L4_ApiVersion() >> 24 & 0xff, L4_APIVERSION_X2);
	CHECK_EQ(L4_ApiVersion() & 0xffff, 0);
	CHECK_IN(L4_ApiVersion() >> 16 & 0xff, 4, 7);
}

static void api_flags(word_t arg)
{
	word_t want = sizeof(word_t) == 8 ? 4 : 0;

	(void)arg;
#if defined(L4_BIG_ENDIAN)
	want |= 1;
#endif
	CHECK_EQ(L4_ApiFlags(), want);
}

/* --- kernel description ------------------------------------------------------------------ */

static void desc_inside(word_t arg)
{
	(void)arg;
	CHECK(KIP->KernelVerPtr >= 0x44 * sizeof(word_t));
	CHECK(inside(KIP->KernelVerPtr, sizeof(L4_KernelDesc_t) + 2));
	CHECK_EQ(KIP->KernelVerPtr % sizeof(word_t), 0);
}

static void desc_id(word_t arg)
{
	(void)arg;
	CHECK_EQ(L4_KernelId(), kernel_desc()->KernelId.raw);
	CHECK(L4_KernelId() >> 16 != 0);
	CHECK_EQ(L4_KernelId() & 0xffff, 0);
}

static void desc_date(word_t arg)
{
	word_t year = 0, month = 0, day = 0;

	(void)arg;
	L4_KernelGenDate(kip, &year, &month, &day);
	CHECK_IN(day, 1, 31);
	CHECK_IN(month, 1, 12);
	CHECK_IN(year, 2003, 2127);
}

static void desc_supplier(word_t arg)
{
	word_t supplier = L4_KernelSupplier(kip);

	(void)arg;
	for (unsigned i = 0; i < 4; i++)
		CHECK_IN(supplier >> (8 * i) & 0xff, 0x20, 0x7e);
	if (sizeof(word_t) == 8)
		CHECK_EQ(supplier >> 16 >> 16, 0);
}

static void desc_strings(word_t arg)
{
	const char *end = (const char *)kip + ((word_t)1 << L4_KipAreaSizeLog2(kip));
	const char *s = kernel_desc()->VersionString;

	(void)arg;
	CHECK(*s);
	while (s < end && *s) {
		const char *nul = memchr(s, 0, (size_t)(end - s));

		CHECK(nul);
		s = nul + 1;
	}
	CHECK(s < end);
}

static void desc_features(word_t arg)
{
	const char *version = L4_KernelVersionString(kip);
	const char *expect = version + strlen(version) + 1;
	word_t n;

	(void)arg;
	CHECK(version == kernel_desc()->VersionString);
	for (n = 0; L4_Feature(kip, n) && *L4_Feature(kip, n); n++) {
		CHECK(L4_Feature(kip, n) == expect);
		CHECK(L4_HasFeature(expect));
		expect += strlen(expect) + 1;
	}
	CHECK(!L4_HasFeature("no-kernel-has-this"));
}

/* --- information words ------------------------------------------------------------------- */

static void utcb_info(word_t arg)
{
	(void)arg;
	CHECK_EQ(kip_word(42), ARCH_UTCB_INFO);
}

static void utcb_accessors(word_t arg)
{
	word_t info = kip_word(42);

	(void)arg;
	CHECK_EQ(L4_UtcbAreaSizeLog2(kip), info >> 16 & 63);
	CHECK_EQ(L4_UtcbAlignmentLog2(kip), info >> 10 & 63);
	CHECK_EQ(L4_UtcbSize(kip), (info & 0x3ff) << (info >> 10 & 63));
	CHECK(L4_UtcbSize(kip) >= 128 * sizeof(word_t) / 2);
}

static void kip_area(word_t arg)
{
	(void)arg;
	CHECK_EQ(kip_word(43) & 63, ARCH_KIP_AREA_BITS);
	CHECK_EQ(L4_KipAreaSizeLog2(kip), ARCH_KIP_AREA_BITS);
}

static void clock_info(word_t arg)
{
	word_t info = kip_word(48);

	(void)arg;
	CHECK_EQ(info & 0x80008000, 0);
	CHECK((info & 0x3ff) != 0);
	CHECK((info >> 16 & 0x3ff) != 0);
	CHECK_IN(L4_ReadPrecision(kip), 1, 1000000);
	CHECK_IN(L4_SchedulePrecision(kip), 1, 1000000);
}

/* The clock advances at least once in two of the precisions it claims. */
static void clock_read_precision(word_t arg)
{
	uint64_t start = clock_us(), now;
	word_t step = L4_ReadPrecision(kip), largest = 0;

	(void)arg;
	for (unsigned i = 0; i < 20; i++) {
		do {
			now = clock_us();
		} while (now == start);
		CHECK(now > start);
		if (i && now - start > largest)
			largest = (word_t)(now - start);
		start = now;
	}
	CHECK(largest <= 2 * step || largest < 5000);
}

static void thread_info(word_t arg)
{
	word_t info = kip_word(49);

	(void)arg;
	CHECK_EQ(L4_ThreadIdBits(kip), info & 0xff);
	CHECK_EQ(L4_ThreadIdSystemBase(kip), info >> 8 & 0xfff);
	CHECK_EQ(L4_ThreadIdUserBase(kip), info >> 20 & 0xfff);
	CHECK(L4_ThreadIdSystemBase(kip) > 0);
	CHECK(L4_ThreadIdSystemBase(kip) <= L4_ThreadIdUserBase(kip));
	CHECK_IN(L4_ThreadIdUserBase(kip), 1, 300);
	CHECK_IN(L4_ThreadIdBits(kip), 10, sizeof(word_t) == 8 ? 32 : 18);
}

static void page_info(word_t arg)
{
	(void)arg;
	CHECK_EQ(kip_word(50) & 0x3f8, 0);
	CHECK_EQ(L4_PageRights(kip), kip_word(50) & 7);
	CHECK_EQ(L4_PageSizeMask(kip), kip_word(50) & ~0x3ffUL);
	CHECK_EQ(L4_PageSizeMask(kip) & -L4_PageSizeMask(kip), ARCH_PAGE_SIZE);
	CHECK(L4_PageRights(kip) & L4_Writable);
}

static void page_rights(word_t arg)
{
	(void)arg;
	CHECK_EQ(L4_PageRights(kip), ARCH_PAGE_RIGHTS);
}

static void page_sizes(word_t arg)
{
	(void)arg;
	CHECK_EQ(L4_PageSizeMask(kip) & ~ARCH_PAGE_SIZES_MAYBE, ARCH_PAGE_SIZES);
}

static void processor_info(word_t arg)
{
	word_t info = kip_word(51);
	word_t s = info >> (sizeof(word_t) * 8 - 4);

	(void)arg;
	CHECK_EQ(L4_NumProcessors(kip), (info & 0xffff) + 1);
	CHECK(((word_t)1 << s) >= 4 * sizeof(word_t));
	CHECK(inside(KIP->ProcDescPtr, L4_NumProcessors(kip) << s));
}

static void processor_desc(word_t arg)
{
	(void)arg;
	for (word_t i = 0; i < L4_NumProcessors(kip); i++) {
		L4_ProcDesc_t *p = L4_ProcDesc(kip, i);

		CHECK(p != NULL);
		CHECK(L4_ProcDescExternalFreq(p) > 0);
		CHECK_IN(L4_ProcDescInternalFreq(p), 1000, 100000000);
	}
	CHECK(L4_ProcDesc(kip, L4_NumProcessors(kip)) == NULL);
}

/* --- links ------------------------------------------------------------------------------- */

static void links_set(word_t arg)
{
	(void)arg;
	for (unsigned i = 52; i <= 62; i++)
		CHECK(kip_word(i) != 0);
}

static void links_inside(word_t arg)
{
	(void)arg;
	for (unsigned i = 52; i <= 62; i++) {
		word_t link = kip_word(i);

		CHECK(arch_link_is_inside(link, kip_word(43) & 63, (word_t)kip));
	}
}

static void links_distinct(word_t arg)
{
	(void)arg;
	for (unsigned i = 52; i <= 62; i++) {
		for (unsigned k = i + 1; k <= 62; k++) {
			if (i == 56 && k == 57)
				continue; /* Ipc and Lipc may be one */
			CHECK(kip_word(i) != kip_word(k));
		}
	}
}

static void reserved_zero(word_t arg)
{
	(void)arg;
	CHECK_EQ(kip_word(20), 0);
	for (unsigned i = 24; i <= 41; i++)
		CHECK_EQ(kip_word(i), 0);
	CHECK_EQ(kip_word(44), 0);
	CHECK_EQ(kip_word(45), 0);
	for (unsigned i = 63; i <= 67; i++)
		CHECK_EQ(kip_word(i), 0);
}

/* --- memory descriptors ------------------------------------------------------------------ */

static word_t desc_count(void)
{
	return kip_word(21) & (((word_t)1 << sizeof(word_t) * 4) - 1);
}

static void memory_info(word_t arg)
{
	word_t offset = kip_word(21) >> sizeof(word_t) * 4;

	(void)arg;
	CHECK(desc_count() >= 2);
	CHECK_EQ(L4_NumMemoryDescriptors(kip), desc_count());
	CHECK(inside(offset, desc_count() * 2 * sizeof(word_t)));
	CHECK((word_t)L4_MemoryDesc(kip, 0) == (word_t)kip + offset);
	CHECK(L4_MemoryDesc(kip, desc_count()) == NULL);
}

static void memory_ranges(word_t arg)
{
	(void)arg;
	for (word_t i = 0; i < desc_count(); i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);

		CHECK_EQ(L4_MemoryDescLow(d) & 0x3ff, 0);
		CHECK_EQ(L4_MemoryDescHigh(d) & 0x3ff, 0x3ff);
		CHECK(L4_MemoryDescLow(d) < L4_MemoryDescHigh(d));
	}
}

/* Type of the byte at a physical address: the last descriptor wins. */
static word_t memory_type(word_t address)
{
	word_t type = L4_UndefinedMemoryType;

	for (word_t i = 0; i < desc_count(); i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);

		if (!L4_IsMemoryDescVirtual(d) && address >= L4_MemoryDescLow(d) &&
		    address <= L4_MemoryDescHigh(d))
			type = L4_MemoryDescType(d);
	}
	return type;
}

/* At least 4 MB of memory and something the kernel keeps for itself. */
static void memory_kinds(word_t arg)
{
	word_t conventional = 0, reserved = 0;

	(void)arg;
	for (word_t i = 0; i < desc_count(); i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);
		word_t low = L4_MemoryDescLow(d);

		if (L4_IsMemoryDescVirtual(d))
			continue;
		if (L4_MemoryDescType(d) == L4_ConventionalMemoryType)
			conventional += L4_MemoryDescHigh(d) - low + 1;
		if (L4_MemoryDescType(d) == L4_ReservedMemoryType &&
		    memory_type(low) == L4_ReservedMemoryType)
			reserved += L4_MemoryDescHigh(d) - low + 1;
	}
	CHECK(conventional >= 4UL << 20);
	CHECK(reserved > 0);
}

/* The first virtual descriptor is the user area: our code, our UTCB and the KIP are in it. */
static void memory_virtual(word_t arg)
{
	L4_MemoryDesc_t *found = NULL;

	(void)arg;
	for (word_t i = 0; i < desc_count() && !found; i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);

		if (L4_IsMemoryDescVirtual(d))
			found = d;
	}
	CHECK(found);
	CHECK_EQ(L4_MemoryDescType(found), L4_ConventionalMemoryType);
	CHECK((word_t)&memory_virtual >= L4_MemoryDescLow(found));
	CHECK((word_t)&memory_virtual <= L4_MemoryDescHigh(found));
	CHECK(L4_MyLocalId().raw <= L4_MemoryDescHigh(found));
	CHECK((word_t)kip <= L4_MemoryDescHigh(found));
	CHECK(L4_MemoryDescHigh(found) < ARCH_KERNEL_ADDRESS);
}

/* --- the page in spaces ------------------------------------------------------------------ */

static void read_only(word_t arg)
{
	struct touch touch = {.address = (word_t)kip + 8 * sizeof(word_t),
			      .access = L4_Writable,
			      .told = L4_Myself()};
	struct thread *t = SPAWN(touch_body, &touch, .where = NULL, .pager = L4_Myself());
	word_t was = kip_word(8);
	struct fault f = fault_wait(t);

	(void)arg;
	CHECK_EQ(f.address, touch.address);
	CHECK(f.rights & L4_Writable);
	CHECK(!touch.finished);
	CHECK_EQ(kip_word(8), was);
}

static void find_kip(void *arg)
{
	word_t version, flags, id;

	*(void **)arg = L4_KernelInterface(&version, &flags, &id);
}

static void other_space(word_t arg)
{
	static void *seen;
	struct thread *t;

	(void)arg;
	seen = NULL;
	t = run_space(find_kip, &seen);
	thread_join(t);
	CHECK(seen == kip);
}

/* A space may have its KIP elsewhere; KernelInterface and the contents follow. */
static void other_address(word_t arg)
{
	static void *seen;
	struct thread *t = thread_reserve(NEW_SPACE, find_kip, &seen);
	word_t old, at = WINDOW;

	(void)arg;
	thread_control(t->id, t->id, runner_id, L4_nilthread, ALL_ONES);
	CHECK(L4_SpaceControl(t->id, 0, L4_FpageLog2(at, ARCH_KIP_AREA_BITS), space_utcb_area(),
			      L4_nilthread, &old));
	thread_control(t->id, t->id, runner_id, pager_id, thread_utcb(t));
	CHECK_EQ(peek(t, at), kip_word(0));
	CHECK_EQ(peek(t, at + 56 * sizeof(word_t)), arch_link_moved(kip_word(56), at));
}

static const struct test tests[] = {
	{"magic", "2.1", magic},
	{"base.aligned", "4.1", base},
	{"interface.copies", "4.1", interface_copies},
	{"interface.often", "2.9", interface_often},
	{"interface.keeps-utcb", "2.9", interface_keeps_utcb},
	{"api-version", "2.3", api_version},
	{"api-flags", "2.3", api_flags},
	{"desc.inside", "2.4", desc_inside},
	{"desc.id", "2.4", desc_id},
	{"desc.date", "2.4", desc_date},
	{"desc.supplier", "2.4", desc_supplier},
	{"desc.strings-end", "2.4", desc_strings},
	{"desc.features", "2.4", desc_features},
	{"utcb-info", "2.6", utcb_info},
	{"utcb-info.accessors", "2.6", utcb_accessors},
	{"kip-area-info", "2.6", kip_area},
	{"clock-info", "2.6", clock_info},
	{"clock-info.read-precision", "2.6", clock_read_precision},
	{"thread-info", "2.6", thread_info},
	{"page-info", "2.6", page_info},
	{"page-info.rights", "2.6", page_rights},
	{"page-info.sizes", "2.6", page_sizes},
	{"processor-info", "2.6", processor_info},
	{"processor-desc", "2.8", processor_desc},
	{"links.set", "2.5", links_set},
	{"links.inside", "2.5", links_inside},
	{"links.distinct", "2.5", links_distinct},
	{"reserved-zero", "2.2", reserved_zero},
	{"memory-info", "2.7", memory_info},
	{"memory.ranges", "2.7", memory_ranges},
	{"memory.kinds", "2.7", memory_kinds},
	{"memory.virtual", "2.7", memory_virtual},
	{"page.read-only", "2.1", read_only},
	{"page.other-space", "2.1", other_space},
	{"page.other-address", "2.1", other_address},
};

TOPIC(kip, "kip");
