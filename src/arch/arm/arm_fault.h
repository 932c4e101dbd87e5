/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_fault.h - fault status and fault addresses of aborts. */
#ifndef ARM_FAULT_H
#define ARM_FAULT_H

#include "types.h"

enum arm_fault {
	ARM_FAULT_TRANSLATION,
	ARM_FAULT_PERMISSION,
	ARM_FAULT_ALIGNMENT,
	ARM_FAULT_OTHER,
};

/* Fault status of ARMv5 and of the short descriptors of ARMv7; bit 4 is never set for these. */
static inline enum arm_fault arm_fault_kind(unsigned status)
{
	switch (status) {
	case 0x05:
	case 0x07:
		return ARM_FAULT_TRANSLATION;
	case 0x0d:
	case 0x0f:
		return ARM_FAULT_PERMISSION;
	case 0x01:
	case 0x03:
		return ARM_FAULT_ALIGNMENT;
	default:
		return ARM_FAULT_OTHER;
	}
}

#define ARM_CP15(name, where) \
	static inline word_t name(void) \
	{ \
		word_t v; \
		__asm__ volatile("mrc p15, 0, %0, " where : "=r"(v)); \
		return v; \
	}

ARM_CP15(arm_dfsr, "c5, c0, 0")
ARM_CP15(arm_ifsr, "c5, c0, 1")
ARM_CP15(arm_data_fault_address, "c6, c0, 0")
ARM_CP15(arm_fetch_fault_address, "c6, c0, 2")	/* ARMv7 */

#define ARM_STATUS_DEBUG	0x02u	/* breakpoint, or the instruction bkpt */
#define ARM_STATUS_LATE		0x16u	/* external, later than its access: no address */
#define ARM_DFSR_WRITE	0x800		/* ARMv7 */

static inline unsigned arm_fault_status(word_t fsr)
{
	return (unsigned)((fsr & 15) | (fsr >> 6 & 16));
}

static inline unsigned arm_data_fault_status(void)
{
	return arm_fault_status(arm_dfsr());
}

static inline unsigned arm_fetch_fault_status(void)
{
	return arm_fault_status(arm_ifsr());
}

#endif
