/* SPDX-License-Identifier: BSD-2-Clause */
/* exception.c - decode traps; what an exception message tells (X2:abi.ia32.exceptions). */
#include "arch.h"
#include "assert.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "kernel.h"
#include "kip.h"
#include "map.h"
#include "percpu.h"
#include "print.h"
#include "space.h"
#include "tcb.h"

#define AT(reg)		offsetof(struct arch_frame, reg)

const uint8_t glue_exception_words[GLUE_EXCEPTION_WORDS] = {
	AT(eip), AT(eflags), AT(vector), AT(error), AT(edi), AT(esi),
	AT(ebp), AT(esp),    AT(ebx),	 AT(edx),   AT(ecx), AT(eax),
};

word_t *glue_register(struct arch_frame *f, unsigned n)
{
	static const uint8_t places[8] = {
		AT(eax), AT(ecx), AT(edx), AT(ebx), AT(esp), AT(ebp), AT(esi), AT(edi),
	};

	return (word_t *)((char *)f + places[n & 7]);
}

/* --- exceptions the kernel handles itself ------------------------------------------------ */

static void page_fault(struct tcb *t)
{
	word_t va;

	__asm__ volatile("movl %%cr2, %0" : "=r"(va));
	handle_pagefault(t, va, (t->glue.frame.error & PF_WRITE) != 0 ? RIGHT_W : RIGHT_R,
			 t->glue.frame.eip);
}

/* LOCK; NOP is KernelInterface (X2:kip.find). */
static bool kernel_interface(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;
	uint8_t code[2];

	if (map_copy_from_user(t->space, code, f->eip, sizeof(code)) != sizeof(code) ||
	    code[0] != 0xf0 || code[1] != 0x90)
		return false;
	f->eax = fpage_raw_base(t->space->kip_area);
	f->ecx = kip_page.kip.api_version;
	f->edx = kip_page.kip.api_flags;
	f->esi = kip_page.kernel_id;
	f->eip += sizeof(code);
	return true;
}

/*
 * Programs may load any selector that exists into their segment registers, null included; the
 * environment promises flat ones (X2:abi.ia32.environment).  True: they were not when the trap was
 * taken; the entry code has loaded flat ones.
 */
static bool segments_repaired(struct tcb *t)
{
	bool flat = t->glue.ds == IA32_UDS && t->glue.es == IA32_UDS &&
		    !t->glue.spoilt;

	t->glue.spoilt = 0;
	return !flat;
}

static void exception(struct tcb *t, word_t vector)
{
	switch (vector) {
	case X86_PF:
		page_fault(t);
		return;
	case X86_UD:
		if (kernel_interface(t))
			return;
		break;
	case X86_NM:
		if (glue_fpu_first_use(t))
			return;
		break;
	case X86_DB:
		if (glue_debug_trap(t))
			return;
		break;
	case X86_BP:
		if (glue_kdebug(t))
			return;
		break;
	case X86_GP:
	case X86_SS:
		if (segments_repaired(t) ||
		    (vector == X86_GP && (glue_io_fault(t) || glue_special(t))))
			return;
		break;
	}
	handle_exception(t);
}

/* --- dispatch ---------------------------------------------------------------------------- */

/* System calls are called by the stubs only: an INT elsewhere is what it is without a gate. */
static void syscall_trap(struct tcb *t, word_t call)
{
	struct arch_frame *f = &t->glue.frame;
	word_t kip = fpage_raw_base(t->space->kip_area);

	if (f->eip - kip < PAGE_SIZE) {
		glue_syscall(t, call);
		return;
	}
	f->eip -= 2;
	glue_raise(t, X86_GP, f->vector * 8 + 2);
}

void glue_trap(struct tcb *t)
{
	word_t vector = t->glue.frame.vector;

	if (vector >= GLUE_VECTOR_SYSCALL && vector < GLUE_VECTOR_SYSCALL + X2_CALLS)
		syscall_trap(t, vector - GLUE_VECTOR_SYSCALL);
	else if (vector >= GLUE_VECTOR_IRQ)
		handle_irq(vector);
	else
		exception(t, vector);
	kernel_leave();
}

void glue_kernel_trap(struct arch_frame *f)
{
	if (f->vector >= GLUE_VECTOR_IRQ) {
		handle_irq(f->vector);
		return;
	}
	if (IS_ENABLED(CONFIG_KDB) && f->vector == X86_DB) {
		glue_debug_trap_kernel(f);
		return;
	}
	if (f->vector == X86_GP && arch_msr_fault(f))
		return;
	arch_frame_print(f);
	panic("exception %u in the kernel", (unsigned)f->vector);
}
