/* SPDX-License-Identifier: BSD-2-Clause */
/* links.h - the kernel's entry points in this address space, one for each system call. */

#ifndef L4_LINKS_H
#define L4_LINKS_H

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

#if defined(__cplusplus)
}
#endif

#endif /* L4_LINKS_H */
