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
	word_t sum;

	if (first_sum)
		return;
	sum = reserved(&first_low, &first_high);
	CHECK(kernel_capacity() > 0); /* or the test is skipped: there is too much */
	first_sum = sum;
}

/*
 * The transfer of a piece is cut off, since sigma0 gets another version: the piece is the kernel's
 * already, and is used.
 */
static bool cut_off(tid_t sigma0)
{
	tid_t other = L4_GlobalId(L4_ThreadNo(sigma0), 3);

	for (unsigned i = 0; thread_state(sigma0) != L4_SCHEDRESULT_SENDING; i++) {
		if (i == 5000)
			return false;
		sleep_us(1);
	}
	thread_control(other, other, L4_nilthread, L4_nilthread, ALL_ONES);
	thread_control(sigma0, sigma0, L4_nilthread, L4_nilthread, ALL_ONES);
	return true;
}

static void piece_cut_off(word_t arg)
{
	tid_t sigma0 = L4_GlobalId(L4_ThreadIdUserBase(kip), 1);
	word_t sum, before, after, grown;
	bool cut;

	(void)arg;
	sum = reserved(&first_low, &first_high);
	set_prio(sigma0, PRIO_TEST - 1); /* it does not answer while we run */
	before = kernel_capacity();
	first_sum = sum;
	cut = cut_off(sigma0);
	set_prio(sigma0, PRIO_PAGER);
	sleep_us(10000);
	if (!cut)	/* where time is real; with a clock that counts instructions it is not */
		test_skip("the transfer was over before it could be cut off");
	(void)kernel_capacity(); /* more pieces */
	sleep_us(1100000);
	after = kernel_capacity();
	grown = reserved(&low, &high) - first_sum;
	CHECK(grown != 0);
	CHECK_IN(after - before, (uint64_t)grown * before / first_sum, before);
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
	for (word_t at = low; at < high; at += (high - low + 1) / 4) {
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
	{"cut-off", "10.7", piece_cut_off, 0, 60000},
	{"grows", "10.7", grows, 0, 60000},
	{"ends", "10.7", ends, 0, 60000},
	{"lost-to-users", "10.7", is_lost_to_users, 0, 60000},
	{"users-keep-theirs", "10.7", memory_of_users_stays, 0, 60000},
};

TOPIC(kernel_memory, "kernel-memory");
