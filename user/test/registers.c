/* SPDX-License-Identifier: BSD-2-Clause */
/* registers.c - tests that user code finds its registers as it left them, whatever happens. */

#include "held.h"

_Static_assert(ARCH_HELD < HELD_WORDS, "room for one more, where there is no such register");
_Static_assert(offsetof(struct held, own_sp) - offsetof(struct held, before) ==
		       2 * HELD_WORDS * sizeof(word_t),
	       "as assembly has it");

static struct held held[4];

/* A different value in each register. */
static void fill(struct held *h, word_t seed)
{
	for (unsigned i = 0; i < HELD_WORDS; i++) {
		h->before[i] = (seed * 64 + i + 1) * (ALL_ONES / 0xffff);
		h->after[i] = 0;
	}
	h->before[ARCH_HELD_FLAGS] &= ARCH_FLAGS_USER;
	h->before[ARCH_HELD_FLAGS] |= ARCH_HELD_FLAGS_SET;
}

static void check(const struct held *h)
{
	for (unsigned i = 0; i < ARCH_HELD; i++)
		CHECK_EQ(h->after[i], h->before[i]);
}

struct run {
	void (*code)(word_t *before);
	struct held *h;
	tid_t handler;
};

static void run(void *arg)
{
	const struct run *r = arg;

	if (!L4_IsNilThread(r->handler))
		L4_Set_ExceptionHandler(r->handler);
	r->code(r->h->before);
}

/* --- interrupts and preemption ----------------------------------------------------------- */

static struct thread *spinning[4];

/*
 * By a thread of the same space, as ExchangeRegisters wants it, and of higher priority. The other
 * one may not have come to its loop: an emulator's clock can leap over all its turns.
 */
static void end_spin(void *arg)
{
	const struct thread *t = arg;

	while (exregs_control(t->id, 0).ip != (word_t)arch_held_spin_at)
		sleep_us(300);
	exregs(t->id, EX_IP, 0, (word_t)arch_held_spin_end, 0, 0, L4_nilthread);
}

static void spin_begin(unsigned n, bool elsewhere)
{
	static struct run runs[4];

	fill(&held[n], n + 1);
	runs[n] = (struct run){arch_held_spin, &held[n], L4_nilthread};
	spinning[n] = SPAWN(run, &runs[n], .where = elsewhere ? NEW_SPACE : NULL,
			    .prio = PRIO_TEST - 1);
	L4_Set_Timeslice(spinning[n]->id, L4_TimePeriod(300), L4_Never);
}

static void spin_end(unsigned n, bool elsewhere)
{
	thread_join(SPAWN(end_spin, spinning[n], .where = elsewhere ? spinning[n] : NULL));
	thread_join(spinning[n]);
	check(&held[n]);
}

static void interrupted(word_t elsewhere)
{
	spin_begin(0, elsewhere);
	for (unsigned i = 0; i < 20; i++)
		sleep_us(300);
	spin_end(0, elsewhere);
}

/* Threads of three spaces share the CPU by time slices. */
static void preempted(word_t arg)
{
	(void)arg;
	for (unsigned i = 0; i < 4; i++)
		spin_begin(i, i & 1);
	sleep_us(20000);
	for (unsigned i = 0; i < 4; i++)
		spin_end(i, i & 1);
}

/* --- page faults ------------------------------------------------------------------------- */

#define OFFSET 64

static const struct {
	void (*code)(word_t *before);
	const char *at;
	word_t rights;
} faults[] = {
	{arch_held_read, arch_held_read_at, L4_Readable},
	{arch_held_write, arch_held_write_at, L4_Writable},
	{arch_held_jump, NULL, L4_eXecutable},
};

/* What is to be found at `at`, by its address here, and the registers for it. */
static struct run fault_run(word_t kind, word_t there, word_t at)
{
	struct held *h = &held[0];

	fill(h, kind + 7);
	h->before[ARCH_HELD_ADDRESS] = at;
	h->before[ARCH_HELD_LINK] = (word_t)arch_held_jump_end;
	if (faults[kind].rights == L4_eXecutable)
		arch_write_code(there);
	else
		WORD_AT(there) = faults[kind].rights == L4_Readable ?
					 h->before[ARCH_HELD_VALUE] : 0;
	return (struct run){faults[kind].code, h, L4_nilthread};
}

static void fault_check(word_t kind, word_t there)
{
	check(&held[0]);
	if (faults[kind].rights != L4_eXecutable)
		CHECK_EQ(WORD_AT(there), held[0].before[ARCH_HELD_VALUE]);
}

static void fault_intra(word_t kind)
{
	struct run r = fault_run(kind, arena(0) + OFFSET, WINDOW + OFFSET);
	struct thread *t = SPAWN(run, &r, .pager = L4_Myself());
	struct fault f = fault_wait(t);

	CHECK_EQ(f.address, WINDOW + OFFSET);
	CHECK_EQ(f.ip, faults[kind].at ? (word_t)faults[kind].at : f.address);
	fault_reply(t, page(0, RWX), WINDOW);
	thread_join(t);
	fault_check(kind, arena(0) + OFFSET);
}

/* The pager is in another space. */
static void fault_inter(word_t kind)
{
	static struct run r;

	r = fault_run(kind, arena(0) + OFFSET, arena(0) + OFFSET);
	thread_join(run_space(run, &r));
	fault_check(kind, arena(0) + OFFSET);
}

/* --- exceptions -------------------------------------------------------------------------- */

/* The answer sends so many words of the message back. */
static void answered(unsigned words, struct thread *where)
{
	static struct run r;
	struct ipc c;
	struct thread *t;

	fill(&held[0], words);
	r = (struct run){arch_held_trap, &held[0], L4_MyGlobalId()};
	t = SPAWN(run, &r, .where = where);
	c = (struct ipc){.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(1000))};
	ipc_do(&c);
	CHECK_EQ(c.out[0], PROTOCOL(-5, 0, ARCH_EXC_WORDS));
	CHECK_EQ(c.out[1], (word_t)arch_held_trap_at);
	CHECK_EQ(c.out[ARCH_EXC_SP], (word_t)held[0].before);
	for (unsigned i = 1; i <= words; i++)
		c.mr[i] = c.out[i];
	c.mr[0] = TAG(0, words, 0);
	c.mr[1] = (word_t)arch_held_trap_end;
	c.to = t->id;
	c.from_spec = L4_nilthread;
	ipc_do(&c);
	CHECK_EQ(tag_error(c.out[0]), 0);
	thread_join(t);
	check(&held[0]);
}

static void exception_intra(word_t words)
{
	answered((unsigned)words, NULL);
}

static void exception_inter(word_t words)
{
	answered((unsigned)words, NEW_SPACE);
}

/* --- the FPU ----------------------------------------------------------------------------- */

/* A thread's first FPU instruction. */
static void first_use(word_t elsewhere)
{
	static struct run r;

	fill(&held[0], 3);
	r = (struct run){arch_held_fpu, &held[0], L4_nilthread};
	arch_fpu_fill(5);
	thread_join(SPAWN(run, &r, .where = elsewhere ? NEW_SPACE : NULL));
	check(&held[0]);
	CHECK(arch_fpu_holds(5));
}

static volatile bool stop, lost;

static void use_fpu(void *arg)
{
	for (word_t n = (word_t)arg; !stop; n += 64) {
		arch_fpu_fill(n);
		L4_Yield();
		lost = lost || !arch_fpu_holds(n);
	}
}

/* Others use the FPU meanwhile. */
static void beside_fpu(word_t elsewhere)
{
	struct thread *t[2];

	stop = lost = false;
	for (word_t i = 0; i < 2; i++) {
		t[i] = SPAWN(use_fpu, (void *)(1000 * i), .prio = PRIO_TEST - 1);
		L4_Set_Timeslice(t[i]->id, L4_TimePeriod(300), L4_Never);
	}
	spin_begin(0, elsewhere);
	sleep_us(10000);
	spin_end(0, elsewhere);
	stop = true;
	for (unsigned i = 0; i < 2; i++)
		thread_join(t[i]);
	CHECK(!lost);
}

/* --- calls ------------------------------------------------------------------------------- */

/* Answers of as many words as it is sent, for ever. */
static void answer(void *arg)
{
	L4_MsgTag_t tag;
	tid_t from;

	(void)arg;
	tag = L4_Wait(&from);
	for (;;) {
		for (unsigned i = 1; i < 64; i++)
			L4_LoadMR((int)i, held_reply_word(i));
		L4_Set_MsgTag((L4_MsgTag_t){.raw = tag.raw & 0x3f});
		tag = L4_ReplyWait(from, &from);
	}
}

/* By the fast path; with time-outs that the general one has to keep. */
static void calls(struct thread *t, bool local, word_t timeouts)
{
	static const unsigned words[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 20, 63};

	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	for (unsigned n = 0; n < ARRAY_SIZE(words); n++) {
		if (local)
			arch_check_call(thread_local_id(t), thread_local_id(t), timeouts, words[n]);
		else
			arch_check_call(t->id, t->where ? t->id : thread_local_id(t), timeouts,
					words[n]);
	}
}

static void call_fast(word_t elsewhere)
{
	struct thread *t = SPAWN(answer, NULL, .where = elsewhere ? NEW_SPACE : NULL);

	calls(t, false, NEVER);
	if (!elsewhere)
		calls(t, true, NEVER);
}

static void call_general(word_t elsewhere)
{
	struct thread *t = SPAWN(answer, NULL, .where = elsewhere ? NEW_SPACE : NULL);

	calls(t, false, L4_Timeouts(ms(100), ms(100)));
	if (!elsewhere)
		calls(t, true, L4_Timeouts(ms(100), ms(100)));
}

static const struct test tests[] = {
	{"interrupted.intra", "11.6", interrupted, 0},
	{"interrupted.inter", "11.6", interrupted, 1},
	{"preempted", "11.2", preempted},
	{"fault.read.intra", "10.2", fault_intra, 0},
	{"fault.write.intra", "10.2", fault_intra, 1},
	{"fault.execute.intra", "10.2", fault_intra, 2},
	{"fault.read.inter", "10.2", fault_inter, 0},
	{"fault.write.inter", "10.2", fault_inter, 1},
	{"fault.execute.inter", "10.2", fault_inter, 2},
	{"exception.intra", "10.3", exception_intra, ARCH_EXC_WORDS},
	{"exception.inter", "10.3", exception_inter, ARCH_EXC_WORDS},
	{"exception.short", "10.3", exception_inter, 1},
	{"fpu.first-use.intra", "3.3", first_use, 0},
	{"fpu.first-use.inter", "3.3", first_use, 1},
	{"fpu.beside.intra", "3.3", beside_fpu, 0},
	{"fpu.beside.inter", "3.3", beside_fpu, 1},
	{"call.fast.intra", "5.1", call_fast, 0},
	{"call.fast.inter", "5.1", call_fast, 1},
	{"call.general.intra", "5.1", call_general, 0},
	{"call.general.inter", "5.1", call_general, 1},
};

TOPIC(registers, "registers");
