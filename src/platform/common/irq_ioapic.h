/* SPDX-License-Identifier: BSD-2-Clause */
/* irq_ioapic.h - I/O APICs, and what firmware tables say of interrupt wiring. */
#ifndef IRQ_IOAPIC_H
#define IRQ_IOAPIC_H

#include "types.h"

#define IRQ_IOAPIC_MAX		4u	/* controllers used */
#define IRQ_IOAPIC_PINS		96u	/* interrupts used, of all of them */
#define IRQ_ISA_COUNT		16u

/* Polarity and trigger as ACPI and the MP specification encode them; 0 is "as on the bus". */
#define IRQ_FLAGS_LOW		0x3u	/* of bits 0-1 */
#define IRQ_FLAGS_LEVEL		0xcu	/* of bits 2-3 */

/* Pins are numbered through all controllers: controller c has pins from first_pin on. */
struct irq_routing {
	unsigned ioapics;
	struct {
		uint32_t pa;
		uint32_t first_pin;
		uint8_t id;
	} ioapic[IRQ_IOAPIC_MAX];
	struct {
		uint32_t pin;
		uint16_t flags;
	} isa[IRQ_ISA_COUNT];
};

/* ISA interrupt n on pin n, no controller known. Inline: firmware tables are read in any case. */
static inline void irq_routing_init(struct irq_routing *r)
{
	r->ioapics = 0;
	for (unsigned i = 0; i < IRQ_ISA_COUNT; i++) {
		r->isa[i].pin = i;
		r->isa[i].flags = 0;
	}
}

/*
 * Map the controllers, mask their pins and count the interrupts: those below 16 are ISA's wherever
 * they are wired to, others are pin numbers.  0 if there are none or the tables tell wrong.
 */
unsigned irq_ioapic_probe(const struct irq_routing *r);

/* Interrupt n will be vector base + n of the CPU with this APIC id; all masked for their users. */
void irq_ioapic_init(const struct irq_routing *r, uint8_t base, unsigned apic_id);

/* False for numbers with no pin of their own. */
bool irq_ioapic_usable(unsigned irq);

void irq_ioapic_mask(unsigned irq);
void irq_ioapic_unmask(unsigned irq);

/* Interrupt `irq` has been taken: acknowledge and mask it.  False if it was: kept for later. */
bool irq_ioapic_accept(unsigned irq);

#endif
