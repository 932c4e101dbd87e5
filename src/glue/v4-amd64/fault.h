/* SPDX-License-Identifier: BSD-2-Clause */
/* fault.h - what exceptions mean on amd64, as exception.c of all x86 CPUs asks; part of it. */
#ifndef FAULT_H
#define FAULT_H

#include "arch.h"
#include "assert.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "kernel.h"
#include "kip.h"
#include "map.h"
#include "space.h"
#include "tcb.h"

#define GP_IDT		0x2		/* error code: about an entry of the IDT */
#define OPCODE_INT	0xcd

/*
 * Programs may load any selector that exists into GS, null included; the environment promises the
 * UTCB pointer there (X2:abi.amd64).  True: it was not there, now it is.
 */
static inline bool fault_gs_repaired(void)
{
	if (arch_gs_is_loaded())
		return false;
	arch_gs_load(GLUE_UTCB_WORD);
	return true;
}

static inline void fault_page(struct tcb *t)
{
	word_t error = t->glue.frame.error;
	word_t va;

	__asm__ volatile("movq %%cr2, %0" : "=r"(va));
	if (fault_gs_repaired())
		return;
	handle_pagefault(t, va, (error & PF_WRITE) != 0 ? RIGHT_W :
				(error & PF_FETCH) != 0 ? RIGHT_X : RIGHT_R, t->glue.frame.rip);
}

/* What KernelInterface returns (X2:kip.find). */
static inline void fault_kernel_interface(struct arch_frame *f, word_t kip)
{
	f->rax = kip;
	f->rcx = kip_page.kip.api_version;
	f->rdx = kip_page.kip.api_flags;
	f->rsi = kip_page.kernel_id;
}

/*
 * INT n without a gate: the error code is 8n + 2 (X2:abi.ia32.environment), but some emulators
 * count in bytes of the table of gates.
 */
static inline void fault_correct_error(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;
	uint8_t code[2];

	if ((f->error & GP_IDT) != 0 &&
	    map_copy_from_user(t->space, code, f->rip, sizeof(code)) == sizeof(code) &&
	    code[0] == OPCODE_INT)
		f->error = code[1] * 8u + GP_IDT;
}

/* Clears DR6 at least: what is left there would be told of the next debug trap of a user. */
static inline void fault_debug_kernel(struct arch_frame *f)
{
	glue_debug_trap_kernel(f);
}

/* Any other exception; false: it is to be reported. */
static inline bool fault_is_handled(struct tcb *t, word_t vector)
{
	switch (vector) {
	case X86_GP:
		if (fault_gs_repaired() || glue_io_fault(t) || glue_special(t))
			return true;
		fault_correct_error(t);
		return false;
	case X86_DF:
	case X86_NMI:
	case X86_MC:
		panic("the machine reports an error: exception %u", (unsigned)vector);
	default:
		return false;
	}
}

/* System calls are no traps. */
static inline bool fault_is_syscall(struct tcb *t, word_t vector)
{
	(void)t;
	(void)vector;
	return false;
}

#endif
