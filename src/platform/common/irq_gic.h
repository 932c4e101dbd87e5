/* SPDX-License-Identifier: BSD-2-Clause */
/* irq_gic.h - the generic interrupt controller of ARM, versions 1 and 2, for one CPU. */
#ifndef IRQ_GIC_H
#define IRQ_GIC_H

#include "types.h"

#define IRQ_GIC_SHARED	32	/* numbers from here on are those of devices */
#define IRQ_GIC_NONE	1023u	/* irq_gic_take: nothing is pending any more */

/* Distributor and CPU interface at physical addresses; all sources masked. */
void irq_gic_init(paddr_t distributor, paddr_t interface);

/* How many numbers it knows, those below IRQ_GIC_SHARED included. */
unsigned irq_gic_count(void);

/* One interrupt each time the line rises, where the hardware lets one choose. */
void irq_gic_set_edge(unsigned irq);

void irq_gic_mask(unsigned irq);
void irq_gic_unmask(unsigned irq);

/* The interrupt that has been taken, which is active from now on, and its end. */
unsigned irq_gic_take(void);
void irq_gic_end(unsigned irq);

#endif
