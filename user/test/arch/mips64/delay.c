/* SPDX-License-Identifier: BSD-2-Clause */
/* delay.c - traps of instructions in branch delay slots: the branch is carried out all the same. */

#include "raw.h"

/* The part of j and jal that is an address. */
#define J_MASK 0x03ffffffu

/* Pages of the windows that fill a TLB, two for each of its entries. */
#define FILL_FIRST 64
#define FILL_END   (FILL_FIRST + 1024)

typedef word_t (*delay_t)(enum delay_branch kind, word_t argument);

struct run {
	delay_t code;
	enum delay_branch kind;
	word_t argument;
	tid_t handler;
	volatile word_t way;
};

static void body(void *arg)
{
	struct run *r = arg;

	if (!L4_IsNilThread(r->handler))
		L4_Set_ExceptionHandler(r->handler);
	r->way = r->code(r->kind, r->argument);
}

static word_t way_of(enum delay_branch kind)
{
	return kind >= DELAY_BEQ_NOT ? DELAY_NOT_TAKEN : DELAY_TAKEN;
}

/* The same in a thread that has not used the FPU: all its conditions are false. */
static word_t way_of_fresh(enum delay_branch kind)
{
	switch (kind) {
	case DELAY_BC1T:
	case DELAY_BC1T_OTHER:
	case DELAY_BC1TL:
	case DELAY_BC1ANY2:
	case DELAY_BC1ANY4:
		return DELAY_NOT_TAKEN;
	case DELAY_BC1F_NOT:
		return DELAY_TAKEN;
	default:
		return way_of(kind);
	}
}

static bool is_of_fpu(enum delay_branch kind)
{
	return (kind >= DELAY_BC1T && kind <= DELAY_BC1ANY4) || kind >= DELAY_BC1T_NOT;
}

static bool links(enum delay_branch kind)
{
	switch (kind) {
	case DELAY_BLTZAL:
	case DELAY_BGEZAL:
	case DELAY_JAL:
	case DELAY_JALR:
	case DELAY_BLTZALL:
	case DELAY_BGEZALL:
	case DELAY_BLTZAL_NOT:
	case DELAY_BGEZAL_NOT:
		return true;
	default:
		return false;
	}
}

/* The page is not there, so the branch is executed twice, the second time to its end. */
static void fault(word_t arg)
{
	(void)arg;
	for (enum delay_branch k = 0; k < DELAY_BRANCHES; k++) {
		struct run r = {.code = delay_load, .kind = k, .argument = WINDOW + 16};
		struct thread *t;
		struct fault f;

		WORD_AT(arena(0) + 16) = 0x77 + k;
		t = SPAWN(body, &r, .pager = L4_Myself());
		f = fault_wait(t);
		CHECK_EQ(f.address, WINDOW + 16);
		fault_reply(t, fpage(arena(0), page_bits(), L4_Readable), WINDOW);
		thread_join(t);
		CHECK_EQ(r.way, way_of(k));
		CHECK_EQ(delay_result, 0x77 + k);
		L4_Flush(fpage(WINDOW, page_bits(), L4_FullyAccessible));
	}
}

/* The page is there and writable, but has not been written since its status was last asked for. */
static void first_write(word_t arg)
{
	L4_Fpage_t page = fpage(arena(1), page_bits(), 0);

	(void)arg;
	for (enum delay_branch k = 0; k < DELAY_BRANCHES; k++) {
		word_t at = arena(1) + 8 * (k + 1);

		L4_UnmapFpage(page);
		CHECK_EQ(delay_store(k, at), way_of(k));
		CHECK_EQ(WORD_AT(at), at);
		CHECK(L4_WasWritten(L4_UnmapFpage(page)));
	}
}

/* What the kernel carries out itself goes on where the branch leads. */
static void carried_out(word_t by_break)
{
	for (enum delay_branch k = 0; k < DELAY_BRANCHES; k++) {
		CHECK_EQ((by_break ? delay_break : delay_interface)(k, 0), way_of(k));
		if (!by_break)
			CHECK_EQ(delay_result, (word_t)kip);
	}
}

/* A system call returns to ra as from any other place: behind the slot if the branch set it. */
static void system_call(word_t arg)
{
	(void)arg;
	for (enum delay_branch k = 0; k < DELAY_BRANCHES; k++) {
		uint64_t before = clock_us();
		word_t way = delay_clock(k, 0);

		CHECK_EQ(way, links(k) ? DELAY_NOT_TAKEN : DELAY_RETURNED);
		if (way == DELAY_RETURNED)
			CHECK_IN(delay_result, before, clock_us());
	}
}

/*
 * The thread has not used the FPU before: the slot is executed when the thread has got it, and
 * perhaps once more, as the word to be loaded is not there either.  Where nobody can write FCSR, a
 * condition that was once true is so for all threads.
 */
static void first_use(word_t address)
{
	bool clean = fpu_rounding() != 0;

	for (enum delay_branch k = 0; k < DELAY_BRANCHES; k++) {
		word_t at = address != 0 ? address : arena(0) + 16;
		struct run r = {.code = delay_fpu, .kind = k, .argument = at};
		struct thread *t;

		if (!clean && is_of_fpu(k))
			continue;
		WORD_AT(arena(0) + 16) = 0x77 + k;
		t = SPAWN(body, &r, .pager = address != 0 ? L4_Myself() : L4_nilthread);
		if (address != 0 && k != DELAY_BC1TL) {
			CHECK_EQ(fault_wait(t).address, at);
			fault_reply(t, fpage(arena(0), page_bits(), L4_Readable), WINDOW);
		}
		thread_join(t);
		CHECK_EQ(r.way, way_of_fresh(k));
		CHECK_EQ(delay_result, k != DELAY_BC1TL ? 0x77 + k : 0);
		L4_Flush(fpage(WINDOW, page_bits(), L4_FullyAccessible));
	}
}

/* --- a slot that lies in another page than its branch --------------------------------------- */

/* The branch, the last word of a page of the window; arena pages 0 and 1 are behind it. */
static word_t edge(void)
{
	return at(1) - 4;
}

static void edge_write(enum delay_branch k)
{
	volatile uint32_t *code = (volatile uint32_t *)(arena(1) - 4);

	for (unsigned i = 0; i < DELAY_EDGE_WORDS; i++)
		code[i] = delay_edges[k][i];
	if (k == DELAY_J || k == DELAY_JAL) /* which tell an address, not a distance */
		code[0] = (code[0] & ~J_MASK) | ((edge() + DELAY_EDGE_TARGET) / 4 & J_MASK);
	arch_code_written(0, arena(1) - 4);
	arch_code_written(0, arena(1));
}

static void edge_body(void *way)
{
	*(volatile word_t *)way = delay_edge(edge());
}

/* Run the copy in a thread that we are the pager of; it has no pages from `first` to `end` - 1. */
static void edge_run(enum delay_branch k, unsigned first, unsigned end)
{
	volatile word_t way = 0;
	struct thread *t = SPAWN(edge_body, (void *)&way, .pager = L4_Myself());

	for (unsigned n = first; n < end; n++) {
		struct fault f = fault_wait(t);

		CHECK_EQ(f.address, n == 0 ? edge() : at(n));
		CHECK_EQ(f.ip, f.address);
		CHECK_EQ(f.rights, L4_eXecutable);
		fault_reply(t, page(n, L4_Readable | L4_eXecutable), at(n));
	}
	thread_join(t);
	thread_kill(t);
	CHECK_EQ(way, DELAY_SLOT + way_of(k));
}

/* It is mapped when it is asked for, and again each time that it is taken away. */
static void slot_mapped(word_t arg)
{
	(void)arg;
	for (enum delay_branch k = 0; k < DELAY_BRANCHES; k++) {
		edge_write(k);
		edge_run(k, 0, 2);
		L4_Flush(win(1, RWX));
		edge_run(k, 1, 2);
		L4_UnmapFpage(page(1, RWX));
		edge_run(k, 1, 2);
		L4_UnmapFpage(page(0, RWX));
		edge_run(k, 0, 1);
		L4_Flush(fpage(WINDOW, page_bits() + 1, RWX));
	}
}

/*
 * So many pairs of pages that hardly anything else stays in the TLB.  Emulators may remember more
 * than it holds, until something is flushed.
 */
static void tlb_fill(void)
{
	for (unsigned n = FILL_FIRST; n < FILL_END; n += 2)
		(void)WORD_AT(at(n));
	L4_UnmapFpage(page(2, 0));
}

/* It is mapped, but not in the TLB; or has not been used since its status was last asked for. */
static void slot_missed(word_t refill)
{
	struct thread *mapper = server_new(NULL);

	map_to(mapper, page(0, RWX), at(0), WHOLE);
	map_to(mapper, page(1, RWX), at(1), WHOLE);
	for (unsigned n = FILL_FIRST; refill && n < FILL_END; n += 2)
		map_to(mapper, page(2, L4_Readable), at(n), WHOLE);
	for (enum delay_branch k = 0; k < DELAY_BRANCHES; k++) {
		edge_write(k);
		if (refill) {
			CHECK_EQ(delay_edge(edge()), DELAY_SLOT + way_of(k));
			tlb_fill();
		} else {
			L4_UnmapFpage(page(1, 0));
		}
		CHECK_EQ(delay_edge(edge()), DELAY_SLOT + way_of(k));
		CHECK(L4_WasReferenced(L4_UnmapFpage(page(1, 0))));
	}
}

/* --- exceptions -------------------------------------------------------------------------- */

/* An exception is that of the branch, which is executed again; FLAGS tell where it was. */
static void exception_of(delay_t code, word_t argument, word_t words, word_t number)
{
	for (enum delay_branch k = 0; k < DELAY_BRANCHES; k++) {
		struct run r = {
			.code = code,
			.kind = k,
			.argument = argument,
			.handler = L4_MyGlobalId(),
		};
		struct thread *t = SPAWN(body, &r);
		struct ipc m, c = {.to = t->id, .timeouts = L4_Timeouts(ms(500), L4_Never)};
		word_t ip = 0;

		for (unsigned again = 0; again < 2; again++) {
			m = (struct ipc){
				.from_spec = t->id,
				.timeouts = L4_Timeouts(L4_Never, ms(1000)),
			};
			ipc_do(&m);
			CHECK_EQ(m.out[0], PROTOCOL(-5, 0, words));
			CHECK_EQ(m.out[L4_EXC_MR_FLAGS] & L4_EXC_FLAG_DELAY_SLOT, 1);
			if (words == L4_EXC_MRS)
				CHECK_EQ(m.out[L4_EXC_MR_EXCEPTIONNO], number);
			CHECK(again == 0 || m.out[L4_EXC_MR_IP] == ip);
			ip = m.out[L4_EXC_MR_IP];
			c.mr[0] = TAG(0, again, 0);
			c.mr[1] = ip + 8;	/* as if it had not been taken */
			ipc_do(&c);
			CHECK_EQ(tag_error(c.out[0]), 0);
		}
		thread_join(t);
		CHECK_EQ(r.way, DELAY_NOT_TAKEN);
	}
}

static void exception(word_t which)
{
	static const struct {
		delay_t code;
		word_t argument, words, number;
	} cases[] = {
		{delay_illegal, 0, L4_EXC_MRS, 10},
		{delay_syscall, 0, L4_EXC_SYSCALL_MRS, 8},
		{delay_load, WINDOW + 1, L4_EXC_MRS, 4},
		{delay_store, WINDOW + 1, L4_EXC_MRS, 5},
		{delay_breakpoint, 0, L4_EXC_MRS, 9},
		{delay_coprocessor, 0, L4_EXC_MRS, 11},
		{delay_overflow, 0, L4_EXC_MRS, 12},
		{delay_trap, 0, L4_EXC_MRS, 13},
	};

	exception_of(cases[which].code, cases[which].argument, cases[which].words,
		     cases[which].number);
}

static const struct test tests[] = {
	{"fault", "9", fault},
	{"first-write", "9", first_write},
	{"kernel-interface", "2.9", carried_out, 0},
	{"break", "9", carried_out, 1},
	{"system-call", "9", system_call},
	{"fpu.first-use", "9", first_use, 0},
	{"fpu.first-use-faults", "9", first_use, WINDOW + 16},
	{"slot-page.mapped", "9", slot_mapped},
	{"slot-page.unused", "9", slot_missed, 0},
	{"slot-page.refill", "9", slot_missed, 1},
	{"exception", "9.1", exception, 0},
	{"syscall", "9.1", exception, 1},
	{"address-error.load", "9.1", exception, 2},
	{"address-error.store", "9.1", exception, 3},
	{"breakpoint", "9.1", exception, 4},
	{"coprocessor", "9.1", exception, 5},
	{"overflow", "9.1", exception, 6},
	{"trap", "9.1", exception, 7},
};

TOPIC(delay, "delay");
