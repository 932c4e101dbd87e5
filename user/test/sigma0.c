/* SPDX-License-Identifier: BSD-2-Clause */
/* sigma0.c - tests of the protocol of sigma0: requests, ownership, page faults. */

#include <l4/sigma0.h>

#include "lib.h"

static tid_t sigma0(void)
{
	return L4_GlobalId(L4_ThreadIdUserBase(kip), 1);
}

static L4_Fpage_t any(word_t bits)
{
	return L4_Sigma0_GetAny(L4_nilthread, bits, WHOLE);
}

/* A page that nobody has: taken from sigma0 by a thread that is then gone, so with a new owner. */
static struct request {
	L4_Fpage_t f, got;
	L4_Fpage_t window;
} request;

static void get_page(void *arg)
{
	struct request *r = arg;

	r->got = L4_Sigma0_GetPage_RcvWindow(L4_nilthread, r->f, r->window);
}

static word_t desc_type(word_t address)
{
	word_t type = L4_UndefinedMemoryType, n = L4_NumMemoryDescriptors(kip);

	for (word_t i = 0; i < n; i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);

		if (!L4_IsMemoryDescVirtual(d) && address >= L4_MemoryDescLow(d) &&
		    address <= L4_MemoryDescHigh(d))
			type = L4_MemoryDescType(d);
	}
	return type;
}

/* First page of that type, or all ones. */
static word_t find_type(word_t type)
{
	word_t n = L4_NumMemoryDescriptors(kip);

	for (word_t i = 0; i < n; i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);
		word_t low = L4_MemoryDescLow(d);

		if (!L4_IsMemoryDescVirtual(d) && !(low & (page_size() - 1)) &&
		    desc_type(low) == type && desc_type(low + page_size() - 1) == type)
			return low;
	}
	return ALL_ONES;
}

/* --- any memory -------------------------------------------------------------------------- */

static void any_page(word_t arg)
{
	L4_Fpage_t f = any(page_bits());

	(void)arg;
	CHECK(!L4_IsNilFpage(f));
	CHECK_EQ(L4_SizeLog2(f), page_bits());
	CHECK_EQ(L4_Rights(f), RWX);
	CHECK_EQ(desc_type(L4_Address(f)), L4_ConventionalMemoryType);
	WORD_AT(L4_Address(f)) = 0x1234;
	CHECK_EQ(WORD_AT(L4_Address(f)), 0x1234);
}

static void any_distinct(word_t arg)
{
	L4_Fpage_t f[8];

	(void)arg;
	for (unsigned i = 0; i < 8; i++) {
		f[i] = any(page_bits());
		CHECK(!L4_IsNilFpage(f[i]));
		for (unsigned k = 0; k < i; k++)
			CHECK(L4_Address(f[k]) != L4_Address(f[i]));
	}
}

static void any_window(word_t arg)
{
	L4_Fpage_t f = L4_Sigma0_GetAny(L4_nilthread, page_bits(), win(3, 0));

	(void)arg;
	CHECK(!L4_IsNilFpage(f));
	WORD_AT(at(3)) = 0x9876;
	CHECK_EQ(WORD_AT(at(3)), 0x9876);
}

static void any_larger(word_t bits)
{
	L4_Fpage_t f = any(bits);

	CHECK(!L4_IsNilFpage(f));
	CHECK_EQ(L4_Address(f) & (((word_t)1 << bits) - 1), 0);
	CHECK_EQ(L4_SizeLog2(f), bits);
	WORD_AT(L4_Address(f)) = 1;
	WORD_AT(L4_Address(f) + ((word_t)1 << bits) - sizeof(word_t)) = 2;
}

static void any_too_large(word_t arg)
{
	(void)arg;
	CHECK(L4_IsNilFpage(any(sizeof(word_t) * 8 - 1)));
}

static void any_too_small(word_t arg)
{
	(void)arg;
	if (page_bits() > 10)
		CHECK(L4_IsNilFpage(any(page_bits() - 1)));
}

/* --- one page ---------------------------------------------------------------------------- */

/* Repeated by the owner: the same mapping again (15.15). */
static void again(word_t arg)
{
	L4_Fpage_t f = any(page_bits()), g;

	(void)arg;
	L4_Flush(L4_FpageAddRights(f, RWX));
	CHECK(!can_read(NULL, L4_Address(f)));
	g = L4_Sigma0_GetPage(L4_nilthread, f);
	CHECK_EQ(g.raw & ~0x3ffUL, L4_Address(f));
	WORD_AT(L4_Address(f)) = 5;
}

static void owned_by_other(word_t arg)
{
	struct thread *t = server_new(NULL);
	L4_Fpage_t f = any(page_bits());

	(void)arg;
	request = (struct request){.f = f, .got = WHOLE, .window = WHOLE};
	ask(t, get_page, &request);
	CHECK(L4_IsNilFpage(request.got));
}

static void partly_owned_by_other(word_t arg)
{
	struct thread *t = server_new(NULL);
	L4_Fpage_t f = any(page_bits());

	(void)arg;
	request.f = L4_FpageLog2(L4_Address(f) & ~((page_size() << 4) - 1), (int)page_bits() + 4);
	request.got = request.window = WHOLE;
	ask(t, get_page, &request);
	CHECK(L4_IsNilFpage(request.got));
}

/* From another, unprivileged space. */
static void from_other_space(word_t arg)
{
	struct thread *t = server_new(NEW_SPACE);
	L4_Fpage_t own;

	(void)arg;
	request = (struct request){.f = L4_FpageLog2(~0UL, (int)page_bits()), .window = win(0, 0)};
	ask(t, get_page, &request);
	CHECK(!L4_IsNilFpage(request.got));
	CHECK(can_write(t, WINDOW));
	own = L4_Sigma0_GetPage(L4_nilthread, request.got);
	CHECK(L4_IsNilFpage(own));
}

static void reserved_refused(word_t arg)
{
	word_t low = find_type(L4_ReservedMemoryType);

	(void)arg;
	CHECK(low != ALL_ONES);
	CHECK(L4_IsNilFpage(L4_Sigma0_GetPage(L4_nilthread, fpage(low, page_bits(), RWX))));
}

/* No piece of a region that is partly the kernel's. */
static void partly_reserved_refused(word_t arg)
{
	(void)arg;
	CHECK(L4_IsNilFpage(
		L4_Sigma0_GetPage(L4_nilthread, fpage(0, sizeof(word_t) * 8 - 1, RWX))));
}

static void shared_for_all(word_t arg)
{
	struct thread *t = server_new(NULL);
	word_t low = find_type(L4_SharedMemoryType);

	(void)arg;
	if (low == ALL_ONES)
		test_skip("no shared memory");
	request = (struct request){.f = fpage(low, page_bits(), RWX), .window = win(0, 0)};
	ask(t, get_page, &request);
	CHECK(!L4_IsNilFpage(request.got));
	request.got = L4_Nilpage;
	get_page(&request);
	CHECK(!L4_IsNilFpage(request.got));
}

/* --- messages ---------------------------------------------------------------------------- */

static struct ipc c;

static void ask_sigma0(word_t tag, word_t mr1, word_t mr2)
{
	c = (struct ipc){.to = sigma0(),
			 .from_spec = sigma0(),
			 .timeouts = L4_Timeouts(ms(100), ms(30)),
			 .brs = 1};
	c.br[0] = win(0, 0).raw;
	c.mr[0] = tag;
	c.mr[1] = mr1;
	c.mr[2] = mr2;
	ipc_do(&c);
}

static void answer_form(word_t words)
{
	ask_sigma0(PROTOCOL(-6, 0, words), L4_FpageLog2(~0UL, (int)page_bits()).raw, 0);
	CHECK_EQ(c.out[0], TAG(0, 0, 2));
	CHECK_EQ(c.out[1] & 0x3ff, 8);
	CHECK_EQ(c.out[2] & ~0x3ffUL, c.out[1] & ~0x3ffUL);
	CHECK_EQ(c.out[2] & 0x3ff, page_bits() << 4 | RWX);
	CHECK_EQ(c.from.raw, sigma0().raw);
}

static void refusal_form(word_t arg)
{
	word_t low = find_type(L4_ReservedMemoryType);

	(void)arg;
	ask_sigma0(PROTOCOL(-6, 0, 2), fpage(low, page_bits(), RWX).raw, 0);
	CHECK_EQ(c.out[0], TAG(0, 0, 2));
	CHECK_EQ(c.out[1], 8);
	CHECK_EQ(c.out[2], 0);
}

/* Dropped without an answer. */
static void dropped(word_t tag)
{
	ask_sigma0(tag, L4_FpageLog2(~0UL, (int)page_bits()).raw, 0);
	ipc_check_error(&c, ERR(E_TIMEOUT, RECEIVE, 0));
	answer_form(2);
}

/* Attributes of the page, for the first mapping and for one that is repeated. */
static void attribute(word_t arg)
{
	(void)arg;
	ask_sigma0(PROTOCOL(-6, 0, 2), L4_FpageLog2(~0UL, (int)page_bits()).raw,
		   ARCH_ATTRIBUTE_UNCACHED);
	CHECK_EQ(c.out[2] >> 4 & 63, page_bits());
	WORD_AT(WINDOW) = 0x3131;
	ask_sigma0(PROTOCOL(-6, 0, 2), c.out[2] & ~0xfUL, L4_DefaultMemory);
	CHECK_EQ(c.out[2] >> 4 & 63, page_bits());
	CHECK_EQ(WORD_AT(WINDOW), 0x3131);
}

/* Addresses beyond the word: refused, with and without their word. */
static void extended(word_t words)
{
	ask_sigma0(PROTOCOL(-6, 0, words), L4_FpageLog2(~0UL, (int)page_bits()).raw | 8, 0);
	CHECK_EQ(c.out[0], TAG(0, 0, 2));
	CHECK_EQ(c.out[1], 8);
	CHECK_EQ(c.out[2], 0);
}

/* How much the kernel should take is nobody else's question. */
static void kernel_only(word_t arg)
{
	(void)arg;
	ask_sigma0(PROTOCOL(-6, 0, 2), ~0x3ffUL, 0);
	CHECK_EQ(c.out[0], TAG(0, 0, 2));
	CHECK_EQ(c.out[2], 0);
}

static void bad_attribute(word_t arg)
{
	(void)arg;
	ask_sigma0(PROTOCOL(-6, 0, 2), L4_FpageLog2(~0UL, (int)page_bits()).raw, 0x7777);
	CHECK_EQ(c.out[0], TAG(0, 0, 2));
	CHECK_EQ(c.out[2], 0);
}

/* A page-fault message is answered with the page, if it is conventional and free. */
static void fault_message(word_t arg)
{
	L4_Fpage_t f = any(page_bits());
	word_t address = L4_Address(f) + 0x10;

	(void)arg;
	c = (struct ipc){.to = sigma0(), .from_spec = sigma0(), .timeouts = NEVER, .brs = 1};
	c.br[0] = win(0, 0).raw;
	c.mr[0] = PROTOCOL(-2, 4, 2);
	c.mr[1] = address;
	ipc_do(&c);
	CHECK_EQ(c.out[0], TAG(0, 0, 2));
	CHECK_EQ(c.out[2] & ~0x3ffUL, L4_Address(f));
	CHECK_EQ(c.out[2] >> 4 & 63, page_bits());
	WORD_AT(L4_Address(f)) = 0x88;
	CHECK_EQ(WORD_AT(WINDOW), 0x88);
}

static bool fault_answered(word_t address)
{
	ask_sigma0(PROTOCOL(-2, 4, 2), address, 0);
	CHECK_EQ(c.out[0], TAG(0, 0, 2));
	return c.out[2] != 0;
}

static void fault_not_conventional(word_t arg)
{
	(void)arg;
	CHECK(!fault_answered(find_type(L4_ReservedMemoryType)));
}

static void fault_shared(word_t arg)
{
	word_t low = find_type(L4_SharedMemoryType);

	(void)arg;
	if (low == ALL_ONES)
		test_skip("no shared memory");
	CHECK(fault_answered(low));
}

static bool granted(word_t address)
{
	ask_sigma0(PROTOCOL(-6, 0, 2), fpage(address, page_bits(), 0).raw, 0);
	return c.out[2] != 0;
}

/* Memory of devices and of the boot loader: faults find it only once it has been asked for. */
static void special(word_t arg)
{
	word_t n = L4_NumMemoryDescriptors(kip);

	(void)arg;
	for (word_t i = 0; i < n; i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);
		word_t low = L4_MemoryDescLow(d), type = L4_MemoryDescType(d) & 15;
		bool before;

		if (L4_IsMemoryDescVirtual(d) || (low & (page_size() - 1)) ||
		    desc_type(low) != L4_MemoryDescType(d) ||
		    (type != L4_BootLoaderSpecificMemoryType &&
		     type != L4_ArchitectureSpecificMemoryType))
			continue;
		before = fault_answered(low);
		if (before || !granted(low))
			continue; /* somebody's already */
		CHECK(fault_answered(low));
		return;
	}
	test_skip("no such memory");
}

/* Page 0 is a page as any other, if the kernel leaves it. */
static void page_zero(word_t arg)
{
	(void)arg;
	if (desc_type(0) == L4_ReservedMemoryType)
		test_skip("page 0 is the kernel's");
	CHECK(granted(0));
}

/*
 * Registers of devices behind the last address of programs can be had at another one, as long as a
 * word can name them: by all where the loader says so, else by one owner.
 */
#define BEYOND (~(word_t)0 - 0x07ffffff) /* nothing is there in our machines */

static void beyond(word_t attribute)
{
	bool named = sizeof(word_t) == 4;
	struct thread *t = server_new(NULL);
	word_t address = BEYOND + attribute * page_size();

	for (unsigned i = 0; i < 2; i++) {
		ask_sigma0(PROTOCOL(-6, 0, 2), fpage(address, page_bits(), RWX).raw, attribute);
		CHECK_EQ(c.out[0], TAG(0, 0, 2));
		CHECK_EQ(c.out[2] & ~0xfUL, named ? fpage(address, page_bits(), 0).raw : 0);
	}
	request = (struct request){.f = fpage(address, page_bits(), RWX), .window = win(1, 0)};
	ask(t, get_page, &request);
	CHECK_EQ(!L4_IsNilFpage(request.got),
		 named && desc_type(address) == L4_SharedMemoryType);
	L4_Flush(win(0, RWX));
	CHECK(!can_read(NULL, WINDOW));
}

static void beyond_bad_attribute(word_t arg)
{
	(void)arg;
	ask_sigma0(PROTOCOL(-6, 0, 2), fpage(BEYOND + 0x10000, page_bits(), RWX).raw, 0x7777);
	CHECK_EQ(c.out[2], 0);
}

/* Everything reserved, the registers included with which a program could stop the kernel. */
static void nothing_reserved(word_t arg)
{
	word_t n = L4_NumMemoryDescriptors(kip), size = page_size();
	unsigned seen = 0;

	(void)arg;
	for (word_t i = 0; i < n; i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);
		word_t low = (L4_MemoryDescLow(d) + size - 1) & ~(size - 1);

		if (L4_IsMemoryDescVirtual(d) ||
		    L4_MemoryDescType(d) != L4_ReservedMemoryType ||
		    desc_type(low) != L4_ReservedMemoryType)
			continue;
		CHECK(!granted(low));
		seen++;
	}
	CHECK(seen > 1);
}

/* A thread whose pager is sigma0 runs on pages it gets by faulting. */
static volatile word_t grown;

static void grow(void *arg)
{
	L4_Fpage_t *f = arg;

	WORD_AT(L4_Address(*f)) = 3;
	grown = WORD_AT(L4_Address(*f));
}

static void as_pager(word_t arg)
{
	static L4_Fpage_t f;
	struct thread *t;

	(void)arg;
	grown = 0;
	t = server_new(NULL);
	request = (struct request){.f = L4_FpageLog2(~0UL, (int)page_bits()), .window = WHOLE};
	ask(t, get_page, &request);
	CHECK(!L4_IsNilFpage(request.got));
	f = request.got;
	L4_Flush(L4_FpageAddRights(f, RWX));
	L4_Set_PagerOf(t->id, sigma0());
	ask(t, grow, &f);
	CHECK_EQ(grown, 3);
}

/* Page 0 and its like: sigma0 maps all memory at its own address. */
static void one_to_one(word_t arg)
{
	L4_Fpage_t f = any(page_bits());

	(void)arg;
	CHECK_EQ(WORD_AT(L4_Address(f)), WORD_AT(L4_Address(f)));
	ask_sigma0(PROTOCOL(-6, 0, 2), f.raw & ~0xfUL, 0);
	CHECK_EQ(c.out[1] & ~0x3ffUL, L4_Address(f));
}

static const struct test tests[] = {
	{"any.page", "10.7", any_page},
	{"any.distinct", "10.7", any_distinct},
	{"any.window", "10.7", any_window},
	{"any.64k", "10.7", any_larger, 16},
	{"any.1m", "10.7", any_larger, 20},
	{"any.too-large", "10.7", any_too_large},
	{"any.too-small", "10.7", any_too_small},
	{"page.again", "10.7", again},
	{"page.of-other", "10.7", owned_by_other},
	{"page.partly-of-other", "10.7", partly_owned_by_other},
	{"page.other-space", "10.7", from_other_space},
	{"page.reserved", "10.7", reserved_refused},
	{"page.partly-reserved", "10.7", partly_reserved_refused},
	{"page.shared", "10.7", shared_for_all},
	{"page.one-to-one", "10.7", one_to_one},
	{"answer.2-words", "10.7", answer_form, 2},
	{"answer.3-words", "10.7", answer_form, 3},
	{"answer.refusal", "10.7", refusal_form},
	{"answer.attribute", "10.7", attribute},
	{"answer.extended.2", "10.7", extended, 2},
	{"answer.extended.3", "10.7", extended, 3},
	{"answer.not-the-kernel", "10.7", kernel_only},
	{"answer.bad-attribute", "10.7", bad_attribute},
	{"dropped.one-word", "10.7", dropped, PROTOCOL(-6, 0, 1)},
	{"dropped.four-words", "10.7", dropped, PROTOCOL(-6, 0, 4)},
	{"dropped.unknown-label", "10.7", dropped, PROTOCOL(-7, 0, 2)},
	{"dropped.plain", "10.7", dropped, 2},
	{"fault.message", "10.7", fault_message},
	{"fault.not-conventional", "10.7", fault_not_conventional},
	{"fault.shared", "10.7", fault_shared},
	{"fault.special", "10.7", special},
	{"page.zero", "10.7", page_zero},
	{"page.beyond", "10.7", beyond, L4_DefaultMemory},
	{"page.beyond.uncached", "10.7", beyond, ARCH_ATTRIBUTE_UNCACHED},
	{"page.beyond.bad-attribute", "10.7", beyond_bad_attribute},
	{"page.reserved.every", "10.7", nothing_reserved},
	{"fault.pager", "10.7", as_pager},
};

TOPIC(sigma0, "sigma0");
