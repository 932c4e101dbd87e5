/* SPDX-License-Identifier: BSD-2-Clause */
/* irq_lapic.h - the local APIC of each x86 CPU; its timer is timer_lapic.c. */
#ifndef IRQ_LAPIC_H
#define IRQ_LAPIC_H

#include "types.h"

/* Byte offsets of its registers; as an x2APIC it has an MSR for every 16 of them. */
#define LAPIC_ID		0x020
#define LAPIC_TPR		0x080
#define LAPIC_EOI		0x0b0
#define LAPIC_SVR		0x0f0
#define LAPIC_ISR		0x100	/* 8 words: vectors in service */
#define LAPIC_ICR_LOW		0x300
#define LAPIC_LVT_TIMER		0x320
#define LAPIC_LVT_LINT0		0x350
#define LAPIC_LVT_LINT1		0x360
#define LAPIC_LVT_ERROR		0x370
#define LAPIC_TIMER_INITIAL	0x380
#define LAPIC_TIMER_CURRENT	0x390
#define LAPIC_TIMER_DIVIDE	0x3e0
#define LAPIC_SELF_IPI		0x3f0	/* x2APIC only */

#define LAPIC_LVT_MASKED	0x10000u
#define LAPIC_LVT_DEADLINE	0x40000u

/* Where its registers are mapped; NULL: it is used as x2APIC, by MSRs. */
extern volatile uint32_t *irq_lapic_base;

uint32_t irq_lapic_read(unsigned reg);

/* What has been stored before, to memory and devices, is visible first. */
void irq_lapic_write(unsigned reg, uint32_t v);

/* Find it; an x2APIC if firmware has made it one, else map it.  False: the kernel has none. */
bool irq_lapic_init(void);

/*
 * Switch it on, on the CPU concerned: spurious interrupts on `vector`; interrupts of an 8259
 * come through its first local input if `extint`.
 */
void irq_lapic_init_cpu(uint8_t vector, bool extint);

unsigned irq_lapic_id(void);

static inline void irq_lapic_eoi(void)
{
	irq_lapic_write(LAPIC_EOI, 0);
}

/* Raise `vector` on this CPU, as if an edge had come from outside. */
void irq_lapic_self(uint8_t vector);

#endif
