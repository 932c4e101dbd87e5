/* SPDX-License-Identifier: BSD-2-Clause */
/* syscall.c - ABI registers -> sys_*() -> ABI registers (X2:abi.amd64). */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "ipc_entry.h"
#include "kernel.h"
#include "tcb.h"

#define SYSCALL_BYTES	2

void glue_ipc(struct tcb *t, word_t to, word_t from, word_t timeouts)
{
	ipc_entry(t, to, from, timeouts);
}

static void exregs(struct tcb *t, struct arch_frame *f)
{
	struct exregs_args a = {
		.dest = tid(f->rax), .control = f->rsi, .sp = f->rdx, .ip = f->r8,
		.flags = f->r9, .handle = f->r10, .pager = tid(f->rdi),
	};

	sys_exregs(t, &a);
	f->rax = a.dest.raw;
	f->rsi = a.control;
	f->rdx = a.sp;
	f->r8 = a.ip;
	f->r9 = a.flags;
	f->r10 = a.handle;
	f->rdi = a.pager.raw;
}

/* The stub has saved two attributes from the syscall instruction. */
static void memory_control(struct tcb *t, struct arch_frame *f)
{
	const word_t attributes[4] = {
		READ_ONCE(t->utcb->stub[1]), f->rsi, f->r8, READ_ONCE(t->utcb->stub[0]),
	};

	sys_memory_control(t, f->rdx, attributes);
}

/* syscall with a number that no stub uses is an illegal instruction. */
static void no_such_call(struct tcb *t, struct arch_frame *f)
{
	f->rcx = f->rip;
	f->r11 = f->rflags;
	f->rip -= SYSCALL_BYTES;
	glue_raise(t, X86_UD, 0);
}

static void dispatch(struct tcb *t, word_t call)
{
	struct arch_frame *f = &t->glue.frame;

	switch (call) {
	case X2_UNMAP:
		sys_unmap(t, f->rdx);
		break;
	case X2_EXREGS:
		exregs(t, f);
		break;
	case X2_THREAD_SWITCH:
		sys_thread_switch(t, tid(f->rdi));
		break;
	case X2_SCHEDULE:
		f->rax = sys_schedule(t, tid(f->rdi), f->rdx, f->r8, f->rsi, f->r9, &f->rdx);
		break;
	case X2_SYSTEM_CLOCK:
		f->rax = sys_system_clock();
		break;
	case X2_THREAD_CONTROL:
		sys_thread_control(t, tid(f->rdi), tid(f->r8), tid(f->rdx), tid(f->rsi), f->r9);
		break;
	case X2_SPACE_CONTROL:
		sys_space_control(t, tid(f->rdi), (fpage_t){ f->rdx }, (fpage_t){ f->r8 },
				  tid(f->r9));
		f->rdx = 0;
		break;
	case X2_PROCESSOR_CONTROL:
		f->rax = sys_processor_control(t);
		break;
	case X2_MEMORY_CONTROL:
		memory_control(t, f);
		break;
	default:
		no_such_call(t, f);
		break;
	}
}

void glue_syscall(struct tcb *t, word_t call)
{
	dispatch(t, call);
	kernel_leave();
}

void glue_result(struct tcb *t, enum x2_call call, word_t value)
{
	if (call == X2_MEMORY_CONTROL)
		t->glue.frame.rdx = value;
	else
		t->glue.frame.rax = value;
}
