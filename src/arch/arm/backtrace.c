/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * backtrace.c - find return addresses on the stack.
 *
 * Code of ARM and Thumb state, by two compilers, has no chain of frames in common.
 */
#include "arch.h"
#include "arm_private.h"
#include "assert.h"
#include "compiler.h"

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

static __cold bool is_stack(word_t sp)
{
	return (sp >= (word_t)arch_stack_bottom && sp < (word_t)arch_stack_top) ||
	       (sp >= (word_t)arch_trap_stack_bottom && sp < (word_t)arch_trap_stack_top);
}

__cold void arch_backtrace(void (*show)(word_t address))
{
	backtrace_scan((word_t)__builtin_frame_address(0), is_stack, is_call, show);
}
