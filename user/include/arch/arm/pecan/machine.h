/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.h - the user's timer; how to end the machine, in emulators and under debuggers. */

#ifndef PECAN_MACHINE_H
#define PECAN_MACHINE_H

#include <l4/types.h>
#include <pecan/timer.h> /* PECAN_TIMER_IRQ, pecan_timer_fire() */

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

#endif
