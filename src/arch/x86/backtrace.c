/* SPDX-License-Identifier: BSD-2-Clause */
/* backtrace.c - find return addresses on the stack. */
#include "arch.h"
#include "assert.h"
#include "compiler.h"
#include "trap_print.h"

word_t arch_backtrace_sp;
word_t arch_backtrace_ip;

/* CALL: relative, or FF /2 with its operand of one to six bytes. */
static __cold bool is_call(word_t address)
{
	const uint8_t *end = (const uint8_t *)address;

	if (end[-5] == 0xe8)
		return true;
	for (int n = 2; n <= 7; n++)
		if (end[-n] == 0xff && (end[1 - n] & 0x38) == 0x10)
			return true;
	return false;
}

__cold void arch_backtrace(void (*show)(word_t address))
{
	word_t sp = (word_t)__builtin_frame_address(0);

	if (arch_backtrace_ip != 0) {
		show(arch_backtrace_ip);
		sp = arch_backtrace_sp;
	}
	backtrace_scan(sp, arch_on_stack, is_call, show);
}
