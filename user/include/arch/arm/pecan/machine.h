/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.h - the user's timer; how to end the machine, in emulators and under debuggers. */

#ifndef PECAN_MACHINE_H
#define PECAN_MACHINE_H

#include <l4/types.h>

#define PECAN_SEMIHOSTING_EXIT	0x20UL
#define PECAN_APPLICATION_EXIT	0x20026UL

/* Semihosting; where nobody serves it, an undefined instruction. */
static inline void pecan_machine_end(L4_Word_t status)
{
	const L4_Word_t block[2] = {PECAN_APPLICATION_EXIT, status};
	register L4_Word_t r0 __asm__("r0") = PECAN_SEMIHOSTING_EXIT;
	register const L4_Word_t *r1 __asm__("r1") = block;

	__asm__ volatile(".inst 0xe10f0070" : "+r"(r0) : "r"(r1) : "memory"); /* hlt #0xf000 */
}

/* The interrupt of the CPU's physical timer, which kernels for the board "virt" leave to users. */
#define PECAN_TIMER_IRQ		30UL
#define PECAN_TIMER_NS_PER_TICK 16

/* It fires once, in about us microseconds. */
static inline void pecan_timer_fire(unsigned int us)
{
	unsigned int ticks = us * 1000 / PECAN_TIMER_NS_PER_TICK + 1;

	__asm__ volatile("mcr p15, 0, %0, c14, c2, 0\n\t" /* CNTP_TVAL */
			 "mcr p15, 0, %1, c14, c2, 1\n\t" /* CNTP_CTL */
			 "isb"
			 :
			 : "r"(ticks), "r"(1)
			 : "memory");
}

#endif
