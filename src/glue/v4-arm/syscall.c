/* SPDX-License-Identifier: BSD-2-Clause */
/* syscall.c - ABI registers -> sys_*() -> ABI registers (X2:abi.arm). */
#include "arch.h"
#include "arch_arm.h"
#include "glue.h"
#include "glue_private.h"
#include "ipc_fast.h"
#include "kernel.h"
#include "tcb.h"

/* In as few lines of the cache as it can be in, wherever the linker puts it. */
__aligned(64) void glue_ipc(word_t to, word_t from, word_t timeouts, struct tcb *t)
{
	struct tcb *r = ipc_fast(t, (tid_t){ to }, (tid_t){ from }, timeouts);

	if (likely(r != NULL))
		glue_return_to_user(r);
	glue_user_ran();
	ipc_slow((tid_t){ to }, (tid_t){ from }, timeouts, t);
}

static void exregs(struct tcb *t, struct arch_frame *f)
{
	struct exregs_args a = {
		.dest = tid(f->r[0]), .control = f->r[1], .sp = f->r[2], .ip = f->r[3],
		.flags = f->r[4], .handle = f->r[5], .pager = tid(f->r[6]),
	};

	sys_exregs(t, &a);
	f->r[0] = a.dest.raw;
	f->r[1] = a.control;
	f->r[2] = a.sp;
	f->r[3] = a.ip;
	f->r[4] = a.flags;
	f->r[5] = a.handle;
	f->r[6] = a.pager.raw;
}

static void system_clock(struct arch_frame *f)
{
	uint64_t now = sys_system_clock();

	f->r[0] = (word_t)now;
	f->r[1] = (word_t)(now >> 32);
}

void glue_syscall(struct tcb *t, word_t call)
{
	struct arch_frame *f = &t->glue.frame;

	glue_user_ran();
	switch (call) {
	case X2_UNMAP:
		sys_unmap(t, f->r[0]);
		break;
	case X2_EXREGS:
		exregs(t, f);
		break;
	case X2_THREAD_SWITCH:
		sys_thread_switch(t, tid(f->r[0]));
		break;
	case X2_SCHEDULE:
		f->r[0] = sys_schedule(t, tid(f->r[0]), f->r[1], f->r[2], f->r[3], f->r[4],
				       &f->r[1]);
		break;
	case X2_SYSTEM_CLOCK:
		system_clock(f);
		break;
	case X2_THREAD_CONTROL:
		sys_thread_control(t, tid(f->r[0]), tid(f->r[1]), tid(f->r[2]), tid(f->r[3]),
				   f->r[4]);
		break;
	case X2_SPACE_CONTROL:
		sys_space_control(t, tid(f->r[0]), (fpage_t){ f->r[2] }, (fpage_t){ f->r[3] },
				  tid(f->r[4]));
		f->r[1] = 0;
		break;
	case X2_PROCESSOR_CONTROL:
		f->r[0] = sys_processor_control(t);
		break;
	case X2_MEMORY_CONTROL:
		sys_memory_control(t, f->r[0], f->r + 1);
		break;
	default:			/* svc in the KIP with a number that no stub uses */
		break;
	}
	kernel_leave();
}

void glue_result(struct tcb *t, enum x2_call call, word_t value)
{
	(void)call;			/* they all return it in the same register */
	t->glue.frame.r[0] = value;
}
