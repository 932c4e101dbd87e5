/* SPDX-License-Identifier: BSD-2-Clause */
/* irq_pl190.c - the vectored interrupt controller PL190, its vectors unused. */
#include "irq_pl190.h"

#include "bits.h"
#include "compiler.h"
#include "device_page.h"

/* Registers, as words; one bit for each input. */
#define PENDING		(0x000 / 4)
#define FAST		(0x00c / 4)
#define ENABLE		(0x010 / 4)
#define DISABLE		(0x014 / 4)
#define SOFT_CLEAR	(0x01c / 4)
#define VECTORS		(0x200 / 4)	/* what the sixteen vectors are for: nothing */
#define BYTES		0x1000

#define ALL		0xffffffffu

static volatile uint32_t *vic;

__init void irq_pl190_init(paddr_t base)
{
	vic = device_page_map(base, BYTES);
	vic[DISABLE] = ALL;
	vic[SOFT_CLEAR] = ALL;
	vic[FAST] = 0;
	for (unsigned i = 0; i < 16; i++)
		vic[VECTORS + i] = 0;
}

void irq_pl190_mask(unsigned irq)
{
	vic[DISABLE] = (uint32_t)BIT(irq);
}

void irq_pl190_unmask(unsigned irq)
{
	vic[ENABLE] = (uint32_t)BIT(irq);
}

unsigned irq_pl190_pending(void)
{
	uint32_t pending = vic[PENDING];

	return pending == 0 ? IRQ_PL190_NONE : bit_ffs(pending);
}
