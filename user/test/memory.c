/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.c - tests that no translation outlives its space, on CPUs that number spaces, too. */

#include "lib.h"

static void read_window(void *result)
{
	*(word_t *)result = arch_read(WINDOW);
}

#define LASTING 4
#define PASSING 600 /* more than twice the numbers there are */

/* Each space sees its own page at the same address, however many others have run meanwhile. */
static void asid_rollover(word_t arg)
{
	struct thread *lasting[LASTING], *passing;
	static word_t found;

	(void)arg;
	for (unsigned i = 0; i < LASTING; i++) {
		WORD_AT(arena(i)) = 0x1000 + i;
		lasting[i] = server_new(NEW_SPACE);
		map_to(lasting[i], fpage(arena(i), page_bits(), L4_Readable), WINDOW,
		       L4_CompleteAddressSpace);
	}
	for (unsigned n = 0; n < PASSING; n++) {
		word_t page = arena(LASTING + n % 8);

		WORD_AT(page) = 0x2000 + n;
		passing = server_new(NEW_SPACE);
		map_to(passing, fpage(page, page_bits(), L4_Readable), WINDOW,
		       L4_CompleteAddressSpace);
		ask(passing, read_window, &found);
		CHECK_EQ(found, 0x2000 + n);
		ask(lasting[n % LASTING], read_window, &found);
		CHECK_EQ(found, 0x1000 + n % LASTING);
		thread_kill(passing);
	}
}

static const struct test tests[] = {
	{"asid-rollover", "12.1", asid_rollover, 0, 20000},
};

TOPIC(memory, "memory");
