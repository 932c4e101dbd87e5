/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug_traps.h - debugger traps of all x86 CPUs: int3 and a comparison that tells what for. */

#ifndef L4_X86_KDEBUG_TRAPS_H
#define L4_X86_KDEBUG_TRAPS_H

#include <l4/word.h>

L4_INLINE void L4_KDB_PrintChar(char c)
{
	__asm__ volatile("int3; cmpb $0, %%al" : : "a" (c) : "cc", "memory");
}

L4_INLINE void L4_KDB_PrintString(const char *s)
{
	__asm__ volatile("int3; cmpb $1, %%al" : : "a" (s) : "cc", "memory");
}

L4_INLINE void L4_KDB_ClearPage(void)
{
	__asm__ volatile("int3; cmpb $2, %%al" : : : "cc", "memory");
}

L4_INLINE void L4_KDB_ToggleBreakin(void)
{
	__asm__ volatile("int3; cmpb $3, %%al" : : : "cc", "memory");
}

/* The next character typed, or -1 at once if there is none. */
L4_INLINE int L4_KDB_ReadChar(void)
{
	int c;

	__asm__ volatile("int3; cmpb $8, %%al" : "=a" (c) : : "cc", "memory");
	return c;
}

L4_INLINE int L4_KDB_ReadChar_Blocked(void)
{
	int c;

	__asm__ volatile("int3; cmpb $0xd, %%al" : "=a" (c) : "0" (0) : "cc", "memory");
	return c;
}

#endif /* L4_X86_KDEBUG_TRAPS_H */
