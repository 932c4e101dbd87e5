/* SPDX-License-Identifier: BSD-2-Clause */
/* fault.h - what exceptions mean on ia32, as exception.c of all x86 CPUs asks; part of it. */
#ifndef FAULT_H
#define FAULT_H

#include "arch.h"
#include "assert.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "kernel.h"
#include "kip.h"
#include "space.h"
#include "tcb.h"

static inline void fault_page(struct tcb *t)
{
	word_t va;

	__asm__ volatile("movl %%cr2, %0" : "=r"(va));
	handle_pagefault(t, va, (t->glue.frame.error & PF_WRITE) != 0 ? RIGHT_W : RIGHT_R,
			 t->glue.frame.eip);
}

/* What KernelInterface returns (X2:kip.find). */
static inline void fault_kernel_interface(struct arch_frame *f, word_t kip)
{
	f->eax = kip;
	f->ecx = kip_page.kip.api_version;
	f->edx = kip_page.kip.api_flags;
	f->esi = kip_page.kernel_id;
}

/*
 * Programs may load any selector that exists into their segment registers, null included; the
 * environment promises flat ones (X2:abi.ia32.environment).  True: they were not when the trap was
 * taken; the entry code has loaded flat ones.
 */
static inline bool fault_segments_repaired(struct tcb *t)
{
	bool flat = t->glue.ds == IA32_UDS && t->glue.es == IA32_UDS &&
		    !t->glue.spoilt;

	t->glue.spoilt = 0;
	return !flat;
}

/* Without the debugger entry.S is done with them. */
static inline void fault_debug_kernel(struct arch_frame *f)
{
	if (IS_ENABLED(CONFIG_KDB))
		glue_debug_trap_kernel(f);
}

/* Any other exception; false: it is to be reported. */
static inline bool fault_is_handled(struct tcb *t, word_t vector)
{
	if (vector == X86_MC)
		panic("the machine reports an error: exception %u", X86_MC);
	if (vector != X86_GP && vector != X86_SS)
		return false;
	return fault_segments_repaired(t) ||
	       (vector == X86_GP && (glue_io_fault(t) || glue_special(t)));
}

/* System calls are called by the stubs only: an INT elsewhere is what it is without a gate. */
static inline bool fault_is_syscall(struct tcb *t, word_t vector)
{
	struct arch_frame *f = &t->glue.frame;
	word_t kip = fpage_raw_base(t->space->kip_area);

	if (vector < GLUE_VECTOR_SYSCALL || vector >= GLUE_VECTOR_SYSCALL + X2_CALLS)
		return false;
	if (f->eip - kip < PAGE_SIZE) {
		glue_syscall(t, vector - GLUE_VECTOR_SYSCALL);
		return true;
	}
	f->eip -= 2;
	glue_raise(t, X86_GP, vector * 8 + 2);
	return true;
}

#endif
