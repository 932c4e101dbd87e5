/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.h - the devices of a Malta that programs use, and how to end it in an emulator. */

#ifndef PECAN_MACHINE_H
#define PECAN_MACHINE_H

#include <l4/misc.h>
#include <l4/sigma0.h>
#include <l4/space.h>
#include <l4/types.h>

/* Semihosting (UHI); where nobody serves it, a debug exception. */
static inline void pecan_machine_end(L4_Word_t status)
{
	register L4_Word_t call __asm__("$25") = 1; /* exit */
	register L4_Word_t a0 __asm__("$4") = status;

	__asm__ volatile("sdbbp 1" : "+r"(call) : "r"(a0) : "memory");
}

/* The ports of ISA devices, a page of physical memory. */
#define PECAN_ISA_PAGE	   0x18000000UL
#define PECAN_ISA_PAGE_LOG 12

/* A page of registers for this task, which must be privileged, at its physical address. */
static inline volatile L4_Word8_t *pecan_map_registers(L4_Word_t page)
{
	L4_Word_t attributes[4] = {L4_UncachedMemory, 0, 0, 0};
	L4_Fpage_t f = L4_FpageAddRights(L4_FpageLog2(page, PECAN_ISA_PAGE_LOG), L4_ReadWriteOnly);

	if (L4_IsNilFpage(L4_Sigma0_GetPage(L4_nilthread, f)))
		return 0;
	L4_Set_PageAttributes(1, &f, attributes);
	return (volatile L4_Word8_t *)page;
}

/* Channel 0 of the PIT, which the kernel leaves to users. */
#define PECAN_TIMER_IRQ 0UL
#define PECAN_PIT_HZ	1193182u

/* It fires once, in about us microseconds, at most some 54,000. */
static inline void pecan_timer_fire(volatile L4_Word8_t *isa, unsigned int us)
{
	unsigned int count = (unsigned int)((L4_Word64_t)us * PECAN_PIT_HZ / 1000000);

	if (count < 2)
		count = 2;
	if (count > 0xffff)
		count = 0xffff;
	isa[0x43] = 0x30; /* both bytes, once */
	isa[0x40] = (L4_Word8_t)count;
	isa[0x40] = (L4_Word8_t)(count >> 8);
}

#endif
