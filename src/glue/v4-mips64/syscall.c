/* SPDX-License-Identifier: BSD-2-Clause */
/* syscall.c - ABI registers -> sys_*() -> ABI registers (X2:abi.mips64). */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "ipc_entry.h"
#include "kernel.h"
#include "tcb.h"

/* In the order of the registers that entry.S has them in. */
void glue_ipc(word_t to, word_t from, word_t timeouts, struct tcb *t)
{
	ipc_entry(t, to, from, timeouts);
}

/* Pager and handle change places between input and output (X2:abi.mips64). */
static void exregs(struct tcb *t, struct arch_frame *f)
{
	struct exregs_args a = {
		.dest = tid(f->a0), .control = f->a1, .sp = f->a2, .ip = f->a3,
		.flags = f->a4, .handle = f->a5, .pager = tid(f->a6),
	};

	sys_exregs(t, &a);
	f->v0 = a.dest.raw;
	f->a0 = a.control;
	f->a1 = a.sp;
	f->a2 = a.ip;
	f->a3 = a.flags;
	f->a4 = a.pager.raw;
	f->a5 = a.handle;
}

/* A number that no stub uses: the same as syscall with a positive one. */
static void no_such_call(struct tcb *t, struct arch_frame *f, sword_t number)
{
	__asm__ volatile("dmfc0 %0, $14" : "=r"(f->epc));
	__asm__ volatile("mfc0 %0, $13" : "=r"(f->cause));
	f->v0 = (word_t)number;
	glue_raise(t);
}

static void dispatch(struct tcb *t, struct arch_frame *f, sword_t number)
{
	switch (number) {
	case GLUE_CALL_THREAD_SWITCH:
		sys_thread_switch(t, tid(f->a0));
		break;
	case GLUE_CALL_THREAD_CONTROL:
		sys_thread_control(t, tid(f->a0), tid(f->a1), tid(f->a2), tid(f->a3), f->a4);
		break;
	case GLUE_CALL_EXREGS:
		exregs(t, f);
		break;
	case GLUE_CALL_SCHEDULE:
		f->v0 = sys_schedule(t, tid(f->a0), f->a1, f->a2, f->a3, f->a4, &f->a0);
		break;
	case GLUE_CALL_UNMAP:
		sys_unmap(t, f->a0);
		break;
	case GLUE_CALL_SPACE_CONTROL:
		sys_space_control(t, tid(f->a0), (fpage_t){ f->a2 }, (fpage_t){ f->a3 },
				  tid(f->a4));
		f->a0 = 0;
		break;
	case GLUE_CALL_PROCESSOR_CONTROL:
		f->v0 = sys_processor_control(t);
		break;
	case GLUE_CALL_MEMORY_CONTROL:
		sys_memory_control(t, f->a0, f->a + 1);
		break;
	case GLUE_CALL_SYSTEM_CLOCK:
		f->v0 = sys_system_clock();
		break;
	default:
		no_such_call(t, f, number);
		break;
	}
}

void glue_syscall(struct tcb *t, sword_t number)
{
	dispatch(t, &t->glue.frame, number);
	kernel_leave();
}

void glue_result(struct tcb *t, enum x2_call call, word_t value)
{
	(void)call;
	t->glue.frame.v0 = value;
}
