/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug.h - the debugger traps of arm: calls of addresses that nobody can execute. */

#ifndef L4_ARM_KDEBUG_H
#define L4_ARM_KDEBUG_H

#include <l4/word.h>

#define __L4_KDB_PUTC		0xffffffa0UL
#define __L4_KDB_GETC		0xffffffa4UL
#define __L4_KDB_GETC_NOW	0xffffffa8UL
#define __L4_KDB_ENTER		0xffffffacUL

/* The kernel changes nothing but R0 and the return address. */
L4_INLINE L4_Word_t __L4_KDB_Call(L4_Word_t call, L4_Word_t value)
{
	register L4_Word_t r0 __asm__("r0") = value;

	__asm__ volatile("blx %1" : "+r" (r0) : "r" (call) : "lr", "memory");
	return r0;
}

L4_INLINE void L4_KDB_Enter(const char *text)
{
	__L4_KDB_Call(__L4_KDB_ENTER, (L4_Word_t)text);
}

L4_INLINE void L4_KDB_PrintChar(char c)
{
	__L4_KDB_Call(__L4_KDB_PUTC, (L4_Word_t)c);
}

L4_INLINE void L4_KDB_PrintString(const char *s)
{
	while (*s)
		L4_KDB_PrintChar(*s++);
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
	return (int)__L4_KDB_Call(__L4_KDB_GETC_NOW, 0);
}

L4_INLINE int L4_KDB_ReadChar_Blocked(void)
{
	return (int)__L4_KDB_Call(__L4_KDB_GETC, 0);
}

#endif /* L4_ARM_KDEBUG_H */
