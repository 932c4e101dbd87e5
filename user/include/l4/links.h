/* SPDX-License-Identifier: BSD-2-Clause */
/* links.h - the kernel's entry points in this address space, one for each system call. */

#ifndef L4_LINKS_H
#define L4_LINKS_H

#include <l4/types.h>
#include <l4/word.h>

#if defined(__cplusplus)
extern "C" {
#endif

/* __L4_Init, called by crt0, sets them from the links in the kernel interface page. */
extern void (*__L4_SpaceControl)(void);
extern void (*__L4_ThreadControl)(void);
extern void (*__L4_ProcessorControl)(void);
extern void (*__L4_MemoryControl)(void);
extern void (*__L4_Ipc)(void);
extern void (*__L4_Lipc)(void);
extern void (*__L4_Unmap)(void);
extern void (*__L4_ExchangeRegisters)(void);
extern void (*__L4_SystemClock)(void);
extern void (*__L4_ThreadSwitch)(void);
extern void (*__L4_Schedule)(void);

void __L4_Init(void);

/* Arguments and results of ExchangeRegisters: syscalls.h carries it out, exregs.h offers it. */
struct __L4_Exregs {
	L4_ThreadId_t dest;		/* the result */
	L4_Word_t control, sp, ip, flags, handle;
	L4_ThreadId_t pager;
};

#if defined(__cplusplus)
}
#endif

#endif /* L4_LINKS_H */
