/* SPDX-License-Identifier: BSD-2-Clause */
/* highmem.c - tests of memory above 4 GiB, where the machine has it. */

#include <l4/sigma0.h>

#include "lib.h"

#define GIB4 0x100000000UL

/* A page of conventional memory above 4 GiB that no test has asked for. */
static word_t high_page(word_t from_end)
{
	word_t best = 0;

	for (word_t i = 0; L4_MemoryDesc(kip, i) != NULL; i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);

		if (!L4_IsMemoryDescVirtual(d) && L4_MemoryDescLow(d) >= GIB4 &&
		    L4_MemoryDescType(d) == L4_ConventionalMemoryType)
			best = L4_MemoryDescHigh(d) + 1;
	}
	if (best == 0)
		test_skip("no memory above 4 GiB");
	return best - (from_end + 1) * ARCH_PAGE_SIZE;
}

/* Sigma0 gives it at virtual = physical, and it is memory. */
static void from_sigma0(word_t arg)
{
	word_t at = high_page(0);

	(void)arg;
	CHECK(!L4_IsNilFpage(L4_Sigma0_GetPage(L4_nilthread, L4_FpageLog2(at, 12))));
	WORD_AT(at) = 0x123456789abcdef0;
	CHECK_EQ(WORD_AT(at), 0x123456789abcdef0);
}

/* The kernel copies strings to and from it. */
static struct ipc message;
static char text[64];

static void receive(void *arg)
{
	(void)arg;
	message = (struct ipc){ .from_spec = L4_anythread, .timeouts = NEVER };
	message.br[0] = 1;
	message.br[1] = sizeof(text) << 10;
	message.br[2] = (word_t)text;
	message.brs = 3;
	ipc_do(&message);
}

static void string_from_it(word_t arg)
{
	word_t at = high_page(1);
	struct thread *t;

	(void)arg;
	CHECK(!L4_IsNilFpage(L4_Sigma0_GetPage(L4_nilthread, L4_FpageLog2(at, 12))));
	for (unsigned i = 0; i < sizeof(text); i++)
		((volatile char *)at)[i] = (char)(i + 1);
	t = run_local(receive, NULL);
	L4_Set_MsgTag((L4_MsgTag_t){ .raw = TAG(0, 0, 2) });
	L4_LoadMR(1, sizeof(text) << 10);
	L4_LoadMR(2, at);
	CHECK_EQ(tag_error(L4_Send_Timeout(t->id, ms(500)).raw), 0);
	thread_join(t);
	for (unsigned i = 0; i < sizeof(text); i++)
		CHECK_EQ(text[i], (char)(i + 1));
}

/* A page of 1 GiB: mapped on, it reads the same, and falls apart where a part of it is unmapped. */
static void huge(word_t arg)
{
	word_t inner = GIB4 + 0x12345000;
	L4_Fpage_t whole = fpage(GIB4, 30, RWX);
	struct thread *a;

	(void)arg;
	if ((L4_PageSizeMask(kip) >> 30 & 1) == 0)
		test_skip("no pages of 1 GiB");
	if (high_page(0) < GIB4 + 0x40000000)
		test_skip("no GiB above 4 GiB");
	CHECK(!L4_IsNilFpage(L4_Sigma0_GetPage(L4_nilthread, whole)));
	for (word_t i = 0; i < 3; i++)
		WORD_AT(inner + (i - 1) * ARCH_PAGE_SIZE) = i + 1;
	WORD_AT(GIB4 + 0x3ffffff8) = 4;
	a = server_new(NEW_SPACE);
	map_to(a, whole, 2 * GIB4, WHOLE);
	CHECK_EQ(peek(a, GIB4 + inner), 2);
	CHECK_EQ(peek(a, 2 * GIB4 + 0x3ffffff8), 4);
	CHECK(!can_read(a, 2 * GIB4 + 0x40000000));
	unmap_in(a, fpage(GIB4 + inner, 12, RWX), FLUSH);
	CHECK(!can_read(a, GIB4 + inner));
	CHECK_EQ(peek(a, GIB4 + inner - ARCH_PAGE_SIZE), 1);
	CHECK_EQ(peek(a, GIB4 + inner + ARCH_PAGE_SIZE), 3);
	CHECK_EQ(WORD_AT(inner), 2);
	unmap_in(NULL, fpage(inner + ARCH_PAGE_SIZE, 12, L4_Writable), 0);
	CHECK(!can_write(a, GIB4 + inner + ARCH_PAGE_SIZE));
	CHECK(can_write(a, GIB4 + inner - ARCH_PAGE_SIZE));
	CHECK_EQ(peek(a, GIB4 + inner + ARCH_PAGE_SIZE), 3);
	unmap_in(NULL, whole, FLUSH);
	CHECK(!can_read(a, GIB4 + inner - ARCH_PAGE_SIZE));
	CHECK(!can_read(a, 2 * GIB4 + 0x3ffffff8));
}

static const struct test tests[] = {
	{ "sigma0", "10.7", from_sigma0 },
	{ "string", "5.4", string_from_it },
	{ "huge", "12.5", huge },
};

TOPIC(highmem, "highmem");
