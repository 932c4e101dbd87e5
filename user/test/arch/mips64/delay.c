/* SPDX-License-Identifier: BSD-2-Clause */
/* delay.c - traps of instructions in branch delay slots: the branch is carried out all the same. */

#include "raw.h"

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

/* An exception is that of the branch; FLAGS tell where it was. */
static void exception_of(delay_t code, word_t argument, word_t words)
{
	for (enum delay_branch k = 0; k < DELAY_BRANCHES; k++) {
		struct run r = {
			.code = code,
			.kind = k,
			.argument = argument,
			.handler = L4_MyGlobalId(),
		};
		struct ipc m, c;
		struct thread *t = SPAWN(body, &r);

		m = (struct ipc){.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(1000))};
		ipc_do(&m);
		CHECK_EQ(m.out[0], PROTOCOL(-5, 0, words));
		CHECK_EQ(m.out[L4_EXC_MR_FLAGS] & L4_EXC_FLAG_DELAY_SLOT, 1);
		c = (struct ipc){.to = t->id, .timeouts = L4_Timeouts(ms(500), L4_Never)};
		c.mr[0] = TAG(0, 1, 0);
		c.mr[1] = m.out[L4_EXC_MR_IP] + 8;	/* as if it had not been taken */
		ipc_do(&c);
		CHECK_EQ(tag_error(c.out[0]), 0);
		thread_join(t);
		CHECK_EQ(r.way, DELAY_NOT_TAKEN);
	}
}

static void exception(word_t which)
{
	static const struct {
		delay_t code;
		word_t argument, words;
	} cases[] = {
		{delay_illegal, 0, L4_EXC_MRS},
		{delay_syscall, 0, L4_EXC_SYSCALL_MRS},
		{delay_load, WINDOW + 1, L4_EXC_MRS},
		{delay_store, WINDOW + 1, L4_EXC_MRS},
	};

	exception_of(cases[which].code, cases[which].argument, cases[which].words);
}

static const struct test tests[] = {
	{"fault", "9", fault},
	{"first-write", "9", first_write},
	{"kernel-interface", "2.9", carried_out, 0},
	{"break", "9", carried_out, 1},
	{"exception", "9.1", exception, 0},
	{"syscall", "9.1", exception, 1},
	{"address-error.load", "9.1", exception, 2},
	{"address-error.store", "9.1", exception, 3},
};

TOPIC(delay, "delay");
