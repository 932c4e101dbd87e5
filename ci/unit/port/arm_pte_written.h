/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_pte_written.h - in place of the header of that name: a program has no page walker to tell. */
#ifndef ARM_PTE_WRITTEN_H
#define ARM_PTE_WRITTEN_H

static inline void arm_pte_written(const void *slot)
{
	(void)slot;
}

#endif
