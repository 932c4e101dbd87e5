/* SPDX-License-Identifier: BSD-2-Clause */
/* syscall.c - ABI registers -> sys_*() -> ABI registers (X2:abi.ia32). */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "ipc_fast.h"
#include "kernel.h"
#include "tcb.h"

__attribute__((regparm(3))) void glue_ipc(word_t to, word_t from, word_t timeouts)
{
	struct tcb *t = arch_self()->current;
	struct tcb *r = ipc_fast(t, (tid_t){ to }, (tid_t){ from }, timeouts);

	if (likely(r != NULL))
		glue_return_from_ipc(r);
	ipc_slow((tid_t){ to }, (tid_t){ from }, timeouts, t);
}

static void exregs(struct tcb *t, struct arch_frame *f)
{
	struct exregs_args a = {
		.dest = tid(f->eax), .control = f->ecx, .sp = f->edx, .ip = f->esi,
		.flags = f->edi, .handle = f->ebx, .pager = tid(f->ebp),
	};

	sys_exregs(t, &a);
	f->eax = a.dest.raw;
	f->ecx = a.control;
	f->edx = a.sp;
	f->esi = a.ip;
	f->edi = a.flags;
	f->ebx = a.handle;
	f->ebp = a.pager.raw;
}

static void memory_control(struct tcb *t, struct arch_frame *f)
{
	const word_t attributes[4] = { f->ecx, f->edx, f->ebx, f->ebp };

	sys_memory_control(t, f->eax, attributes);
}

static void system_clock(struct arch_frame *f)
{
	uint64_t now = sys_system_clock();

	f->eax = (word_t)now;
	f->edx = (word_t)(now >> 32);
}

void glue_syscall(struct tcb *t, word_t call)
{
	struct arch_frame *f = &t->glue.frame;

	switch (call) {
	case X2_IPC:
	case X2_LIPC:
		glue_ipc(f->eax, f->edx, f->ecx);
		break;
	case X2_UNMAP:
		sys_unmap(t, f->eax);
		break;
	case X2_EXREGS:
		exregs(t, f);
		break;
	case X2_THREAD_SWITCH:
		sys_thread_switch(t, tid(f->eax));
		break;
	case X2_SCHEDULE:
		f->eax = sys_schedule(t, tid(f->eax), f->edx, f->esi, f->ecx, f->edi, &f->edx);
		break;
	case X2_SYSTEM_CLOCK:
		system_clock(f);
		break;
	case X2_THREAD_CONTROL:
		sys_thread_control(t, tid(f->eax), tid(f->esi), tid(f->edx), tid(f->ecx), f->edi);
		break;
	case X2_SPACE_CONTROL:
		sys_space_control(t, tid(f->eax), (fpage_t){ f->edx }, (fpage_t){ f->esi },
				  tid(f->edi));
		f->ecx = 0;
		break;
	case X2_PROCESSOR_CONTROL:
		f->eax = sys_processor_control(t);
		break;
	case X2_MEMORY_CONTROL:
		memory_control(t, f);
		break;
	default:
		break;
	}
}

void glue_result(struct tcb *t, enum x2_call call, word_t value)
{
	(void)call;			/* they all return it in the same register */
	t->glue.frame.eax = value;
}
