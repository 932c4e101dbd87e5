/* SPDX-License-Identifier: BSD-2-Clause */
/* irq_i8259.h - the pair of 8259 interrupt controllers: ISA interrupts 0..15. */
#ifndef IRQ_I8259_H
#define IRQ_I8259_H

#include "types.h"

#define IRQ_I8259_COUNT		16u
#define IRQ_I8259_CASCADE	2u	/* the second controller; never a source */

/* All masked; interrupt n will be vector base + n (base a multiple of 8). */
void irq_i8259_init(uint8_t base);

void irq_i8259_mask(unsigned irq);
void irq_i8259_unmask(unsigned irq);

/* Interrupt `irq` has been taken: mask and acknowledge it.  False if it was spurious. */
bool irq_i8259_accept(unsigned irq);

/* The same where nobody tells which it was: asks the controllers; -1: none. */
int irq_i8259_poll(void);

#endif
