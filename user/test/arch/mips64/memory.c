/* SPDX-License-Identifier: BSD-2-Clause */
/* memory.c - address errors, code that changes, more spaces than the TLB has numbers for. */

#include "lib.h"

#include <l4/misc.h>

#define EXC_ADDRESS_LOAD  4
#define EXC_ADDRESS_STORE 5

static tid_t handler;

static void load(void *address)
{
	L4_Set_ExceptionHandler(handler);
	arch_read((word_t)address);
}

static void store(void *address)
{
	L4_Set_ExceptionHandler(handler);
	arch_write((word_t)address, 1);
}

/* An address that is not aligned, or the kernel's: an exception that tells it. */
static void address_error(word_t address, body_t body, word_t number, word_t ip)
{
	struct ipc m;
	struct thread *t;

	handler = L4_MyGlobalId();
	t = SPAWN(body, (void *)address);
	m = (struct ipc){.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(1000))};
	ipc_do(&m);
	CHECK_EQ(m.out[0], PROTOCOL(-5, 0, L4_EXC_MRS));
	CHECK_EQ(m.out[L4_EXC_MR_IP], ip);
	CHECK_EQ(m.out[L4_EXC_MR_EXCEPTIONNO], number);
	CHECK_EQ(m.out[L4_EXC_MR_ERRORCODE], address);
	thread_kill(t);
}

static void address_errors(word_t address)
{
	if (address == 0)
		address = arena(0) + 1;
	address_error(address, load, EXC_ADDRESS_LOAD, (word_t)arch_read_at);
	address_error(address, store, EXC_ADDRESS_STORE, (word_t)arch_write_at);
}

/* li v0, value; jr ra; nop */
static void write_code(word_t address, word_t value)
{
	volatile uint32_t *code = (volatile uint32_t *)address;

	code[0] = 0x03e00008;
	code[1] = 0x24020000 | (uint32_t)value;
}

/* Synchronised by synci, or by MemoryControl of a page or of everything. */
static void code_changes(word_t how)
{
	word_t attributes[4] = {how == 1 ? L4_FlushICache : L4_FlushCache};
	L4_Fpage_t page = fpage(arena(0), page_bits(), 0);

	for (word_t i = 1; i < 100; i++) {
		write_code(arena(0), i);
		if (how == 0)
			__asm__ volatile("synci 0(%0); sync" : : "r"(arena(0)) : "memory");
		else
			CHECK_EQ(L4_Set_PageAttributes(1, &page, attributes), 1);
		CHECK_EQ(((word_t (*)(void))arena(0))(), i);
	}
}

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
	{"address-error.unaligned", "9.1", address_errors, 0},
	{"address-error.kernel", "9.1", address_errors, 0x9800000000000000},
	{"code.synci", "4.10", code_changes, 0},
	{"code.flush-icache", "4.10", code_changes, 1},
	{"code.flush-both", "4.10", code_changes, 2},
	{"asid-rollover", "12.1", asid_rollover},
};

TOPIC(memory, "memory");
