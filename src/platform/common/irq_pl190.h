/* SPDX-License-Identifier: BSD-2-Clause */
/* irq_pl190.h - the vectored interrupt controller PL190, its vectors unused. */
#ifndef IRQ_PL190_H
#define IRQ_PL190_H

#include "types.h"

#define IRQ_PL190_COUNT	32u
#define IRQ_PL190_NONE	32u	/* irq_pl190_pending: nothing is pending any more */

/* Registers at physical `base`; all inputs masked, none of them a fast interrupt. */
void irq_pl190_init(paddr_t base);

void irq_pl190_mask(unsigned irq);
void irq_pl190_unmask(unsigned irq);

/* The lowest input that is raised and not masked. */
unsigned irq_pl190_pending(void);

#endif
