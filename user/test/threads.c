/* SPDX-License-Identifier: BSD-2-Clause */
/* threads.c - tests of ThreadControl: creation, activation, deletion and their errors. */

#include "lib.h"

static void nothing(void *arg)
{
	(void)arg;
}

static void sleep_forever(void *arg)
{
	(void)arg;
	L4_Sleep(L4_Never);
}

/* --- privilege --------------------------------------------------------------------------- */

struct unprivileged {
	tid_t dest, space, scheduler, pager;
	word_t utcb, result, error;
};

static void control_unprivileged(void *arg)
{
	struct unprivileged *u = arg;

	u->result = L4_ThreadControl(u->dest, u->space, u->scheduler, u->pager, (void *)u->utcb);
	u->error = L4_ErrorCode();
}

/* Error 1 comes before any other check: all arguments are wrong, too. */
static void unprivileged(word_t arg)
{
	static struct unprivileged u;
	struct thread *s = server_new(NEW_SPACE);

	(void)arg;
	u = (struct unprivileged){L4_anythread, bogus_id(), L4_nilthread, L4_nilthread, 1, 7, 0};
	ask(s, control_unprivileged, &u);
	CHECK_EQ(u.result, 0);
	CHECK_EQ(u.error, L4_ErrNoPrivilege);
}

static void unprivileged_no_effect(word_t arg)
{
	static struct unprivileged u;
	struct thread *s = server_new(NEW_SPACE), *victim = run_local(sleep_forever, NULL);

	(void)arg;
	u = (struct unprivileged){.dest = victim->id, .utcb = ALL_ONES, .result = 7};
	ask(s, control_unprivileged, &u);
	CHECK_EQ(u.result, 0);
	CHECK_EQ(u.error, L4_ErrNoPrivilege);
	thread_await(victim->id, L4_SCHEDRESULT_WAITING);
}

/* --- dest -------------------------------------------------------------------------------- */

/* Ids that ThreadControl cannot mean a thread by, each by its index. */
static void dest_invalid(word_t which)
{
	tid_t dest = L4_nilthread;
	struct thread *t = thread_reserve(NULL, nothing, NULL);

	switch (which) {
	case 0:
		dest = L4_MyLocalId();
		break;
	case 1:
		break;
	case 2:
		dest = L4_anythread;
		break;
	case 3:
		dest = L4_anylocalthread;
		break;
	case 4: /* a kernel thread's number */
		dest = L4_GlobalId(L4_ThreadIdSystemBase(kip), 1);
		break;
	case 5:
		dest = L4_GlobalId(L4_ThreadIdUserBase(kip) - 1, 1);
		break;
	default: /* beyond the last valid number */
		if (L4_ThreadIdBits(kip) >= (sizeof(word_t) == 8 ? 32 : 18))
			test_skip("every number is valid");
		dest = L4_GlobalId((word_t)1 << L4_ThreadIdBits(kip), 1);
		break;
	}
	thread_control_fails(dest, runner_id, runner_id, L4_nilthread, thread_utcb(t),
			     L4_ErrInvalidThread);
}

/* --- creation ---------------------------------------------------------------------------- */

static void create_inactive(word_t arg)
{
	struct thread *t = SPAWN(nothing, NULL, .inactive = true);

	(void)arg;
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
	sleep_us(20000);
	CHECK(!t->started);
	CHECK_EQ(thread_state(t->id), L4_SCHEDRESULT_INACTIVE);
}

static void create_active_waits(word_t arg)
{
	struct thread *t = SPAWN(nothing, NULL, .pager = L4_Myself(), .waiting = true);

	(void)arg;
	sleep_us(10000);
	CHECK(!t->started);
	thread_start(t);
	thread_join(t);
}

static void create_no_scheduler(word_t arg)
{
	struct thread *t = thread_reserve(NULL, nothing, NULL);

	(void)arg;
	thread_control_fails(t->id, runner_id, L4_nilthread, L4_nilthread, thread_utcb(t),
			     L4_ErrInvalidScheduler);
	CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(L4_ZeroTime, L4_ZeroTime))),
		 ERR(E_NONEXISTING, SEND, 0));
}

static void create_space_active(word_t arg)
{
	struct thread *t = thread_reserve(NEW_SPACE, nothing, NULL);

	(void)arg;
	thread_control_fails(t->id, t->id, runner_id, L4_Myself(), thread_utcb(t),
			     L4_ErrInvalidSpace);
}

static void create_unknown_space(word_t arg)
{
	struct thread *t = thread_reserve(NULL, nothing, NULL);

	(void)arg;
	thread_control_fails(t->id, bogus_id(), runner_id, L4_nilthread, thread_utcb(t),
			     L4_ErrInvalidSpace);
	thread_control_fails(t->id, stale_id(L4_Myself()), runner_id, L4_nilthread, thread_utcb(t),
			     L4_ErrInvalidSpace);
}

static void create_uninitialised_space(word_t arg)
{
	struct thread *first = thread_reserve(NEW_SPACE, nothing, NULL);
	struct thread *t = thread_reserve(first, nothing, NULL);

	(void)arg;
	thread_control(first->id, first->id, runner_id, L4_nilthread, ALL_ONES);
	thread_control_fails(t->id, first->id, runner_id, L4_Myself(), thread_utcb(t),
			     L4_ErrInvalidSpace);
}

/* Bad places for the UTCB of a thread that is created active. */
static word_t bad_utcb(const struct thread *t, word_t which)
{
	switch (which) {
	case 0: /* not aligned */
		return thread_utcb(t) + L4_UtcbSize(kip) / 2;
	case 1: /* below the area */
		return (thread_utcb(t) & ~(((word_t)1 << 20) - 1)) - L4_UtcbSize(kip);
	case 2: /* no place given */
		return ALL_ONES;
	case 3:
		return 0;
	default: /* behind our spaces' areas, inside user memory */
		return L4_Address(space_utcb_area()) + L4_Size(space_utcb_area());
	}
}

static void create_bad_utcb(word_t which)
{
	struct thread *first = SPAWN(nothing, NULL, .where = NEW_SPACE, .inactive = true);
	struct thread *t = thread_reserve(first, nothing, NULL);

	thread_control_fails(t->id, first->id, runner_id, L4_Myself(), bad_utcb(t, which),
			     L4_ErrUtcbArea);
	CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(L4_ZeroTime, L4_ZeroTime))),
		 ERR(E_NONEXISTING, SEND, 0));
}

static void create_in_kernel_utcb(word_t arg)
{
	struct thread *t = thread_reserve(NULL, nothing, NULL);

	(void)arg;
	thread_control_fails(t->id, runner_id, runner_id, L4_Myself(),
			     ARCH_KERNEL_ADDRESS & ~(L4_UtcbSize(kip) - 1), L4_ErrUtcbArea);
}

static void create_last_slot(word_t arg)
{
	static struct thread *t;
	struct thread *first = SPAWN(nothing, NULL, .where = NEW_SPACE, .inactive = true);

	(void)arg;
	t = thread_reserve(first, nothing, NULL);
	thread_control(t->id, first->id, runner_id, L4_Myself(),
		       L4_Address(space_utcb_area()) + L4_Size(space_utcb_area()) -
			       L4_UtcbSize(kip));
	thread_await_unstarted(t->id);
}

/* Defaults of the TCRs (3.1). */
struct tcrs {
	tid_t pager, handler, global, local;
	word_t handle, xfer, error, flags, processor;
};

static void read_tcrs(void *arg)
{
	struct tcrs *r = arg;

	r->pager = L4_Pager();
	r->handler = L4_ExceptionHandler();
	r->global = L4_MyGlobalId();
	r->local = L4_MyLocalId();
	r->handle = L4_UserDefinedHandle();
	r->xfer = L4_XferTimeouts();
	r->error = L4_ErrorCode();
	r->flags = L4_DisablePreemption() || L4_DisablePreemptionFaultException();
	r->processor = L4_ProcessorNo();
}

static struct tcrs fresh;
static struct thread *fresh_thread;

static void read_fresh(void)
{
	fresh_thread = SPAWN(read_tcrs, &fresh, .where = NEW_SPACE, .plain = true);
	thread_join(fresh_thread);
}

static void default_ids(word_t arg)
{
	(void)arg;
	read_fresh();
	CHECK_EQ(fresh.global.raw, fresh_thread->id.raw);
	CHECK_EQ(fresh.local.raw, thread_local_id(fresh_thread).raw);
}

static void default_pager(word_t arg)
{
	(void)arg;
	read_fresh();
	CHECK_EQ(fresh.pager.raw, pager_id.raw);
	CHECK_EQ(fresh.handler.raw, 0);
}

static void default_words(word_t arg)
{
	(void)arg;
	read_fresh();
	CHECK_EQ(fresh.handle, 0);
	CHECK_EQ(fresh.xfer, 0);
	CHECK_EQ(fresh.error, 0);
	CHECK_EQ(fresh.flags, 0);
	CHECK_EQ(fresh.processor, 0);
}

/* The id and UTCB of a deleted thread are good for the next at once, without its remains. */
static void recreate(word_t arg)
{
	static struct tcrs r;
	struct thread *t;

	(void)arg;
	for (unsigned i = 0; i < 5; i++) {
		t = SPAWN(read_tcrs, &r, .plain = true);
		thread_join(t);
		CHECK_EQ(r.handle, 0);
		L4_Set_UserDefinedHandleOf(t->id, 0x1234);
		thread_control(t->id, L4_nilthread, L4_nilthread, L4_nilthread, ALL_ONES);
		thread_control(t->id, runner_id, runner_id, pager_id, thread_utcb(t));
		CHECK_EQ(L4_UserDefinedHandleOf(t->id), 0);
		thread_kill(t);
	}
}

/* --- deletion ---------------------------------------------------------------------------- */

static void delete_self(word_t arg)
{
	(void)arg;
	thread_control_fails(L4_Myself(), L4_nilthread, L4_nilthread, L4_nilthread, ALL_ONES,
			     L4_ErrInvalidThread);
}

static void delete_nonexisting(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	thread_control(bogus_id(), L4_nilthread, L4_nilthread, L4_nilthread, ALL_ONES);
	thread_control(t->id, L4_nilthread, L4_nilthread, L4_nilthread, ALL_ONES);
	thread_control(t->id, L4_nilthread, L4_nilthread, L4_nilthread, ALL_ONES);
}

/* The number names the thread, whatever the version. */
static void delete_other_version(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	thread_control(stale_id(t->id), L4_nilthread, L4_nilthread, L4_nilthread, ALL_ONES);
	CHECK_IN(thread_state(t->id), 0, 1);
}

static void delete_makes_dead(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	thread_control(t->id, L4_nilthread, L4_nilthread, L4_nilthread, ALL_ONES);
	CHECK_IN(thread_state(t->id), 0, 1);
	CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(L4_ZeroTime, L4_ZeroTime))),
		 ERR(E_NONEXISTING, SEND, 0));
}

static void count_up(void *arg)
{
	volatile word_t *n = arg;

	for (;;)
		(*n)++;
}

static void delete_running(word_t arg)
{
	static volatile word_t n;
	struct thread *t;
	word_t was;

	(void)arg;
	n = 0;
	t = SPAWN(count_up, (void *)&n, .prio = PRIO_TEST - 1);
	while (n == 0)
		sleep_us(1000);
	thread_kill(t);
	was = n;
	sleep_us(20000);
	CHECK_EQ(n, was);
}

/* A partner in IPC with a deleted thread finds out, in the phase it is in. */
static struct ipc partner;

static void delete_partner(word_t phase)
{
	struct thread *victim, *t;

	victim = SPAWN(nothing, NULL, .inactive = phase == SEND);
	partner = (struct ipc){.timeouts = NEVER};
	if (phase == SEND)
		partner.to = victim->id;
	else
		partner.from_spec = victim->id;
	t = run_local(ipc_body, &partner);
	thread_await(t->id, phase == SEND ? L4_SCHEDRESULT_PENDING_SEND : L4_SCHEDRESULT_WAITING);
	thread_kill(victim);
	thread_join(t);
	ipc_check_error(&partner, ERR(E_NONEXISTING, phase, 0));
}

static void receive_one(void *arg)
{
	word_t w;

	(void)arg;
	recv_word(L4_anythread, &w, NEVER);
	L4_Sleep(L4_Never);
}

/* In the receive phase of a call. */
static void delete_called(word_t arg)
{
	struct thread *victim = run_local(receive_one, NULL), *t;

	(void)arg;
	partner = (struct ipc){.to = victim->id, .from_spec = victim->id, .timeouts = NEVER};
	t = run_space(ipc_body, &partner);
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	thread_kill(victim);
	thread_join(t);
	ipc_check_error(&partner, ERR(E_NONEXISTING, RECEIVE, 0));
}

/* A deleted sender leaves the queue of its receiver. */
static void delete_queued_sender(word_t arg)
{
	static struct ipc send;
	struct thread *t;
	word_t w;

	(void)arg;
	send = (struct ipc){.to = L4_Myself(), .timeouts = NEVER};
	t = run_local(ipc_body, &send);
	thread_await(t->id, L4_SCHEDRESULT_PENDING_SEND);
	thread_kill(t);
	CHECK_EQ(tag_error(recv_word(L4_anythread, &w, L4_Timeouts(L4_Never, L4_ZeroTime))),
		 ERR(E_TIMEOUT, RECEIVE, 0));
}

/* Deleting a whole queue, middle first. */
static void delete_queue(word_t arg)
{
	static struct ipc send[5];
	struct thread *t[5];
	word_t w;

	(void)arg;
	for (unsigned i = 0; i < 5; i++) {
		send[i] = (struct ipc){.to = L4_Myself(), .timeouts = NEVER};
		ipc_fill(&send[i], i, 1, i);
		t[i] = run_local(ipc_body, &send[i]);
		thread_await(t[i]->id, L4_SCHEDRESULT_PENDING_SEND);
	}
	thread_kill(t[2]);
	thread_kill(t[0]);
	thread_kill(t[4]);
	CHECK_EQ(TAG_LABEL(recv_word(L4_anythread, &w, NEVER)), 1);
	CHECK_EQ(TAG_LABEL(recv_word(L4_anythread, &w, NEVER)), 3);
	CHECK_EQ(tag_error(recv_word(L4_anythread, &w, L4_Timeouts(L4_Never, L4_ZeroTime))),
		 ERR(E_TIMEOUT, RECEIVE, 0));
}

/* A thread with a time-out running is deleted; the time-out must not find it. */
static void delete_with_timeout(word_t arg)
{
	static struct ipc sleep;
	struct thread *t;

	(void)arg;
	for (unsigned i = 0; i < 10; i++) {
		sleep = (struct ipc){.from_spec = L4_anythread,
				     .timeouts = L4_Timeouts(L4_Never, ms(5))};
		t = run_local(ipc_body, &sleep);
		thread_await(t->id, L4_SCHEDRESULT_WAITING);
		thread_kill(t);
		run_local(nothing, NULL);
		sleep_us(6000);
	}
}

static void delete_halted(word_t arg)
{
	struct thread *t = run_local(sleep_forever, NULL);

	(void)arg;
	exregs_control(t->id, EX_HALT | EX_H);
	thread_kill(t);
	CHECK_IN(thread_state(t->id), 0, 1);
}

/* A thread that waits for the reply to its page fault. */
static void delete_faulting(word_t arg)
{
	struct touch touch = {.address = WINDOW, .access = L4_Readable};
	struct thread *t = SPAWN(touch_body, &touch, .pager = L4_Myself());

	(void)arg;
	fault_wait(t);
	thread_kill(t);
	CHECK_EQ(tag_error(send_word(t->id, 0, L4_Timeouts(L4_ZeroTime, L4_ZeroTime))),
		 ERR(E_NONEXISTING, SEND, 0));
}

/* With its last thread a space goes, and what it mapped on. */
static void delete_space_unmaps(word_t arg)
{
	struct thread *a = server_new(NEW_SPACE), *b = server_new(NEW_SPACE);
	L4_Fpage_t page = fpage(arena(0), page_bits(), L4_FullyAccessible);

	(void)arg;
	WORD_AT(arena(0)) = 0xa5;
	map_to(a, page, WINDOW, L4_CompleteAddressSpace);
	map_between(a, b, fpage(WINDOW, page_bits(), L4_FullyAccessible), WINDOW,
		    L4_CompleteAddressSpace);
	CHECK_EQ(peek(b, WINDOW), 0xa5);
	thread_kill(a);
	CHECK(!can_read(b, WINDOW));
	CHECK_EQ(WORD_AT(arena(0)), 0xa5);
}

/* A space lives as long as any thread of it. */
static void delete_not_last(word_t arg)
{
	struct thread *a = server_new(NEW_SPACE), *b = server_new(a);

	(void)arg;
	map_to(a, fpage(arena(0), page_bits(), L4_Readable), WINDOW, L4_CompleteAddressSpace);
	CHECK(can_read(b, WINDOW));
	thread_control(a->id, L4_nilthread, L4_nilthread, L4_nilthread, ALL_ONES);
	ask(b, nothing, NULL);
	b->where = b;
	CHECK(can_read(b, WINDOW));
}

static const struct test tests[] = {
	{"privilege.error", "4.3", unprivileged},
	{"privilege.no-effect", "4.3", unprivileged_no_effect},
	{"dest.local", "4.3", dest_invalid, 0},
	{"dest.nil", "4.3", dest_invalid, 1},
	{"dest.any", "4.3", dest_invalid, 2},
	{"dest.anylocal", "4.3", dest_invalid, 3},
	{"dest.system-first", "4.3", dest_invalid, 4},
	{"dest.system-last", "4.3", dest_invalid, 5},
	{"dest.too-large", "4.3", dest_invalid, 6},
	{"create.inactive", "4.3", create_inactive},
	{"create.active-waits", "4.3", create_active_waits},
	{"create.nil-scheduler", "4.3", create_no_scheduler},
	{"create.new-space-active", "4.3", create_space_active},
	{"create.unknown-space", "4.3", create_unknown_space},
	{"create.uninitialised-space", "4.3", create_uninitialised_space},
	{"create.utcb.misaligned", "4.3", create_bad_utcb, 0},
	{"create.utcb.below", "4.3", create_bad_utcb, 1},
	{"create.utcb.none", "4.3", create_bad_utcb, 2},
	{"create.utcb.zero", "4.3", create_bad_utcb, 3},
	{"create.utcb.behind", "4.3", create_bad_utcb, 4},
	{"create.utcb.kernel", "4.3", create_in_kernel_utcb},
	{"create.utcb.last-slot", "4.3", create_last_slot},
	{"create.tcr.ids", "3.1", default_ids},
	{"create.tcr.pager", "3.1", default_pager},
	{"create.tcr.words", "3.1", default_words},
	{"create.again", "4.3", recreate},
	{"delete.self", "4.3", delete_self},
	{"delete.nonexisting", "4.3", delete_nonexisting},
	{"delete.other-version", "4.3", delete_other_version},
	{"delete.makes-dead", "4.3", delete_makes_dead},
	{"delete.running", "4.3", delete_running},
	{"delete.partner.sending", "4.3", delete_partner, SEND},
	{"delete.partner.receiving", "5.3", delete_partner, RECEIVE},
	{"delete.partner.calling", "5.3", delete_called},
	{"delete.queued-sender", "4.3", delete_queued_sender},
	{"delete.queue", "4.3", delete_queue},
	{"delete.with-timeout", "4.3", delete_with_timeout},
	{"delete.halted", "4.3", delete_halted},
	{"delete.faulting", "4.3", delete_faulting},
	{"delete.space-unmaps", "4.3", delete_space_unmaps},
	{"delete.not-last", "4.3", delete_not_last},
};

TOPIC(threads, "threads");
