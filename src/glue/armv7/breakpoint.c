/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * breakpoint.c - breakpoints of the kernel debugger: ARMv7-A (CONFIG_KDB).
 *
 * The CPU stops before an instruction each time it comes to it, also when it is to go on with it
 * after a stop.  So a breakpoint that was hit sleeps until the next trap out of user code.
 */
#include "arch.h"
#include "arm_fault.h"
#include "bits.h"
#include "glue.h"
#include "glue_private.h"
#include "kdb.h"

#define BREAKPOINTS	4u	/* of the six or more that such CPUs have */

#define BCR_ON		0x001u
#define BCR_ALL_MODES	0x006u
#define BCR_BYTES	5	/* which bytes of the word: those of an instruction */

#define DSCR_MONITOR	0x8000u	/* breakpoints are exceptions */

static word_t address[BREAKPOINTS], enabled[BREAKPOINTS];	/* BCR; 0: not set */
static bool asleep;

/* Registers are named by instructions, so there is one for each. */
static void write_registers(unsigned n, word_t value, word_t control)
{
	switch (n) {
	case 0:
		__asm__ volatile("mcr p14, 0, %0, c0, c0, 4; mcr p14, 0, %1, c0, c0, 5"
				 : : "r"(value), "r"(control));
		break;
	case 1:
		__asm__ volatile("mcr p14, 0, %0, c0, c1, 4; mcr p14, 0, %1, c0, c1, 5"
				 : : "r"(value), "r"(control));
		break;
	case 2:
		__asm__ volatile("mcr p14, 0, %0, c0, c2, 4; mcr p14, 0, %1, c0, c2, 5"
				 : : "r"(value), "r"(control));
		break;
	case 3:
		__asm__ volatile("mcr p14, 0, %0, c0, c3, 4; mcr p14, 0, %1, c0, c3, 5"
				 : : "r"(value), "r"(control));
		break;
	}
	__asm__ volatile("isb" : : : "memory");
}

static void load(unsigned n)
{
	write_registers(n, address[n] & ~(word_t)3, enabled[n]);
}

/* Unlock the debug registers and let them raise exceptions. */
static void enable(void)
{
	word_t dscr;

	__asm__ volatile("mcr p14, 0, %0, c1, c0, 4; isb" : : "r"(0));
	__asm__ volatile("mrc p14, 0, %0, c0, c2, 2" : "=r"(dscr));
	__asm__ volatile("mcr p14, 0, %0, c0, c2, 2; isb" : : "r"(dscr | DSCR_MONITOR));
}

/* Trap code has no stack. */
bool glue_breakpoint_set(unsigned n, word_t va)
{
	if (n >= BREAKPOINTS ||
	    (va >= (word_t)glue_vectors && va < (word_t)glue_vectors + PAGE_SIZE))
		return false;
	enable();
	address[n] = va & ~(word_t)1;
	enabled[n] = BCR_ON | BCR_ALL_MODES | ((va & 2) != 0 ? 12u : 15u) << BCR_BYTES;
	load(n);
	return true;
}

void glue_breakpoint_clear(unsigned n)
{
	enabled[n] = 0;
	load(n);
}

bool glue_breakpoint_hit(struct arch_frame *f)
{
	if (arm_fetch_fault_status() != ARM_STATUS_DEBUG)
		return false;
	for (unsigned n = 0; n < BREAKPOINTS; n++) {
		if (enabled[n] == 0 || address[n] != f->pc)
			continue;
		kdb_enter("breakpoint", f);
		write_registers(n, 0, 0);
		asleep = true;
		return true;
	}
	return false;
}

void glue_breakpoint_wake(void)
{
	if (!asleep)
		return;
	asleep = false;
	for (unsigned n = 0; n < BREAKPOINTS; n++)
		load(n);
}

/* Stepping takes breakpoints for all addresses but one, which emulators do not have. */
bool glue_single_step(struct tcb *t)
{
	(void)t;
	return false;
}
