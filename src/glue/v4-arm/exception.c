/* SPDX-License-Identifier: BSD-2-Clause */
/* exception.c - decode traps; what an exception message tells (X2:abi.arm.exceptions). */
#include "arch.h"
#include "arch_arm.h"
#include "arm_fault.h"
#include "assert.h"
#include "fault.h"
#include "fpu.h"
#include "glue.h"
#include "glue_private.h"
#include "kernel.h"
#include "map.h"
#include "print.h"
#include "space.h"
#include "tcb.h"

/* --- messages ---------------------------------------------------------------------------- */

#define SVC_WORDS	13u
#define GENERAL_WORDS	6u

/* A foreign system call: MR2..MR9 are r0..r7, the others as below. */
static msgtag_t svc_msg(struct tcb *t, struct tcb *to)
{
	const struct arch_frame *f = &t->glue.frame;

	glue_mr_set(to, 1, glue_thread_ip(t));
	for (unsigned i = 0; i < 8; i++)
		glue_mr_set(to, 2 + i, f->r[i]);
	glue_mr_set(to, 10, f->sp);
	glue_mr_set(to, 11, f->lr);
	glue_mr_set(to, 12, t->glue.error);
	glue_mr_set(to, 13, arch_frame_flags(f));
	return tag_protocol(PROTO_EXCEPTION, 0, SVC_WORDS);
}

msgtag_t glue_exception_msg(struct tcb *t, struct tcb *to)
{
	if (t->glue.exception == GLUE_EXC_SVC)
		return svc_msg(t, to);
	glue_mr_set(to, 1, glue_thread_ip(t));
	glue_mr_set(to, 2, t->glue.frame.sp);
	glue_mr_set(to, 3, arch_frame_flags(&t->glue.frame));
	glue_mr_set(to, 4, t->glue.exception);
	glue_mr_set(to, 5, t->glue.error);
	glue_mr_set(to, 6, t->lid.raw);
	return tag_protocol(PROTO_EXCEPTION, 0, GENERAL_WORDS);
}

static void svc_reply(struct tcb *t, const struct tcb *from, unsigned u)
{
	struct arch_frame *f = &t->glue.frame;

	for (unsigned i = 0; i < 8 && 2 + i <= u; i++)
		f->r[i] = glue_mr_get(from, 2 + i);
	if (u >= 10)
		f->sp = glue_mr_get(from, 10);
	if (u >= 11)
		f->lr = glue_mr_get(from, 11);
	if (u >= 13)
		arch_frame_set_flags(f, glue_mr_get(from, 13));
}

void glue_exception_reply(struct tcb *t, const struct tcb *from, unsigned u)
{
	if (u >= 1)
		glue_thread_set_ip(t, glue_mr_get(from, 1));
	if (t->glue.exception == GLUE_EXC_SVC) {
		svc_reply(t, from, u);
		return;
	}
	if (u >= 2)
		glue_thread_set_sp(t, glue_mr_get(from, 2));
	if (u >= 3)
		glue_thread_set_flags(t, glue_mr_get(from, 3));
}

void glue_raise(struct tcb *t, word_t exception, word_t error)
{
	t->glue.exception = exception;
	t->glue.error = error;
	handle_exception(t);
}

/* --- instructions ------------------------------------------------------------------------ */

/*
 * The instruction at `at`, in the state of t: of Thumb one or two halfwords, the first one being
 * the upper one of two.  0 if it cannot be read.
 */
static word_t instruction(struct tcb *t, word_t at)
{
	uint32_t arm = 0;
	uint16_t half[2] = { 0, 0 };

	if ((t->glue.frame.cpsr & PSR_T) == 0) {
		(void)map_copy_from_user(t->space, &arm, at, sizeof(arm));
		return arm;
	}
	(void)map_copy_from_user(t->space, half, at, sizeof(half[0]));
	if (half[0] < 0xe800)
		return half[0];
	(void)map_copy_from_user(t->space, &half[1], at + 2, sizeof(half[1]));
	return (word_t)half[0] << 16 | half[1];
}

/*
 * Does an instruction use the FPU?  Coprocessors 10 and 11 with any operation; data processing and
 * element or structure accesses of Advanced SIMD, which ARM and Thumb code spell differently.
 */
static bool is_fpu(word_t i, bool thumb)
{
	bool coprocessor = (i >> 8 & 14) == 10;

	if (thumb)
		return ((i >> 24 & 0xec) == 0xec && coprocessor && (i >> 24 & 3) != 3) ||
		       (i >> 24 & 0xef) == 0xef || (i >> 20 & 0xff1) == 0xf90;
	if (i >> 28 == 15)
		return (i >> 25 & 7) == 1 || (i >> 20 & 0xff1) == 0xf40;
	return coprocessor && ((i >> 24 & 15) == 14 || (i >> 25 & 7) == 6);
}

static void undefined(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;
	bool thumb = (f->cpsr & PSR_T) != 0;
	word_t code;

	f->pc -= thumb ? 2 : 4;
	code = instruction(t, f->pc);
	if (arch_has_fpu() && (code == 0 || is_fpu(code, thumb))) {	/* 0: it cannot be read */
		if (fpu_first_use(t)) {
			t->bars |= BAR_GLUE;
			return;
		}
		glue_fpu_refused();
	}
	glue_raise(t, GLUE_EXC_UNDEFINED, code);
}

static void foreign_svc(struct tcb *t)
{
	word_t pc = t->glue.frame.pc;

	glue_raise(t, GLUE_EXC_SVC, instruction(t, pc - ((t->glue.frame.cpsr & PSR_T) ? 2 : 4)));
}

/* --- aborts ------------------------------------------------------------------------------ */

static void fetch_abort(struct tcb *t)
{
	unsigned status = glue_fetch_status();
	word_t pc = t->glue.frame.pc, va = glue_fetch_address(pc);

	if (pc >= GLUE_CALLS && glue_kernel_call(t))
		return;
	if (IS_ENABLED(CONFIG_KDB) && glue_breakpoint_hit(&t->glue.frame))
		return;
	if (arm_fault_kind(status) > ARM_FAULT_PERMISSION)
		glue_raise(t, GLUE_EXC_ABORT + status, status == ARM_STATUS_DEBUG ? pc : va);
	else if (!glue_fetch_touch(t, va))
		handle_pagefault(t, va, RIGHT_X, pc);
}

static void data_abort(struct tcb *t)
{
	unsigned status = arm_data_fault_status();
	word_t va = arm_data_fault_address();
	unsigned access;

	if (arm_fault_kind(status) > ARM_FAULT_PERMISSION) {
		glue_raise(t, GLUE_EXC_ABORT + status, status == ARM_STATUS_LATE ? 0 : va);
		return;
	}
	access = glue_data_access(t);
	if (!map_touch(t->space, va, access))
		handle_pagefault(t, va, access, t->glue.frame.pc);
}

/* --- dispatch ---------------------------------------------------------------------------- */

void glue_trap(struct tcb *t, word_t vector)
{
	glue_user_ran();
	glue_clear_exclusive(t);
	if (IS_ENABLED(CONFIG_KDB))
		glue_breakpoint_wake();
	switch (vector) {
	case ARM_VECTOR_IRQ:
		handle_irq(0);
		break;
	case ARM_VECTOR_SVC:
		foreign_svc(t);
		break;
	case ARM_VECTOR_UNDEF:
		undefined(t);
		break;
	case ARM_VECTOR_FETCH:
		fetch_abort(t);
		break;
	case ARM_VECTOR_DATA:
		data_abort(t);
		break;
	default:
		panic("trap %u", (unsigned)vector);
	}
	kernel_leave();
}

void glue_kernel_trap(struct arch_frame *f)
{
	if (f->vector == ARM_VECTOR_IRQ) {
		handle_irq(0);
		return;
	}
	if (f->vector == ARM_VECTOR_UNDEF && arch_undef_in_probe(f->pc - 4)) {
		f->r[0] = 0;
		f->cpsr |= (f->lr & 1) != 0 ? PSR_T : 0;
		f->pc = f->lr & ~(word_t)1;
		return;
	}
	if (IS_ENABLED(CONFIG_KDB) && f->vector == ARM_VECTOR_FETCH && glue_breakpoint_hit(f))
		return;
	arch_frame_print(f);
	panic("exception %u in the kernel", (unsigned)f->vector);
}
