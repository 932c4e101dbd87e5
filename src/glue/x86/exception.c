/* SPDX-License-Identifier: BSD-2-Clause */
/* exception.c - decode traps; fault.h of each CPU says what differs. */
#include "arch.h"
#include "assert.h"
#include "desc.h"
#include "fault.h"
#include "glue.h"
#include "glue_private.h"
#include "kernel.h"
#include "map.h"
#include "space.h"
#include "tcb.h"

/* LOCK; NOP is KernelInterface (X2:kip.find). */
static bool kernel_interface(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;
	word_t ip = *arch_frame_ip(f);
	uint8_t code[2];

	if (map_copy_from_user(t->space, code, ip, sizeof(code)) != sizeof(code) ||
	    code[0] != 0xf0 || code[1] != 0x90)
		return false;
	fault_kernel_interface(f, fpage_raw_base(t->space->kip_area));
	*arch_frame_ip(f) = ip + sizeof(code);
	return true;
}

static void exception(struct tcb *t, word_t vector)
{
	switch (vector) {
	case X86_PF:
		fault_page(t);
		return;
	case X86_UD:
		if (kernel_interface(t))
			return;
		break;
	case X86_NM:
		if (glue_fpu_first_use(t))
			return;
		break;
	case X86_BP:
		if (glue_kdebug(t))
			return;
		break;
	case X86_DB:
		if (glue_debug_trap(t))
			return;
		break;
	default:
		if (fault_is_handled(t, vector))
			return;
		break;
	}
	handle_exception(t);
}

void glue_trap(struct tcb *t)
{
	word_t vector = t->glue.frame.vector;

	if (!fault_is_syscall(t, vector)) {
		if (vector >= GLUE_VECTOR_IRQ)
			handle_irq(vector);
		else
			exception(t, vector);
	}
	kernel_leave();
}

void glue_kernel_trap(struct arch_frame *f)
{
	if (f->vector >= GLUE_VECTOR_IRQ) {
		handle_irq(f->vector);
		return;
	}
	if (f->vector == X86_DB) {
		/* of a user's breakpoint, put off until behind the entry; or the debugger's */
		fault_debug_kernel(f);
		return;
	}
	if (f->vector == X86_GP && arch_msr_fault(f))
		return;
	arch_frame_print(f);
	panic("exception %u in the kernel", (unsigned)f->vector);
}
