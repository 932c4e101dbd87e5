/* SPDX-License-Identifier: BSD-2-Clause */
/* kdb_thread.c - what the kernel debugger shows of threads, queues, time-outs and interrupts. */
#include "arch.h"
#include "bits.h"
#include "glue.h"
#include "interrupt.h"
#include "ipc.h"
#include "kdb.h"
#include "kdb_commands.h"
#include "park.h"
#include "percpu.h"
#include "print.h"
#include "space.h"
#include "tcb.h"

#define WORDS_SHOWN	8	/* message registers */

static const char *const state_names[] = {
	[THREAD_INACTIVE] = "inactive", [THREAD_RUNNING] = "running",
	[THREAD_WAITING] = "waiting",	[THREAD_POLLING] = "polling",
	[THREAD_SENDING] = "sending",	[THREAD_RECEIVING] = "receiving",
	[THREAD_DEAD] = "dead",
};

static const char *const mode_names[] = {
	[IPC_USER] = "user",		 [IPC_START] = "start",
	[IPC_PAGEFAULT] = "page fault",	 [IPC_IO_FAULT] = "I/O fault",
	[IPC_EXCEPTION] = "exception",	 [IPC_INTERRUPT] = "interrupt",
	[IPC_PREEMPTION] = "preemption", [IPC_QUANTUM] = "quantum",
	[IPC_XFER_FAULT] = "transfer fault", [IPC_KMEM] = "kernel memory",
};

static const char *state_name(const struct tcb *t)
{
	return state_names[thread_is_parked(t) ? THREAD_WAITING : thread_state(t)];
}

/* --- one line a thread ------------------------------------------------------------------- */

/* Whom t waits for, wants to send to, or exchanges a message with. */
static tid_t partner(const struct tcb *t)
{
	if (thread_is_parked(t))
		return thread_parked_for(t);
	switch (thread_state(t)) {
	case THREAD_WAITING:
		return t->wait_for;
	case THREAD_POLLING:
		return t->peer->gid;
	case THREAD_SENDING:
	case THREAD_RECEIVING:
		return t->locked != NULL ? t->locked->gid : TID_NIL;
	default:
		return TID_NIL;
	}
}

static void print_flags(const struct tcb *t)
{
	if (t == arch_self()->current)
		kprintf(" current");
	else if (t->queued)
		kprintf(" ready");
	if (thread_is_halted(t))
		kprintf(" halted");
	if (t->mode != IPC_USER)
		kprintf(" %s", mode_names[t->mode]);
	if (t->state & THREAD_LOOKING)
		kprintf(" looking");
	if (timeout_is_armed(&t->timeout))
		kprintf(" timed");
}

static void print_thread(const struct tcb *t)
{
	kprintf("%p %-9s ", (void *)t->gid.raw, state_name(t));
	kdb_print_id(partner(t));
	kprintf(" %4d %p ", t->prio, (void *)t->space);
	if (t->space != NULL)
		kprintf("%p", (void *)glue_thread_ip(t));
	else
		kprintf("%-*s", WORD_BITS / 4, "-");
	print_flags(t);
	kprintf("\n");
}

static void print_heading(void)
{
	int w = WORD_BITS / 4;

	kprintf("%-*s state     %-*s prio %-*s %-*s\n", w, "id", w, "partner", w, "space", w, "ip");
}

static struct tcb *thread_of(struct list *e)
{
	return container_of(e, struct tcb, all_link);
}

bool kdb_threads(const struct kdb_args *a)
{
	(void)a;
	print_heading();
	for (struct list *e = thread_all.next; e != &thread_all && !kdb_enough(); e = e->next)
		if (!interrupt_is(thread_of(e)) || thread_state(thread_of(e)) != THREAD_INACTIVE)
			print_thread(thread_of(e));
	return true;
}

/* --- one thread in full ------------------------------------------------------------------ */

static void print_queue(const char *what, const struct list *queue)
{
	if (list_empty(queue))
		return;
	kprintf("%s:", what);
	for (struct list *e = queue->next; e != queue && !kdb_enough(); e = e->next)
		kprintf(" %p", (void *)container_of(e, struct tcb, send_link)->gid.raw);
	kprintf("\n");
}

static void print_timeout(const char *what, const struct timeout *to)
{
	uint64_t now = platform_timer_now();

	if (timeout_is_armed(to))
		kprintf("%s in %lld us\n", what, (long long)(to->deadline - now));
}

static void print_us(const char *what, uint64_t us)
{
	if (us == TIMEOUT_NEVER)
		kprintf("  %s never", what);
	else
		kprintf("  %s %llu us", what, (unsigned long long)us);
}

static void print_sched(const struct tcb *t)
{
	kprintf("priority %d  scheduler ", t->prio);
	kdb_print_id(t->scheduler);
	print_us("slice", t->slice);
	print_us("left", t->slice_left);
	print_us("quantum left", t->quantum_left);
	kprintf("\nsensitive %u  max delay %u us  work %x%s%s%s%s\n", t->sensitive_prio,
		t->max_delay, (unsigned)t->work, (t->work & WORK_CONT) != 0 ? " continue" : "",
		(t->work & WORK_HALT) != 0 ? " halt" : "",
		(t->work & WORK_SIGNAL) != 0 ? " signal" : "",
		(t->work & WORK_QUANTUM) != 0 ? " quantum" : "");
	if (t->cont != NULL)
		ksym_show((word_t)t->cont);
}

static void print_ipc(const struct tcb *t)
{
	kprintf("mode %s  then receives from ", mode_names[t->mode]);
	kdb_print_id(t->rcv_from);
	kprintf("  time-outs %04x %04x\n", t->snd_time, t->rcv_time);
	if (t->mode != IPC_USER)
		kprintf("message %p %p %p\n", (void *)t->kmsg[0], (void *)t->kmsg[1],
			(void *)t->kmsg[2]);
	if (t->virt != t && t->virt != NULL)
		kprintf("sends as %p\n", (void *)t->virt->gid.raw);
	if (t->mode == IPC_XFER_FAULT)
		kprintf("in the middle of %s\n", state_names[t->outer.state % (THREAD_DEAD + 1)]);
	if (thread_state(t) == THREAD_SENDING)
		kprintf("transfer: item %u of tag %p, buffer %u, %zu bytes\n", t->xfer.item,
			(void *)t->xfer.tag.raw, t->xfer.buffer, (size_t)t->xfer.bytes);
	print_queue("senders", &t->sendq);
	print_queue("lost senders", &t->lost_senders);
	print_timeout("phase ends", &t->timeout);
	print_timeout("transfer ends", &t->xfer_timeout);
}

static void print_utcb(const struct tcb *t)
{
	const struct utcb *u = t->utcb;

	kprintf("local id %p  pager %p  exception handler %p\n", (void *)t->lid.raw,
		(void *)(word_t)u->pager, (void *)(word_t)u->exception_handler);
	kprintf("error code %zx  preempt %x  cop %x  xfer time-outs %zx  virtual sender %zx\n",
		(size_t)u->error_code, u->preempt_flags, u->cop_flags, (size_t)u->xfer_timeouts,
		(size_t)u->virtual_sender);
	kprintf("MR");
	for (unsigned i = 0; i < WORDS_SHOWN; i++)
		kprintf(" %zx", (size_t)(i == 0 ? glue_mr_get(t, 0) : u->mr[i]));
	kprintf("\nBR");
	for (unsigned i = 0; i < WORDS_SHOWN; i++)
		kprintf(" %zx", (size_t)*glue_utcb_br(t->utcb, i));
	kprintf("\n");
}

bool kdb_one_thread(const struct kdb_args *a)
{
	struct tcb *t = kdb_current();
	word_t id;

	if (a->count > 1) {
		if (!kdb_number(a, 1, &id))
			return false;
		t = kdb_thread(id);
	}
	if (t == NULL) {
		kprintf("no such thread\n");
		return true;
	}
	print_heading();
	print_thread(t);
	kprintf("TCB %p  CPU %u\n", (void *)t, t->cpu);
	print_ipc(t);
	print_sched(t);
	if (t->utcb != NULL)
		print_utcb(t);
	if (t->space != NULL)
		arch_frame_print(&t->glue.frame);
	return true;
}

/* --- queues ------------------------------------------------------------------------------ */

bool kdb_ready(const struct kdb_args *a)
{
	struct percpu *c = arch_self();

	(void)a;
	kprintf("CPU %u: current %p, handed off %p, slice of %p\n", c->cpu,
		(void *)c->current->gid.raw,
		(void *)(c->handoff != NULL ? c->handoff->gid.raw : 0),
		(void *)c->slice_owner->gid.raw);
	for (int prio = PRIO_COUNT - 1; prio >= 0; prio--) {
		const struct list *head = &c->ready.head[prio];

		if (list_empty(head))
			continue;
		kprintf("%3d:", prio);
		for (struct list *e = head->next; e != head && !kdb_enough(); e = e->next)
			kprintf(" %p", (void *)container_of(e, struct tcb, ready_link)->gid.raw);
		kprintf("\n");
	}
	return true;
}

static void print_slot(const struct list *slot, uint64_t now)
{
	for (struct list *e = slot->next; e != slot && !kdb_enough(); e = e->next) {
		const struct timeout *to = container_of(e, struct timeout, link);
		bool phase = to->kind == TIMEOUT_KIND_PHASE;
		const struct tcb *t = phase ? container_of(to, struct tcb, timeout)
					    : container_of(to, struct tcb, xfer_timeout);

		kprintf("%p %s in %lld us\n", (void *)t->gid.raw,
			phase ? state_names[thread_state(t)] : "transfer",
			(long long)(to->deadline - now));
	}
}

bool kdb_timeouts(const struct kdb_args *a)
{
	const struct timeout_wheel *w = &arch_self()->timeouts;
	uint64_t now = platform_timer_now();

	(void)a;
	kprintf("now %llu us\n", (unsigned long long)now);
	print_slot(&w->expired, now);
	print_slot(&w->sorting, now);
	for (unsigned level = 0; level < TIMEOUT_LEVELS; level++)
		for (unsigned slot = 0; slot < TIMEOUT_SLOTS; slot++)
			print_slot(&w->slot[level][slot], now);
	return true;
}

/* --- interrupts -------------------------------------------------------------------------- */

bool kdb_interrupts(const struct kdb_args *a)
{
	(void)a;
	for (unsigned irq = 0; irq < platform_irq_count(); irq++) {
		const struct tcb *t = platform_irq_usable(irq) ? thread_by_number(irq) : NULL;

		if (t == NULL)
			kprintf("%2x the kernel's, or none\n", irq);
		else if (thread_state(t) == THREAD_INACTIVE)
			kprintf("%2x nobody's\n", irq);
		else
			kprintf("%2x %p %s%s\n", irq, (void *)t->rcv_from.raw,
				thread_state(t) == THREAD_POLLING ? "has not taken the message" :
				t->irq_masked ? "is handling it" : "waits for it",
				(int)irq == platform_console_irq() ? " (console)" : "");
	}
	return true;
}
