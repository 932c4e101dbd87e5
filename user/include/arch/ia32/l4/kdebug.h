/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug.h - the debugger traps of ia32. */

#ifndef L4_IA32_KDEBUG_H
#define L4_IA32_KDEBUG_H

#include <l4/kdebug_traps.h>

/*
 * int3, a short jump over "mov $text, %eax": the kernel reads the address from the instruction
 * skipped (X2:14.14).  Bytes, because an assembler may choose a longer jump.  The text must be a
 * string literal.
 */
#define L4_KDB_Enter(text)						\
	__asm__ volatile(".byte 0xcc, 0xeb, 0x05, 0xb8; .long %c0"	\
			 : : "i" (text) : "memory")

#endif /* L4_IA32_KDEBUG_H */
