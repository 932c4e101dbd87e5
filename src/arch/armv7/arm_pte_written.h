/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_pte_written.h - tell the page walker of a changed entry: ARMv7-A. */
#ifndef ARM_PTE_WRITTEN_H
#define ARM_PTE_WRITTEN_H

/*
 * Page walks look into the data caches of a CPU only if it says so (ID_MMFR3); a line is cleaned
 * for the others.  The barrier orders the walk, and what else follows, behind the store.
 */
static inline void arm_pte_written(const void *slot)
{
	__asm__ volatile("mcr p15, 0, %0, c7, c11, 1; dsb" : : "r"(slot) : "memory");
}

#endif
