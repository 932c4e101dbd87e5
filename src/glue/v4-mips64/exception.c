/* SPDX-License-Identifier: BSD-2-Clause */
/* exception.c - decode traps; what an exception message tells (X2:abi.mips64.exceptions). */
#include "arch.h"
#include "assert.h"
#include "fpu.h"
#include "glue.h"
#include "glue_private.h"
#include "kernel.h"
#include "kip.h"
#include "map.h"
#include "percpu.h"
#include "space.h"
#include "tcb.h"

#define CODE_BYTES	4

/*
 * KernelInterface (X2:kip.find): the first word is reserved on CPUs before release 2 only; on
 * others it is a synci, which does not trap.  The second one, sigrie, is reserved on all of them.
 */
#define KERNEL_INTERFACE	0x07ffffff
#define KERNEL_INTERFACE_R2	0x04174c34
#define KERNEL_INTERFACE_AT	0x1faceca1114e1f64

/* Words of the messages; FLAGS: Status bits and whether the exception was in a delay slot. */
#define WORDS_GENERAL	6
#define WORDS_SYSCALL	13
#define FLAGS_BD	0x1

bool glue_fetch(struct tcb *t, word_t ip, uint32_t *code)
{
	return map_copy_from_user(t->space, code, ip, CODE_BYTES) == CODE_BYTES;
}

bool glue_skip(struct tcb *t)
{
	uint32_t code = 0;

	if (arch_frame_in_delay_slot(&t->glue.frame) && !glue_fetch(t, t->glue.frame.epc, &code))
		return false;
	return arch_frame_skip(&t->glue.frame, code);
}

/* --- exceptions the kernel handles itself ------------------------------------------------ */

static word_t bad_address(void)
{
	word_t va;

	__asm__ volatile("dmfc0 %0, $8" : "=r"(va));
	return va;
}

static void page_fault(struct tcb *t, unsigned code)
{
	word_t va = bad_address(), pc = arch_frame_pc(&t->glue.frame);
	unsigned access = code != EXC_TLBL ? RIGHT_W : va == pc ? RIGHT_X : RIGHT_R;

	if (!map_touch(t->space, va, access))
		handle_pagefault(t, va, access, pc);
	else if (IS_ENABLED(CONFIG_KDB))
		glue_breakpoint_touched(t->space);
}

/* A reserved instruction; the error code is its word. */
static bool kernel_interface(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;
	uint32_t code = 0;

	if (!glue_fetch(t, arch_frame_pc(f), &code))
		return false;
	t->glue.error = code;
	if ((code != KERNEL_INTERFACE && code != KERNEL_INTERFACE_R2) ||
	    f->at != KERNEL_INTERFACE_AT || !glue_skip(t))
		return false;
	f->a4 = fpage_raw_base(t->space->kip_area);
	f->a5 = kip_page.kip.api_version;
	f->a6 = kip_page.kip.api_flags;
	f->a7 = kip_page.kernel_id;
	return true;
}

static bool fpu_trap(struct tcb *t)
{
	if ((t->glue.error >> CAUSE_CE_SHIFT & 3) != 1 || !arch_has_fpu() || !fpu_first_use(t))
		return false;
	glue_thread_set_flags(t, arch_frame_flags(&t->glue.frame));
	t->glue.frame.status |= STATUS_CU1;
	t->bars |= BAR_GLUE;
	return true;
}

void glue_raise(struct tcb *t)
{
	handle_exception(t);
}

static void exception(struct tcb *t, unsigned code)
{
	t->glue.error = 0;
	switch (code) {
	case EXC_MOD:
	case EXC_TLBL:
	case EXC_TLBS:
		page_fault(t, code);
		return;
	case EXC_ADEL:
	case EXC_ADES:
		t->glue.error = bad_address();
		break;
	case EXC_BP:
		if (IS_ENABLED(CONFIG_KDB) && glue_breakpoint_trap(&t->glue.frame))
			return;
		if (glue_kdebug(t))
			return;
		break;
	case EXC_RI:
		if (kernel_interface(t))
			return;
		break;
	case EXC_CPU:
		t->glue.error = t->glue.frame.cause;
		if (fpu_trap(t))
			return;
		break;
	case EXC_MCHECK:
		panic("machine check");
	}
	handle_exception(t);
}

/* --- messages ---------------------------------------------------------------------------- */

/* A syscall that is no system call shows its arguments; MR1 to MR3 are the same for all. */
msgtag_t glue_exception_msg(struct tcb *t, struct tcb *to)
{
	const struct arch_frame *f = &t->glue.frame;

	glue_mr_set(to, 1, f->epc);
	glue_mr_set(to, 2, f->sp);
	glue_mr_set(to, 3, arch_frame_flags(f) | (arch_frame_in_delay_slot(f) ? FLAGS_BD : 0));
	if (arch_frame_code(f) != EXC_SYS) {
		glue_mr_set(to, 4, arch_frame_code(f));
		glue_mr_set(to, 5, t->glue.error);
		glue_mr_set(to, 6, t->lid.raw);
		return tag_protocol(PROTO_EXCEPTION, 0, WORDS_GENERAL);
	}
	glue_mr_set(to, 4, f->v0);
	glue_mr_set(to, 5, f->v1);
	for (unsigned i = 6; i <= WORDS_SYSCALL; i++)
		glue_mr_set(to, i, f->a[i - 6]);
	return tag_protocol(PROTO_EXCEPTION, 0, WORDS_SYSCALL);
}

void glue_exception_reply(struct tcb *t, const struct tcb *from, unsigned u)
{
	struct arch_frame *f = &t->glue.frame;
	unsigned last = arch_frame_code(f) == EXC_SYS ? WORDS_SYSCALL : 3;

	if (u >= 1)
		glue_thread_set_ip(t, glue_mr_get(from, 1));
	if (u >= 2)
		f->sp = glue_mr_get(from, 2);
	if (u >= 3)
		glue_thread_set_flags(t, glue_mr_get(from, 3));
	for (unsigned i = 4; i <= u && i <= last; i++)
		*(i == 4 ? &f->v0 : i == 5 ? &f->v1 : &f->a[i - 6]) = glue_mr_get(from, i);
}

/* --- dispatch ---------------------------------------------------------------------------- */

void glue_trap(struct tcb *t)
{
	unsigned code = arch_frame_code(&t->glue.frame);

	if (IS_ENABLED(CONFIG_KDB))
		glue_breakpoint_interrupts_on(&t->glue.frame);
	if (code == EXC_INT)
		handle_irq(t->glue.frame.cause & t->glue.frame.status);
	else
		exception(t, code);
	kernel_leave();
}

__entry_code void glue_kernel_trap(struct arch_frame *f)
{
	if (arch_frame_code(f) == EXC_INT) {
		arch_wait_cut(f);
		handle_irq(f->cause & f->status);
		return;
	}
	if (IS_ENABLED(CONFIG_KDB) && arch_frame_code(f) == EXC_BP && glue_breakpoint_trap(f))
		return;
	arch_frame_print(f);
	panic("exception %u in the kernel", arch_frame_code(f));
}
