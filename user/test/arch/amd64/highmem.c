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

static const struct test tests[] = {
	{ "sigma0", "10.7", from_sigma0 },
	{ "string", "5.4", string_from_it },
};

TOPIC(highmem, "highmem");
