/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * backtrace.c - find return addresses on the stack.
 *
 * Code of ARM and Thumb state, by two compilers, has no chain of frames in common.  So every word
 * of the stack is shown that points into the kernel's code behind an instruction that calls; one
 * that a function has left behind may be among them.
 */
#include "arch.h"
#include "arm_private.h"
#include "bits.h"
#include "compiler.h"

#define BACKTRACE_MAX	32

extern char arch_image_start[], arch_image_text_end[];

/* BL and BLX, by name or by register: in Thumb state of 32 and 16 bits, in ARM state. */
static __cold bool is_call(word_t address)
{
	const uint16_t *half = (const uint16_t *)(address & ~(word_t)1);

	if ((address & 1) != 0)
		return ((half[-2] & 0xf800) == 0xf000 && (half[-1] & 0xc000) == 0xc000) ||
		       (half[-1] & 0xff87) == 0x4780;
	if ((address & 2) != 0)
		return false;
	return (half[-1] & 0x0f00) == 0x0b00 || (half[-1] & 0xfe00) == 0xfa00 ||
	       ((half[-2] & 0xfff0) == 0xff30 && half[-1] == 0xe12f);
}

static __cold bool is_code(word_t address)
{
	return address >= (word_t)arch_image_start + 8 && address < (word_t)arch_image_text_end;
}

/* The end of the stack that sp is on; 0 if it is on none. */
static __cold word_t stack_end(word_t sp)
{
	if (sp >= (word_t)arch_stack_bottom && sp < (word_t)arch_stack_top)
		return (word_t)arch_stack_top;
	if (sp >= (word_t)arch_trap_stack_bottom && sp < (word_t)arch_trap_stack_top)
		return (word_t)arch_trap_stack_top;
	return 0;
}

__cold void arch_backtrace(void (*show)(word_t address))
{
	const word_t *sp = (const word_t *)ALIGN_DOWN((word_t)__builtin_frame_address(0), 4);
	const word_t *end = (const word_t *)stack_end((word_t)sp);
	unsigned shown = 0;

	for (; sp < end && shown < BACKTRACE_MAX; sp++) {
		if (!is_code(*sp) || !is_call(*sp))
			continue;
		show(*sp & ~(word_t)1);
		shown++;
	}
}
