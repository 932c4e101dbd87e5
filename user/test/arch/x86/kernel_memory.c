/* SPDX-License-Identifier: BSD-2-Clause */
/* kernel_memory.c - tests of the kernel asking sigma0 for memory (X2:10.7). */

#include <l4/sigma0.h>

#include "hostile/hostile.h"

/* Bytes that the kernel interface page calls reserved; the last such descriptor. */
static word_t reserved(word_t *low, word_t *high)
{
	word_t n = L4_NumMemoryDescriptors(kip), sum = 0;

	for (word_t i = 0; i < n; i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);

		if (L4_IsMemoryDescVirtual(d) ||
		    L4_MemoryDescType(d) != L4_ReservedMemoryType)
			continue;
		*low = L4_MemoryDescLow(d);
		*high = L4_MemoryDescHigh(d);
		sum += *high - *low + 1;
	}
	return sum;
}

static word_t first_low, first_high, first_sum;
static word_t low, high;

/* Use all memory up, once: the kernel has more then than before. */
static void grow(void)
{
	if (first_sum)
		return;
	first_sum = reserved(&first_low, &first_high);
	CHECK(kernel_capacity() > 0);
}

static void grows(word_t arg)
{
	(void)arg;
	grow();
	CHECK(reserved(&low, &high) >= first_sum + 0x10000);
	CHECK(low != first_low || high != first_high);
}

/* There is an end to it: error 8 (kernel_capacity checks that), and later no more either. */
static void ends(word_t arg)
{
	word_t sum, capacity;

	(void)arg;
	grow();
	capacity = kernel_capacity();
	sum = reserved(&low, &high);
	sleep_us(1100000); /* it asks again, and gets nothing */
	CHECK_IN(kernel_capacity(), capacity - capacity / 50, capacity + capacity / 50);
	CHECK_EQ(reserved(&low, &high), sum);
}

/* What the kernel has got is not to be had from sigma0, and nobody has it. */
static void is_lost_to_users(word_t arg)
{
	L4_Fpage_t f;

	(void)arg;
	grow();
	(void)reserved(&low, &high);
	for (word_t at = low; at < high; at += (high - low) / 4) {
		f = fpage(at & ~(page_size() - 1), page_bits(), 0);
		f = L4_Sigma0_GetPage_RcvWindow(L4_nilthread, f, WHOLE);
		CHECK(L4_IsNilFpage(f));
		CHECK(!can_read(NULL, at));
	}
}

/* Others are served all the time, whatever the kernel lacks. */
static void memory_of_users_stays(word_t arg)
{
	(void)arg;
	number_pages();
	grow();
	(void)kernel_capacity();
	for (unsigned i = 0; i < ARENA_PAGES; i++)
		CHECK_EQ(WORD_AT(arena(i)), 0x1000 + i);
}

static const struct test tests[] = {
	{"grows", "10.7", grows, 0, 60000},
	{"ends", "10.7", ends, 0, 60000},
	{"lost-to-users", "10.7", is_lost_to_users, 0, 60000},
	{"users-keep-theirs", "10.7", memory_of_users_stays, 0, 60000},
};

TOPIC(kernel_memory, "kernel-memory");
