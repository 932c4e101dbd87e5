/* SPDX-License-Identifier: BSD-2-Clause */
/* unaligned.c - tests of words that are not aligned: they work, or the exception says where. */

#include "lib.h"

#define VALUE (ALL_ONES / 0xff * 0x12 + 0x3456)

static tid_t handler;
static volatile word_t loaded;
static volatile bool went_on;

static void read(void *address)
{
	if (!L4_IsNilThread(handler))
		L4_Set_ExceptionHandler(handler);
	loaded = arch_read((word_t)address);
	went_on = true;
}

static void write(void *address)
{
	if (!L4_IsNilThread(handler))
		L4_Set_ExceptionHandler(handler);
	arch_write((word_t)address, VALUE);
	went_on = true;
}

/* The word at an address whatever its alignment, in the CPU's byte order. */
static word_t word_of_bytes(word_t address)
{
	word_t w;
	volatile uint8_t *to = (volatile uint8_t *)&w;

	for (unsigned i = 0; i < sizeof(w); i++)
		to[i] = ((const volatile uint8_t *)address)[i];
	return w;
}

static void put_bytes(word_t address, word_t w)
{
	const volatile uint8_t *from = (const volatile uint8_t *)&w;

	for (unsigned i = 0; i < sizeof(w); i++)
		((volatile uint8_t *)address)[i] = from[i];
}

/* The exception tells instruction and address; the thread goes on behind, nothing was done. */
static void refused(struct thread *t, word_t address, bool writes)
{
	struct ipc c = {.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(1000))};

	ipc_do(&c);
	CHECK_EQ(c.out[0], PROTOCOL(-5, 0, ARCH_EXC_WORDS));
	CHECK_EQ(c.out[1], (word_t)(writes ? arch_write_at : arch_read_at));
	CHECK_EQ(c.out[ARCH_EXC_NUMBER], writes ? ARCH_EXC_UNALIGNED_WRITE :
						  ARCH_EXC_UNALIGNED_READ);
	CHECK_EQ(c.out[ARCH_EXC_ADDRESS], address);
	CHECK(!went_on);
	c.to = t->id;
	c.from_spec = L4_nilthread;
	c.mr[0] = TAG(0, 1, 0);
	c.mr[1] = (word_t)(writes ? arch_write_end : arch_read_end);
	ipc_do(&c);
	CHECK_EQ(tag_error(c.out[0]), 0);
	thread_join(t);
	CHECK(went_on);
}

static void read_at(word_t offset)
{
	word_t address = arena(0) + offset;
	struct thread *t;

	put_bytes(address, VALUE);
	went_on = false;
	handler = ARCH_UNALIGNED_WORDS ? L4_nilthread : L4_MyGlobalId();
	t = run_local(read, (void *)address);
	if (ARCH_UNALIGNED_WORDS) {
		thread_join(t);
		CHECK_EQ(loaded, VALUE);
	} else {
		refused(t, address, false);
	}
}

static void write_at(word_t offset)
{
	word_t address = arena(0) + offset;
	struct thread *t;

	put_bytes(address, 0);
	went_on = false;
	handler = ARCH_UNALIGNED_WORDS ? L4_nilthread : L4_MyGlobalId();
	t = run_local(write, (void *)address);
	if (ARCH_UNALIGNED_WORDS)
		thread_join(t);
	else
		refused(t, address, true);
	CHECK_EQ(word_of_bytes(address), ARCH_UNALIGNED_WORDS ? VALUE : 0);
}

/* Of a word on two pages each may be missing; the exception comes before either fault. */
static void on_two_pages(bool writes)
{
	word_t here = arena(0) + ARCH_PAGE_SIZE - 2, address = at(0) + ARCH_PAGE_SIZE - 2;
	struct thread *t;

	put_bytes(here, writes ? 0 : VALUE);
	went_on = false;
	handler = L4_MyGlobalId();
	t = SPAWN(writes ? write : read, (void *)address, .pager = L4_Myself());
	if (!ARCH_UNALIGNED_WORDS) {
		refused(t, address, writes);
		return;
	}
	for (unsigned i = 0; i < 2; i++) {
		struct fault f = fault_wait(t);
		unsigned n = f.address >= at(1);

		CHECK_EQ(f.ip, (word_t)(writes ? arch_write_at : arch_read_at));
		CHECK_IN(f.address, address, at(1) + sizeof(word_t) - 3);
		CHECK_EQ(f.rights, writes ? L4_Writable : L4_Readable);
		CHECK(!went_on);
		CHECK_EQ(word_of_bytes(here), writes ? 0 : VALUE);
		fault_reply(t, page(n, L4_ReadWriteOnly), at(n));
	}
	thread_join(t);
	CHECK(went_on);
	CHECK_EQ(writes ? word_of_bytes(here) : loaded, VALUE);
}

static void read_two_pages(word_t arg)
{
	(void)arg;
	on_two_pages(false);
}

static void write_two_pages(word_t arg)
{
	(void)arg;
	on_two_pages(true);
}

static const struct test tests[] = {
	{"read.1", "10.3", read_at, 1},
	{"read.2", "10.3", read_at, 2},
	{"read.page-border", "10.3", read_at, ARCH_PAGE_SIZE - 2},
	{"read.faults", "10.2", read_two_pages},
	{"write.1", "10.3", write_at, 1},
	{"write.2", "10.3", write_at, 2},
	{"write.page-border", "10.3", write_at, ARCH_PAGE_SIZE - 2},
	{"write.faults", "10.2", write_two_pages},
};

TOPIC(unaligned, "unaligned");
