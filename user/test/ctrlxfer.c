/* SPDX-License-Identifier: BSD-2-Clause */
/* ctrlxfer.c - tests of control-transfer items, and of ExchangeRegisters for pagers. */

#include "lib.h"

/* Item 0 (X2:6.3): IP, flags, the general registers, some of which may always be 0. */
#define REGS  ARCH_CTRLXFER_REGS
#define IP    0
#define FLAGS 1
#define SP    ARCH_CTRLXFER_SP
#define ALL   (((word_t)1 << REGS) - 1)

#define ITEM(id, mask) ((word_t)(mask) << 12 | (word_t)(id) << 4 | 6 << 1)
#define C	       1u

#define EX_CONFIGURE 0x400u
#define EX_READ	     0x800u
#define EX_WRITE     0x1000u

#define FAULT_PAGE	2
#define FAULT_EXCEPTION 3
#define FAULT_PREEMPT	5

/* BR0: control-transfer items alone. */
#define ACCEPT_C 0x02u

/* Both are optional. */
static void need(const char *feature)
{
	if (!L4_HasFeature(feature))
		test_skip("the kernel was built without it");
}

/* --- a place to go to -------------------------------------------------------------------- */

/* Stores all general registers in the order of the item, 9 last, then loops with them (asm.S). */
extern const char arch_dump_registers[], arch_dump_loop[];
volatile word_t arch_dumped[REGS];

static word_t pattern(unsigned reg)
{
	if (ARCH_CTRLXFER_ZERO >> reg & 1)
		return 0;
	return reg == ARCH_CTRLXFER_BASE ? (word_t)arch_dumped : ipc_pattern(77, reg) | 1;
}

/* MRs from `at`: the whole item, registers as pattern() has them, IP at arch_dump_registers. */
static void load_item(unsigned at, word_t c)
{
	L4_LoadMR((int)at, ITEM(0, ALL) | c);
	for (unsigned i = 0; i < REGS; i++)
		L4_LoadMR((int)(at + 1 + i), pattern(i));
	L4_LoadMR((int)(at + 1 + IP), (word_t)arch_dump_registers);
	L4_LoadMR((int)(at + 1 + FLAGS), ARCH_CTRLXFER_FLAGS);
}

static void check_dumped(void)
{
	CHECK_SOON(arch_dumped[9] == pattern(9));
	for (unsigned i = 2; i < REGS; i++)
		CHECK_EQ(arch_dumped[i], pattern(i));
}

static void clear_dumped(void)
{
	for (unsigned i = 0; i < REGS; i++)
		arch_dumped[i] = 0;
}

static void never(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

/* A thread that waits for its start message from us. */
static struct thread *unstarted(void)
{
	clear_dumped();
	return SPAWN(never, NULL, .pager = L4_Myself(), .waiting = true);
}

/* One that has been given them all, and is halted with them. */
static struct thread *loaded(void)
{
	struct thread *t = unstarted();

	need("ctrlxfer");
	load_item(0, 0);
	exregs_control(t->id, EX_WRITE | EX_S | EX_R);
	check_dumped();
	exregs_control(t->id, EX_HALT | EX_H);
	return t;
}

/* --- ExchangeRegisters ------------------------------------------------------------------- */

static void write_state(word_t blocked)
{
	struct thread *t = blocked ? run_local(never, NULL) : unstarted();

	need("ctrlxfer");
	if (blocked)
		thread_await(t->id, L4_SCHEDRESULT_WAITING);
	load_item(0, 0);
	CHECK(!L4_IsNilThread(exregs_control(t->id, EX_WRITE | EX_S | EX_R).result));
	check_dumped();
}

static void read_state(word_t arg)
{
	struct thread *t = loaded();
	word_t w;

	(void)arg;
	for (unsigned i = 1; i <= REGS; i++)
		L4_LoadMR((int)i, 0);
	L4_LoadMR(0, ITEM(0, ALL));
	CHECK(!L4_IsNilThread(exregs_control(t->id, EX_READ).result));
	L4_StoreMR(0, &w);
	CHECK_EQ(w, ITEM(0, ALL));
	L4_StoreMR(1 + IP, &w);
	CHECK_IN(w, (word_t)arch_dump_loop, (word_t)arch_dump_loop + 8);
	for (unsigned i = 2; i < REGS; i++) {
		L4_StoreMR((int)(1 + i), &w);
		CHECK_EQ(w, pattern(i));
	}
}

/* Registers outside the mask are neither read nor written; words go to the bits that are set. */
static void some_registers(word_t arg)
{
	struct thread *t = loaded();
	word_t w;

	(void)arg;
	L4_LoadMR(0, ITEM(0, 1 << 6 | 1 << 3) | C); /* read two, then a third; write two */
	L4_LoadMR(3, ITEM(0, 1 << 7));
	L4_LoadMR(5, ITEM(0, 1 << IP | 1 << 6));
	L4_LoadMR(6, (word_t)arch_dump_registers);
	L4_LoadMR(7, 0x1234);
	CHECK(!L4_IsNilThread(exregs_control(t->id, EX_READ | EX_WRITE | EX_HALT).result));
	L4_StoreMR(1, &w);
	CHECK_EQ(w, pattern(3));
	L4_StoreMR(2, &w);
	CHECK_EQ(w, pattern(6));
	L4_StoreMR(4, &w);
	CHECK_EQ(w, pattern(7));
	L4_StoreMR(7, &w);
	CHECK_EQ(w, 0x1234);
	CHECK_SOON(arch_dumped[6] == 0x1234);
	CHECK_EQ(arch_dumped[3], pattern(3));
	CHECK_EQ(arch_dumped[7], pattern(7));
}

/* Only the flags that users may change. */
static void write_flags(word_t arg)
{
	struct thread *t = unstarted();
	word_t w;

	(void)arg;
	need("ctrlxfer");
	load_item(0, 0);
	L4_LoadMR(1 + FLAGS, ~(word_t)ARCH_FLAGS_TRACE);
	exregs_control(t->id, EX_WRITE | EX_S | EX_R);
	check_dumped();
	exregs_control(t->id, EX_HALT | EX_H);
	L4_LoadMR(0, ITEM(0, 1 << FLAGS));
	exregs_control(t->id, EX_READ);
	L4_StoreMR(1, &w);
	CHECK_EQ(w, ARCH_FLAGS_FIXED | ARCH_FLAGS_USER);
}

struct bad {
	word_t control, item, next;
};

/* A wrong list is error 5, and nothing has happened. */
static void wrong_list(word_t n)
{
	static const struct bad bad[] = {
		{EX_WRITE, 0x8, 0},			  /* a map item */
		{EX_WRITE, 0, 0},			  /* a string */
		{EX_READ, ITEM(0, (word_t)1 << REGS), 0}, /* no such register */
		{EX_READ, ITEM(1, 1), 0},		  /* no such id */
		{EX_CONFIGURE, ITEM(4, 1), 0},		  /* no such fault */
		{EX_CONFIGURE, ITEM(255, 1), 0},
		{EX_CONFIGURE, ITEM(FAULT_PAGE, 2), 0}, /* no such id in the mask */
		{EX_WRITE, ITEM(0, 1 << IP) | C, 0},	/* the second item is a string */
		{EX_CONFIGURE | EX_READ, ITEM(FAULT_PAGE, 1), 0},
	};
	struct thread *t = unstarted();
	struct exregs r;

	need("ctrlxfer");
	L4_LoadMR(0, bad[n].item);
	L4_LoadMR(1, (word_t)arch_dump_registers);
	L4_LoadMR(2, bad[n].next);
	r = exregs_control(t->id, bad[n].control | EX_S | EX_R);
	CHECK(L4_IsNilThread(r.result));
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
	sleep_us(2000);
	thread_await_unstarted(t->id);
}

/* Items may not run beyond MR63. */
static void list_too_long(word_t arg)
{
	struct thread *t = unstarted();

	(void)arg;
	need("ctrlxfer");
	for (int i = 0; i < 64; i++)
		L4_LoadMR(i, ITEM(0, 0) | C);
	CHECK(L4_IsNilThread(exregs_control(t->id, EX_READ).result));
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
	L4_LoadMR(63, ITEM(0, 0));
	CHECK(!L4_IsNilThread(exregs_control(t->id, EX_READ).result));
	L4_LoadMR(63, ITEM(0, 1));
	CHECK(L4_IsNilThread(exregs_control(t->id, EX_READ).result));
}

/* --- messages between users -------------------------------------------------------------- */

static struct ipc receive, send;

/* A receiver gets the words; its own registers stay (doc/ipc.md). */
static void words_arrive(word_t arg)
{
	struct thread *t;

	(void)arg;
	need("ctrlxfer");
	receive = (struct ipc){.from_spec = L4_Myself(), .timeouts = NEVER, .brs = 1};
	receive.br[0] = ACCEPT_C;
	t = run_ipc(&receive, L4_SCHEDRESULT_WAITING);
	send = (struct ipc){.to = t->id, .timeouts = NEVER};
	send.mr[0] = TAG(5, 1, 5);
	send.mr[1] = 0x11;
	send.mr[2] = ITEM(0, 1 << IP | (word_t)1 << SP);
	send.mr[3] = 0xdead;
	send.mr[4] = 0xbeef;
	send.mr[5] = ITEM(0, 1 << 6) | C;
	send.mr[6] = 0x66;
	ipc_do(&send);
	CHECK_EQ(tag_error(send.out[0]), 0);
	thread_join(t);
	CHECK_EQ(receive.out[0], TAG(5, 1, 5));
	CHECK_EQ(receive.out[1], 0x11);
	CHECK_EQ(receive.out[2], ITEM(0, 1 << IP | (word_t)1 << SP) | C);
	CHECK_EQ(receive.out[3], 0xdead);
	CHECK_EQ(receive.out[4], 0xbeef);
	CHECK_EQ(receive.out[5], ITEM(0, 1 << 6));
	CHECK_EQ(receive.out[6], 0x66);
}

struct item_case {
	word_t acceptor, item, t;
};

static void item_refused(word_t n)
{
	static const struct item_case cases[] = {
		{0x11, ITEM(0, 1), 2},	   /* c is not set */
		{ACCEPT_C, ITEM(0, 3), 2}, /* one word is missing */
		{ACCEPT_C, ITEM(1, 1), 2}, /* no such id */
		{ACCEPT_C, ITEM(0, (word_t)1 << REGS), 2},
	};
	struct thread *t;

	need("ctrlxfer");
	receive = (struct ipc){.from_spec = L4_Myself(), .timeouts = NEVER, .brs = 1};
	receive.br[0] = cases[n].acceptor;
	t = run_ipc(&receive, L4_SCHEDRESULT_WAITING);
	send = (struct ipc){.to = t->id, .timeouts = NEVER};
	send.mr[0] = TAG(0, 0, cases[n].t);
	send.mr[1] = cases[n].item;
	send.mr[2] = 0x5eed;
	ipc_do(&send);
	CHECK(send.out[0] & TAG_E);
	CHECK_EQ(send.error, ERR(E_OVERFLOW, SEND, 0));
	thread_join(t);
	CHECK_EQ(receive.error, ERR(E_OVERFLOW, RECEIVE, 0));
	CHECK_EQ(receive.out[1], send.mr[1]);
	if (n == 0)
		CHECK_EQ(receive.out[2], send.mr[2]);
}

/* --- messages of the kernel -------------------------------------------------------------- */

static void configure(struct thread *t, word_t fault)
{
	L4_LoadMR(0, ITEM(fault, 1));
	CHECK(!L4_IsNilThread(exregs_control(t->id, EX_CONFIGURE).result));
}

/* The start message may hold registers alone. */
static void start_with_items(word_t arg)
{
	struct thread *t = unstarted();

	(void)arg;
	need("ctrlxfer");
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, REGS + 1)});
	load_item(1, 0);
	CHECK_EQ(tag_error(L4_Send_Timeout(t->id, ms(500)).raw), 0);
	check_dumped();
}

static struct touch touch;

/* A thread that has faulted with this acceptor of ours; the message is in receive. */
static struct thread *faulter(word_t acceptor)
{
	struct thread *t;

	clear_dumped();
	touch = (struct touch){.address = WINDOW, .access = L4_Readable, .told = L4_Myself()};
	t = SPAWN(touch_body, &touch, .pager = L4_Myself(), .waiting = true);
	configure(t, FAULT_PAGE);
	thread_start(t);
	receive = (struct ipc){
		.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(500)), .brs = 1};
	receive.br[0] = acceptor;
	ipc_do(&receive);
	return t;
}

static void fault_with_items(word_t arg)
{
	struct thread *t;

	(void)arg;
	need("ctrlxfer");
	t = faulter(ACCEPT_C);
	CHECK_EQ(receive.out[0], PROTOCOL(-2, 4, 2) | (REGS + 1) << 6);
	CHECK_EQ(receive.out[1], WINDOW);
	CHECK_EQ(receive.out[3], ITEM(0, ALL));
	CHECK_EQ(receive.out[4 + IP], receive.out[2]);
	CHECK_IN(receive.out[4 + SP], thread_sp(t) - STACK_SIZE, thread_sp(t));
	fault_reply(t, page(0, L4_Readable), WINDOW);
	CHECK_SOON(touch.finished);
}

/* The answer: a page, and other registers. */
static void fault_answered_with_items(word_t map)
{
	struct thread *t;
	word_t item[2];

	need("ctrlxfer");
	t = faulter(ACCEPT_C);
	map_item(item, page(0, L4_Readable), WINDOW);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, REGS + 1 + (map ? 2 : 0))});
	if (map)
		L4_LoadMRs(1, 2, item);
	load_item(map ? 3 : 1, 0);
	CHECK_EQ(tag_error(L4_Send_Timeout(t->id, ms(500)).raw), 0);
	check_dumped();
	CHECK(!touch.finished);
}

/* Who does not accept such items gets an error, and the thread is halted; it may try again. */
static void fault_not_accepted(word_t arg)
{
	struct thread *t;

	(void)arg;
	need("ctrlxfer");
	t = faulter(WHOLE.raw);
	CHECK(receive.out[0] & TAG_E);
	CHECK_EQ(receive.error, ERR(E_OVERFLOW, RECEIVE, 0));
	thread_await(t->id, L4_SCHEDRESULT_INACTIVE);
	L4_LoadMR(0, ITEM(FAULT_PAGE, 0)); /* the plain protocol again */
	exregs_control(t->id, EX_CONFIGURE | EX_HALT);
	CHECK_EQ(fault_wait(t).address, WINDOW);
	fault_reply(t, page(0, L4_Readable), WINDOW);
	CHECK_SOON(touch.finished);
}

/* Without configuration an answer with such an item is not accepted. */
static void plain_fault_refuses_items(word_t arg)
{
	struct thread *t;

	(void)arg;
	need("ctrlxfer");
	touch = (struct touch){.address = WINDOW, .access = L4_Readable, .told = L4_Myself()};
	t = SPAWN(touch_body, &touch, .pager = L4_Myself());
	fault_wait(t);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, REGS + 1)});
	load_item(1, 0);
	CHECK_EQ(tag_error(L4_Send_Timeout(t->id, ms(500)).raw), ERR(E_OVERFLOW, SEND, 0));
	thread_await(t->id, L4_SCHEDRESULT_INACTIVE);
}

static void raise(void *arg)
{
	L4_Set_ExceptionHandler(*(tid_t *)arg);
	arch_raise();
}

static void exception_with_items(word_t arg)
{
	static tid_t me;
	struct thread *t;

	(void)arg;
	need("ctrlxfer");
	clear_dumped();
	me = L4_MyGlobalId();
	t = SPAWN(raise, &me, .pager = L4_Myself(), .waiting = true);
	configure(t, FAULT_EXCEPTION);
	thread_control(t->id, t->id, L4_nilthread, pager_id, ALL_ONES);
	thread_start(t);
	receive = (struct ipc){
		.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(500)), .brs = 1};
	receive.br[0] = ACCEPT_C;
	ipc_do(&receive);
	CHECK_EQ(receive.out[0], PROTOCOL(-5, 0, 2) | (REGS + 1) << 6);
	CHECK_EQ(receive.out[1], ARCH_EXC_BAD_INSTRUCTION);
	CHECK_EQ(receive.out[2], ARCH_EXC_BAD_INSTRUCTION_ERROR);
	CHECK_EQ(receive.out[3], ITEM(0, ALL));
	CHECK_EQ(receive.out[4 + IP], (word_t)arch_bad_instruction);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, REGS + 1)});
	load_item(1, 0);
	CHECK_EQ(tag_error(L4_Send_Timeout(t->id, ms(500)).raw), 0);
	check_dumped();
}

static void spin(void *arg)
{
	(void)arg;
	for (;;)
		;
}

static void preemption_with_items(word_t arg)
{
	struct thread *t;
	word_t old;

	(void)arg;
	need("ctrlxfer");
	clear_dumped();
	t = SPAWN(spin, NULL, .pager = L4_Myself(), .waiting = true, .prio = PRIO_TEST - 1);
	configure(t, FAULT_PREEMPT);
	thread_control(t->id, t->id, L4_Myself(), L4_nilthread, ALL_ONES);
	CHECK(L4_Schedule(t->id, L4_TimePeriod(1000).raw << 16 | L4_TimePeriod(3000).raw, ALL_ONES,
			  ALL_ONES, ALL_ONES, &old) != 0);
	thread_start(t);
	receive = (struct ipc){
		.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(500)), .brs = 1};
	receive.br[0] = ACCEPT_C;
	ipc_do(&receive);
	CHECK_EQ(receive.out[0], PROTOCOL(-3, 0, 2) | (REGS + 1) << 6);
	CHECK_EQ(receive.out[3], ITEM(0, ALL));
	CHECK_IN(receive.out[4 + IP], (word_t)spin, (word_t)spin + 64);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, REGS + 1)});
	load_item(1, 0);
	CHECK_EQ(tag_error(L4_Send_Timeout(t->id, ms(500)).raw), 0);
	check_dumped();
}

/* --- ExchangeRegisters for pagers -------------------------------------------------------- */

static void pager_may(word_t arg)
{
	struct thread *t = SPAWN(never, NULL, .where = NEW_SPACE, .pager = L4_Myself(),
				 .waiting = true);
	struct exregs r;

	(void)arg;
	need("pagerexregs");
	r = exregs(t->id, EX_HANDLE | EX_DELIVER, 0, 0, 0, 0x4321, L4_nilthread);
	CHECK_EQ(r.result.raw, thread_local_id(t).raw);
	CHECK_EQ(r.pager.raw, L4_MyGlobalId().raw);
	CHECK_EQ(exregs_control(t->id, 0).handle, 0x4321);
	exregs(t->id, EX_PAGER, 0, 0, 0, 0, t->id);
	CHECK(L4_IsNilThread(exregs_control(t->id, 0).result));
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidThread);
}

/* A thread whose pager lives elsewhere is out of reach, with and without the feature. */
static void others_may_not(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE);
	struct thread *t = SPAWN(never, NULL, .where = NEW_SPACE, .pager = s->id, .waiting = true);

	(void)arg;
	CHECK(L4_IsNilThread(exregs_control(t->id, 0).result));
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidThread);
}

static const struct test tests[] = {
	{"write.unstarted", "6.3", write_state, 0},
	{"write.blocked", "6.3", write_state, 1},
	{"read", "6.3", read_state},
	{"some-registers", "6.3", some_registers},
	{"write.flags", "6.3", write_flags},
	{"wrong.map-item", "4.2", wrong_list, 0},
	{"wrong.string", "4.2", wrong_list, 1},
	{"wrong.register", "4.2", wrong_list, 2},
	{"wrong.id", "4.2", wrong_list, 3},
	{"wrong.fault", "4.2", wrong_list, 4},
	{"wrong.fault-255", "4.2", wrong_list, 5},
	{"wrong.configured-id", "4.2", wrong_list, 6},
	{"wrong.second", "4.2", wrong_list, 7},
	{"wrong.second-list", "4.2", wrong_list, 8},
	{"too-long", "4.2", list_too_long},
	{"words", "5.4", words_arrive},
	{"refused.acceptor", "5.4", item_refused, 0},
	{"refused.truncated", "5.4", item_refused, 1},
	{"refused.id", "5.4", item_refused, 2},
	{"refused.register", "5.4", item_refused, 3},
	{"start", "10.10", start_with_items},
	{"fault.message", "10.10", fault_with_items},
	{"fault.answer", "10.10", fault_answered_with_items, 0},
	{"fault.answer-and-page", "10.10", fault_answered_with_items, 1},
	{"fault.not-accepted", "10.10", fault_not_accepted},
	{"fault.plain", "10.10", plain_fault_refuses_items},
	{"exception", "10.10", exception_with_items},
	{"preemption", "10.10", preemption_with_items},
	{"pager.may", "4.2", pager_may},
	{"pager.others-may-not", "4.2", others_may_not},
};

TOPIC(ctrlxfer, "ctrlxfer");
