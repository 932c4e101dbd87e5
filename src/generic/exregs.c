/* SPDX-License-Identifier: BSD-2-Clause */
/* exregs.c - ExchangeRegisters (X2:exregs). */
#include "arch.h"
#include "ctrlxfer.h"
#include "glue.h"
#include "ipc.h"
#include "kernel.h"
#include "park.h"
#include "sched.h"
#include "space.h"
#include "trace.h"

/* The phase of its user-invoked IPC that t is in, as EXREGS_RECV or EXREGS_SEND; else 0. */
static word_t ipc_phase(const struct tcb *t)
{
	enum thread_state state = thread_state(t);

	if (t->mode == IPC_XFER_FAULT)
		state = (enum thread_state)t->outer.state;
	else if (t->mode != IPC_USER && t->mode != IPC_START)
		return 0;
	if (state == THREAD_WAITING || state == THREAD_RECEIVING)
		return EXREGS_RECV;
	if (state == THREAD_POLLING || state == THREAD_SENDING)
		return EXREGS_SEND;
	return 0;
}

static void change_registers(struct tcb *d, const struct exregs_args *a)
{
	if (a->control & EXREGS_SP)
		glue_thread_set_sp(d, a->sp);
	if (a->control & EXREGS_IP)
		glue_thread_set_ip(d, a->ip);
	if (a->control & EXREGS_FLAGS)
		glue_thread_set_flags(d, a->flags);
	if (a->control & EXREGS_HANDLE)
		d->utcb->user_handle = a->handle;
	if (a->control & EXREGS_PAGER)
		d->utcb->pager = a->pager.raw;
}

/* In its own space, or where it is the pager's space if that is configured. */
static bool may_exchange(const struct tcb *t, const struct tcb *d)
{
	const struct tcb *pager;

	if (d->space == t->space)
		return true;
	if (!IS_ENABLED(CONFIG_PAGER_EXREGS) || d->utcb == NULL)
		return false;
	pager = thread_resolve(d, (tid_t){ READ_ONCE(d->utcb->pager) });
	return pager != NULL && pager->space == t->space;
}

static void fail(struct tcb *t, struct exregs_args *a, enum x2_error err)
{
	t->utcb->error_code = err;
	a->dest = TID_NIL;
}

void sys_exregs(struct tcb *t, struct exregs_args *a)
{
	struct tcb *d = thread_resolve(t, a->dest);
	struct exregs_args old;

	TRACE(TRACE_CALL, t, X2_EXREGS, a->dest.raw);
	if (d == NULL || d->utcb == NULL || !may_exchange(t, d)) {
		fail(t, a, ERR_INVALID_THREAD);
		return;
	}
	if (IS_ENABLED(CONFIG_CTRLXFER) && !ctrlxfer_exchange(t, d, a->control, 0)) {
		fail(t, a, ERR_INVALID_PARAM);
		return;
	}

	/* commit */
	thread_unpark(d);
	old.dest = tid_is_local(a->dest) ? d->gid : d->lid;
	old.control = (thread_is_halted(d) ? EXREGS_HALT : 0) | ipc_phase(d);
	old.sp = glue_thread_sp(d);
	old.ip = glue_thread_ip(d);
	old.flags = glue_thread_flags(d);
	old.handle = d->utcb->user_handle;
	old.pager.raw = d->utcb->pager;
	if (IS_ENABLED(CONFIG_CTRLXFER))
		(void)ctrlxfer_exchange(t, d, a->control, EXREGS_CONFIGURE | EXREGS_READ_STATE);
	if ((a->control & EXREGS_SET_HALT) != 0 && (a->control & EXREGS_HALT) != 0)
		ipc_halt(d);
	if (a->control & (EXREGS_RECV | EXREGS_SEND))
		ipc_cancel(d, (a->control & EXREGS_SEND) != 0, (a->control & EXREGS_RECV) != 0);
	if (IS_ENABLED(CONFIG_CTRLXFER))
		(void)ctrlxfer_exchange(t, d, a->control, EXREGS_WRITE_STATE);
	change_registers(d, a);
	if ((a->control & EXREGS_SET_HALT) != 0 && (a->control & EXREGS_HALT) == 0)
		ipc_resume(d);
	if (d != t)
		thread_park(d);
	*a = old;
}
