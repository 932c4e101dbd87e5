/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug.h - the debugger traps of mips64: break with a number in at. */

#ifndef L4_MIPS64_KDEBUG_H
#define L4_MIPS64_KDEBUG_H

#include <l4/word.h>

/* The argument is in a0, the result in v0 (X2:9). */
#define __L4_KDB_BREAK(op)	".set push; .set noat; li $at, " #op "; break; .set pop"

#define L4_KDB_Enter(text)						\
	do {								\
		register const char *__a0 __asm__("$4") = (text);	\
		__asm__ volatile(__L4_KDB_BREAK(-102)			\
				 : : "r" (__a0) : "$1", "memory");	\
	} while (0)

L4_INLINE void L4_KDB_PrintChar(char c)
{
	register L4_Word_t a0 __asm__("$4") = (L4_Word8_t)c;

	__asm__ volatile(__L4_KDB_BREAK(-100) : : "r" (a0) : "$1", "memory");
}

L4_INLINE void L4_KDB_PrintString(const char *s)
{
	register const char *a0 __asm__("$4") = s;

	__asm__ volatile(__L4_KDB_BREAK(-103) : : "r" (a0) : "$1", "memory");
}

L4_INLINE void L4_KDB_ClearPage(void)
{
}

L4_INLINE void L4_KDB_ToggleBreakin(void)
{
}

/* The next character typed, or -1 at once if there is none. */
L4_INLINE int L4_KDB_ReadChar(void)
{
	register L4_Word_t v0 __asm__("$2");

	__asm__ volatile(__L4_KDB_BREAK(-104) : "=r" (v0) : : "$1", "memory");
	return (int)v0;
}

L4_INLINE int L4_KDB_ReadChar_Blocked(void)
{
	register L4_Word_t v0 __asm__("$2");

	__asm__ volatile(__L4_KDB_BREAK(-101) : "=r" (v0) : : "$1", "memory");
	return (int)v0;
}

#endif /* L4_MIPS64_KDEBUG_H */
