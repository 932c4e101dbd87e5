/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug.h - the debugger traps of amd64. */

#ifndef L4_AMD64_KDEBUG_H
#define L4_AMD64_KDEBUG_H

#include <l4/kdebug_traps.h>

/*
 * int3, a short jump over "mov $text, %rax": the kernel reads the address from the instruction
 * skipped, sign-extended (X2:14.14).  Bytes, because an assembler may choose longer ones.  The text
 * must be a string literal of a program in the low 2 GiB.
 */
#define L4_KDB_Enter(text)						\
	__asm__ volatile(".byte 0xcc, 0xeb, 0x07, 0x48, 0xc7, 0xc0; .long %c0"	\
			 : : "i" (text) : "memory")

#endif /* L4_AMD64_KDEBUG_H */
