/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kip.c - the kernel interface page (X2:kip): what is linked in for loaders to find and patch, what
 * the kernel makes of it, and which memory is the kernel's.
 */
#include "kip.h"

#include "arch.h"
#include "assert.h"
#include "glue.h"
#include "kmem.h"
#include "platform.h"
#include "print.h"
#include "string.h"
#include "thread.h"
#include "time.h"

#define API_X2		0x84u
#define API_REVISION	7u
#define KERNEL_ID	0x90u		/* experimental range (X2:kip.kerneldesc) */

/* A feature string behind the version string (X2:kip.kerneldesc), if it is true: see IS_ENABLED. */
#define FEATURE(option, text)	FEATURE_(option, text)
#define FEATURE_(value, text)	FEATURE__(IS_ENABLED_ARG_##value, text)
#define FEATURE__(arg, text)	IS_ENABLED___(arg text "\0", "", 0)

#ifndef PECAN_GEN_YEAR
#define PECAN_GEN_YEAR	2026
#define PECAN_GEN_MONTH	1
#define PECAN_GEN_DAY	1
#endif

/* Characters in memory order, as a word: X2:kip.kerneldesc supplier. */
#define CHARS(a, b, c, d) \
	(ARCH_BIG_ENDIAN ? (word_t)(a) << 24 | (word_t)(b) << 16 | (c) << 8 | (d) \
			 : (word_t)(d) << 24 | (word_t)(c) << 16 | (b) << 8 | (a))
#define KIP_MAGIC \
	(ARCH_BIG_ENDIAN && WORD_BITS == 64 ? CHARS(0x4c, 0x34, 0xe6, 0x4b) << (WORD_BITS - 32) \
					    : CHARS(0x4c, 0x34, 0xe6, 0x4b))

/* MemoryInfo: count in the low half, offset of the table in the high half. */
#define MEMORY_INFO(n)	((word_t)(n) | (word_t)offsetof(struct kip_page, mem) << (WORD_BITS / 2))

struct kip_page kip_page __section(".kip.data") __aligned(4096) = {
	.kip = {
		.magic = KIP_MAGIC,
		.api_version = (word_t)API_X2 << 24 | API_REVISION << 16,
		.api_flags = (ARCH_BIG_ENDIAN ? 1 : 0) | (WORD_BITS == 64 ? 4 : 0),
		.kern_desc_ptr = offsetof(struct kip_page, kernel_id),
		.proc_desc_ptr = offsetof(struct kip_page, proc),
		.memory_info = MEMORY_INFO(KIP_MEMDESC_MAX - KIP_MEMDESC_OWN),
		.page_info = PAGE_SIZE,		/* for loaders the smallest; glue has the rest */
	},
	.kernel_id = (word_t)KERNEL_ID << 24 | 1u << 16,
	.gen_date = PECAN_GEN_DAY | PECAN_GEN_MONTH << 5 | (PECAN_GEN_YEAR - 2000) << 9,
	.version = 0u << 24 | 1u << 16,
	.supplier = CHARS('P', 'C', 'A', 'N'),
	.strings = "Pecan 0.1\0" FEATURE(CONFIG_HAVE_IO_PORTS, "ioflexpages")
		   FEATURE(CONFIG_CTRLXFER, "ctrlxfer")
		   FEATURE(CONFIG_PAGER_EXREGS, "pagerexregs"),
};

extern char arch_image_start[], arch_image_end[];

/* Physical ranges that are the kernel's: image first, then pool. */
#define RANGES_MAX	32
static struct {
	paddr_t start, end;		/* end is the first address behind */
} ranges[RANGES_MAX];
static unsigned range_count;

bool kip_memory_is_reserved(paddr_t start, paddr_t end)
{
	for (unsigned i = 0; i < range_count; i++)
		if (start < ranges[i].end && end >= ranges[i].start)
			return true;
	return false;
}

/* --- descriptors ------------------------------------------------------------------------- */

static unsigned memdesc_count(void)
{
	return (unsigned)(kip_page.kip.memory_info & MASK(WORD_BITS / 2));
}

static void add_memdesc(word_t type, word_t low, word_t high)
{
	unsigned n = memdesc_count();

	if (n >= KIP_MEMDESC_MAX)
		panic("the loader left no room for the kernel's memory descriptors");
	kip_page.mem[n].low = (low & ~MASK(10)) | type;
	kip_page.mem[n].high = high & ~MASK(10);
	kip_page.kip.memory_info = MEMORY_INFO(n + 1);
}

/* Type of a physical descriptor with its bounds; undefined for a virtual one. */
static unsigned memdesc(unsigned i, paddr_t *low, paddr_t *high)
{
	const struct kip_memdesc *d = &kip_page.mem[i];

	*low = d->low & ~MASK(10);
	*high = d->high | MASK(10);
	return (d->low & MEMDESC_VIRTUAL) != 0 ? MEMDESC_UNDEFINED : (unsigned)(d->low & 15);
}

/* --- the kernel's memory ----------------------------------------------------------------- */

static void add_range(paddr_t start, paddr_t end)
{
	if (start >= end || range_count == RANGES_MAX)
		return;
	ranges[range_count].start = start;
	ranges[range_count].end = end;
	range_count++;
}

/* Take [start, end) less what is already the kernel's, page by page borders inwards. */
static __init void take(paddr_t start, paddr_t end)
{
	start = ALIGN_UP(MAX(start, (paddr_t)GLUE_KERNEL_MEM_START), PAGE_SIZE);
	end = ALIGN_DOWN(MIN(end, (paddr_t)GLUE_KERNEL_MEM_END), PAGE_SIZE);
	for (unsigned i = 0; i < range_count && start < end; i++) {
		if (end <= ranges[i].start || start >= ranges[i].end)
			continue;
		take(start, ranges[i].start);
		start = ranges[i].end;
	}
	add_range(start, end);
}

#define NOTHING		WORD_MAX

/*
 * First address of something that lies in [start, start + bytes): what a descriptor behind number
 * `desc` describes, a server, the kernel itself; NOTHING if the range is free.
 */
static __init paddr_t in_the_way(unsigned desc, paddr_t start, paddr_t bytes)
{
	const struct kip *k = &kip_page.kip;
	const struct kip_server *const servers[] = { &k->sigma0, &k->sigma1, &k->root };
	paddr_t low, high;

	for (unsigned i = desc + 1; i < memdesc_count(); i++) {
		unsigned type = memdesc(i, &low, &high);

		if (type != MEMDESC_UNDEFINED && type != MEMDESC_CONVENTIONAL &&
		    low < start + bytes && high >= start)
			return low;
	}
	for (unsigned i = 0; i < ARRAY_SIZE(servers); i++)
		if (servers[i]->high != 0 && servers[i]->low < start + bytes &&
		    servers[i]->high >= start)
			return servers[i]->low;
	return kip_memory_is_reserved(start, start + bytes - 1) ? start : NOTHING;
}

/* The highest free piece of `bytes` in conventional memory [low, high], descriptor `desc`; or 0. */
static __init paddr_t find_free(unsigned desc, paddr_t low, paddr_t high, paddr_t bytes)
{
	paddr_t end = high, obstacle;		/* last byte of the piece */

	while (end > low && end - low >= bytes) {
		paddr_t start = ALIGN_DOWN(end - bytes + 1, PAGE_SIZE);

		obstacle = in_the_way(desc, start, bytes);
		if (obstacle == NOTHING)
			return start;
		if (obstacle <= low)
			return 0;
		end = ALIGN_DOWN(obstacle, PAGE_SIZE) - 1;
	}
	return 0;
}

/* Narrows [*low, *high] to what may be the kernel's; false: nothing of it. */
static __init bool clamp(paddr_t *low, paddr_t *high)
{
	*low = MAX(*low, (paddr_t)GLUE_KERNEL_MEM_START);
	*high = MIN(*high, (paddr_t)GLUE_KERNEL_MEM_END - 1);
	return *low < *high;
}

/* A loader that reserves nothing for the kernel: take a sixteenth of the largest piece. */
static __init void take_unreserved(void)
{
	paddr_t low, high, best_low = 0, best_high = 0, start, bytes;
	unsigned best = 0;

	for (unsigned i = 0; i < memdesc_count(); i++) {
		if (memdesc(i, &low, &high) == MEMDESC_CONVENTIONAL && clamp(&low, &high) &&
		    high - low > best_high - best_low) {
			best = i;
			best_low = low;
			best_high = high;
		}
	}
	bytes = ALIGN_UP((best_high - best_low) / 16, PAGE_SIZE);
	bytes = MAX(bytes, (paddr_t)4 << 20);
	start = best_high > bytes ? find_free(best, best_low, best_high, bytes) : 0;
	if (start == 0)
		panic("no memory reserved for the kernel and none free");
	add_memdesc(MEMDESC_RESERVED, start, start + bytes - 1);
	take(start, start + bytes);
}

/* In sigma0's space, where addresses are physical ones, what the kernel has there is no memory. */
static const struct kip_memdesc always[] = {
	{ MEMDESC_CONVENTIONAL | MEMDESC_VIRTUAL, GLUE_USER_END - 1 },
	{ MEMDESC_RESERVED | GLUE_ROOT_UTCB, GLUE_ROOT_UTCB + MASK(GLUE_ROOT_UTCB_BITS) },
	{ MEMDESC_RESERVED | GLUE_ROOT_KIP, GLUE_ROOT_KIP + MASK(GLUE_KIP_BITS) },
};

void kip_init(void)
{
	struct kip *k = &kip_page.kip;
	paddr_t low, high;

	if (memdesc_count() == 0 || memdesc_count() > KIP_MEMDESC_MAX - KIP_MEMDESC_OWN)
		panic("the loader wrote no memory descriptors into the kernel interface page");
	if (k->sigma0.ip == 0 && k->sigma0.high == 0)
		panic("the loader named no sigma0 in the kernel interface page");
	add_range(ALIGN_DOWN((paddr_t)arch_image_start - GLUE_IMAGE_WINDOW, PAGE_SIZE),
		  ALIGN_UP((paddr_t)arch_image_end - GLUE_IMAGE_WINDOW, PAGE_SIZE));
	for (unsigned i = 0; i < memdesc_count(); i++) {
		unsigned type = memdesc(i, &low, &high);

		if (type == MEMDESC_RESERVED)
			take(low, high + 1 == 0 ? high : high + 1);
		else if (type == MEMDESC_CONVENTIONAL)
			arch_note_memory(low, high);
	}
	if (range_count == 1)
		take_unreserved();
	add_memdesc(MEMDESC_RESERVED, ranges[0].start, ranges[0].end - 1);
	for (unsigned i = 0; i < ARRAY_SIZE(always); i++)
		add_memdesc(always[i].low & MASK(10), always[i].low, always[i].high);
}

void kip_memory_init(void)
{
	for (unsigned i = 1; i < range_count; i++) {
		glue_map_kernel(ranges[i].start, ranges[i].end);
		kmem_add(ranges[i].start + GLUE_PHYS_WINDOW, ranges[i].end + GLUE_PHYS_WINDOW);
	}
	for (unsigned i = 0; IS_ENABLED(CONFIG_KMEM_GROW) && i < memdesc_count(); i++) {
		paddr_t low, high;

		if (memdesc(i, &low, &high) == MEMDESC_CONVENTIONAL && clamp(&low, &high))
			glue_prepare_kernel(low, high + 1);
	}
	kprintf("memory: %zu KiB for the kernel\n", (size_t)kmem_total_bytes() / 1024);
}

/* Is all of [start, last] conventional memory as the descriptors say?  Later ones win. */
static bool is_conventional(paddr_t start, paddr_t last)
{
	paddr_t low, high;
	bool yes = false;

	for (unsigned i = 0; i < memdesc_count(); i++) {
		unsigned type = memdesc(i, &low, &high);

		if (type != MEMDESC_UNDEFINED && low <= last && high >= start)
			yes = type == MEMDESC_CONVENTIONAL && low <= start && high >= last;
	}
	return yes;
}

bool kip_memory_take(paddr_t start, paddr_t end)
{
	struct kip_memdesc *d = &kip_page.mem[memdesc_count() - 1];

	if (start < GLUE_KERNEL_MEM_START || end <= start || end > GLUE_KERNEL_MEM_END ||
	    range_count == RANGES_MAX || kip_memory_is_reserved(start, end - 1) ||
	    !is_conventional(start, end - 1) || !glue_kernel_prepared(start, end))
		return false;
	add_range(start, end);
	if ((d->low & (MEMDESC_VIRTUAL | 15)) == MEMDESC_RESERVED &&
	    (d->high | MASK(10)) + 1 == start)
		d->high = (end - 1) & ~MASK(10);
	else if (memdesc_count() < KIP_MEMDESC_MAX)
		add_memdesc(MEMDESC_RESERVED, start, end - 1);
	return true;
}

/* --- information ------------------------------------------------------------------------- */

static __init void reserve_devices(void)
{
	const struct platform_range *r;

	for (unsigned i = 0; (r = platform_device_page(i)) != NULL; i++) {
		if (range_count == RANGES_MAX)
			panic("too many ranges of memory are reserved");
		add_range(r->first, r->last + 1);
		add_memdesc(MEMDESC_RESERVED, r->first, r->last);
	}
}

void kip_finish(void)
{
	struct kip *k = &kip_page.kip;

	if (IS_ENABLED(CONFIG_DEVICE_PAGES))
		reserve_devices();
	k->utcb_info = 1 | GLUE_UTCB_BITS << 10 | ARCH_PAGE_BITS << 16;
	k->kip_area_info = GLUE_KIP_BITS;
	k->clock_info = time_from_us(platform_timer_read_precision()) |
			(word_t)time_from_us(platform_timer_precision()) << 16;
	k->thread_info = THREAD_NUMBER_BITS | thread_system_base() << 8 |
			 thread_user_base() << 20;
	k->processor_info = (platform_cpu_count() - 1) |
			    (word_t)(WORD_BITS == 32 ? 4 : 5) << (WORD_BITS - 4);
	for (unsigned i = 0; i < KIP_PROCESSORS; i++)
		platform_cpu_frequency(i, &kip_page.proc[i].internal_khz,
				       &kip_page.proc[i].external_khz);
	glue_kip_init(k);
}
