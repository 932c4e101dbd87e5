/* SPDX-License-Identifier: BSD-2-Clause */
/* timer.h - a timer for user programs: that of ARMv7 CPUs. */

#ifndef PECAN_TIMER_H
#define PECAN_TIMER_H

/* The interrupt of the CPU's physical timer, which kernels for the board "virt" leave to users. */
#define PECAN_TIMER_IRQ		30UL
#define PECAN_TIMER_NS_PER_TICK 16

/* It asks for nothing. */
static inline void pecan_timer_stop(void)
{
	__asm__ volatile("mcr p15, 0, %0, c14, c2, 1; isb" : : "r"(0) : "memory"); /* CNTP_CTL */
}

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
