/* SPDX-License-Identifier: BSD-2-Clause */
/* x86_model.h - CPU models that want special care, told by EAX of CPUID leaf 1. */
#ifndef X86_MODEL_H
#define X86_MODEL_H

#include "types.h"

#define X86_VENDOR_AMD	0x68747541u	/* "Auth", EBX of leaf 0 */

static inline unsigned x86_family(uint32_t signature)
{
	unsigned family = signature >> 8 & 15;

	return family == 15 ? family + (signature >> 20 & 0xff) : family;
}

/* For families 6 and from 15 on. */
static inline unsigned x86_model(uint32_t signature)
{
	return (signature >> 4 & 15) | (signature >> 12 & 0xf0);
}

/*
 * With PCIDs on, INVLPG may leave a global page in the TLB (Intel: Alder Lake, Raptor Lake and
 * their small cores alone); microcode mends it, but not that of every PC.
 */
static inline bool x86_invlpg_leaves_global(uint32_t signature)
{
	static const uint8_t models[] = { 0x97, 0x9a, 0xb7, 0xba, 0xbe, 0xbf };
	bool found = false;

	for (unsigned i = 0; i < sizeof(models); i++)
		found = found || x86_model(signature) == models[i];
	return x86_family(signature) == 6 && found;
}

/*
 * AMD from revision F of family 0Fh to family 11h: where the firmware has set these bits of
 * MSR_INT_PENDING a halted CPU goes to C1E, in which the timer of its local APIC stands still.
 */
#define MSR_INT_PENDING		0xc0010055
#define MSR_INT_PENDING_C1E	0x18000000u

static inline bool x86_may_have_c1e(uint32_t vendor, uint32_t signature)
{
	return vendor == X86_VENDOR_AMD && signature >= 0x00040f00 && signature < 0x00300f00;
}

/* machine.c: switch these bits off; let machine checks be exceptions. */
void arch_machine_init(void);

#endif
