/* SPDX-License-Identifier: BSD-2-Clause */
/* init.c - find the kernel's entry points in the kernel interface page. */

#include <l4/binding.h>
#include <l4/kip.h>

typedef void (*entry_t)(void);

entry_t __L4_SpaceControl;
entry_t __L4_ThreadControl;
entry_t __L4_ProcessorControl;
entry_t __L4_MemoryControl;
entry_t __L4_Ipc;
entry_t __L4_Lipc;
entry_t __L4_Unmap;
entry_t __L4_ExchangeRegisters;
entry_t __L4_SystemClock;
entry_t __L4_ThreadSwitch;
entry_t __L4_Schedule;

/*
 * Called by crt0 before main, and before any system call but KernelInterface.  A program that lets
 * another space run this code and data must give it the same kernel interface page address.
 */
void __L4_Init(void)
{
	const L4_KernelInterfacePage_t *kip = L4_GetKernelInterface();

	__L4_SpaceControl = (entry_t)__L4_LINK(kip, kip->SpaceControl);
	__L4_ThreadControl = (entry_t)__L4_LINK(kip, kip->ThreadControl);
	__L4_ProcessorControl = (entry_t)__L4_LINK(kip, kip->ProcessorControl);
	__L4_MemoryControl = (entry_t)__L4_LINK(kip, kip->MemoryControl);
	__L4_Ipc = (entry_t)__L4_LINK(kip, kip->Ipc);
	__L4_Lipc = (entry_t)__L4_LINK(kip, kip->Lipc);
	__L4_Unmap = (entry_t)__L4_LINK(kip, kip->Unmap);
	__L4_ExchangeRegisters = (entry_t)__L4_LINK(kip, kip->ExchangeRegisters);
	__L4_SystemClock = (entry_t)__L4_LINK(kip, kip->SystemClock);
	__L4_ThreadSwitch = (entry_t)__L4_LINK(kip, kip->ThreadSwitch);
	__L4_Schedule = (entry_t)__L4_LINK(kip, kip->Schedule);
}
