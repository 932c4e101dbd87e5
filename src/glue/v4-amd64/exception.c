/* SPDX-License-Identifier: BSD-2-Clause */
/* exception.c - decode traps; what an exception message tells (X2:abi.amd64.exceptions). */
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

#define GP_IDT		0x2		/* error code: about an entry of the IDT */
#define OPCODE_INT	0xcd

#define AT(reg)		offsetof(struct arch_frame, reg)

const uint8_t glue_exception_words[GLUE_EXCEPTION_WORDS] = {
	AT(rip), AT(rbx), AT(r10), AT(r12), AT(r13),	AT(r14),    AT(r15),
	AT(rax), AT(rcx), AT(rdx), AT(rsi), AT(rdi),	AT(rbp),    AT(r8),
	AT(r9),	 AT(r11), AT(rsp), AT(rflags), AT(vector), AT(error),
};

word_t *glue_register(struct arch_frame *f, unsigned n)
{
	static const uint8_t places[16] = {
		AT(rax), AT(rcx), AT(rdx), AT(rbx), AT(rsp), AT(rbp), AT(rsi), AT(rdi),
		AT(r8),	 AT(r9),  AT(r10), AT(r11), AT(r12), AT(r13), AT(r14), AT(r15),
	};

	return (word_t *)((char *)f + places[n & 15]);
}

/* --- exceptions the kernel handles itself ------------------------------------------------ */

/*
 * Programs may load any selector that exists into GS, null included; the environment promises the
 * UTCB pointer there (X2:abi.amd64).  True: it was not there, now it is.
 */
static bool gs_repaired(void)
{
	if (arch_gs_is_loaded())
		return false;
	arch_gs_load(GLUE_UTCB_WORD);
	return true;
}

static void page_fault(struct tcb *t)
{
	word_t error = t->glue.frame.error;
	word_t va;

	__asm__ volatile("movq %%cr2, %0" : "=r"(va));
	if (gs_repaired())
		return;
	handle_pagefault(t, va, (error & PF_WRITE) != 0 ? RIGHT_W :
				(error & PF_FETCH) != 0 ? RIGHT_X : RIGHT_R, t->glue.frame.rip);
}

/* LOCK; NOP is KernelInterface (X2:kip.find). */
static bool kernel_interface(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;
	uint8_t code[2];

	if (map_copy_from_user(t->space, code, f->rip, sizeof(code)) != sizeof(code) ||
	    code[0] != 0xf0 || code[1] != 0x90)
		return false;
	f->rax = fpage_raw_base(t->space->kip_area);
	f->rcx = kip_page.kip.api_version;
	f->rdx = kip_page.kip.api_flags;
	f->rsi = kip_page.kernel_id;
	f->rip += sizeof(code);
	return true;
}

/*
 * INT n without a gate: the error code is 8n + 2 (X2:abi.ia32.environment), but some emulators
 * count in bytes of the table of gates.
 */
static void correct_error(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;
	uint8_t code[2];

	if ((f->error & GP_IDT) != 0 &&
	    map_copy_from_user(t->space, code, f->rip, sizeof(code)) == sizeof(code) &&
	    code[0] == OPCODE_INT)
		f->error = code[1] * 8u + GP_IDT;
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
	case X86_BP:
		if (glue_kdebug(t))
			return;
		break;
	case X86_DB:
		if (glue_debug_trap(t))
			return;
		break;
	case X86_GP:
		if (gs_repaired() || glue_io_fault(t) || glue_special(t))
			return;
		correct_error(t);
		break;
	case X86_DF:
	case X86_NMI:
	case X86_MC:
		panic("the machine reports an error: exception %u", (unsigned)vector);
	}
	handle_exception(t);
}

/* --- dispatch ---------------------------------------------------------------------------- */

void glue_trap(struct tcb *t)
{
	word_t vector = t->glue.frame.vector;

	if (vector >= GLUE_VECTOR_IRQ)
		handle_irq(vector);
	else
		exception(t, vector);
	kernel_leave();
}

/* Whatever made t's instruction pointer so: a jump there would have ended with this exception. */
void glue_bad_ip(struct tcb *t)
{
	glue_raise(t, X86_GP, 0);
	kernel_leave();
}

void glue_kernel_trap(struct arch_frame *f)
{
	if (f->vector >= GLUE_VECTOR_IRQ) {
		handle_irq(f->vector);
		return;
	}
	if (f->vector == X86_DB) {
		/* of a user's breakpoint, put off until behind the syscall; or the debugger's */
		if (IS_ENABLED(CONFIG_KDB))
			glue_debug_trap_kernel(f);
		return;
	}
	if (f->vector == X86_GP && arch_msr_fault(f))
		return;
	arch_frame_print(f);
	panic("exception %u in the kernel", (unsigned)f->vector);
}
