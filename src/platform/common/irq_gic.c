/* SPDX-License-Identifier: BSD-2-Clause */
/* irq_gic.c - the generic interrupt controller of ARM, versions 1 and 2, for one CPU. */
#include "irq_gic.h"

#include "bits.h"
#include "compiler.h"
#include "device_page.h"

/* Distributor, as words; behind each of these one bit or one byte for each interrupt. */
#define D_CONTROL	(0x000 / 4)
#define D_TYPE		(0x004 / 4)
#define D_ENABLE	(0x100 / 4)
#define D_DISABLE	(0x180 / 4)
#define D_QUIET		(0x280 / 4)	/* no longer pending */
#define D_INACTIVE	(0x380 / 4)
#define D_PRIORITY	(0x400 / 4)
#define D_TARGETS	(0x800 / 4)
#define D_CONFIGURATION	(0xc00 / 4)	/* two bits for each interrupt; the upper one: edge */
#define D_BYTES		0x1000

/* Interface of a CPU. */
#define C_CONTROL	(0x00 / 4)
#define C_PRIORITIES	(0x04 / 4)
#define C_ACKNOWLEDGE	(0x0c / 4)
#define C_END		(0x10 / 4)
#define C_BYTES		0x2000	/* GICC_DIR is in the second page */

#define ON		1
#define PRIORITY	0xa0	/* of all interrupts */
#define PRIORITIES_ALL	0xf0	/* anything more urgent than this is taken */
#define NUMBER		0x3ff	/* the rest says which CPU calls, and there is one */

static volatile uint32_t *dist, *cpu;
static unsigned count;

static __init void init_distributor(void)
{
	unsigned target;

	dist[D_CONTROL] = 0;
	count = ((dist[D_TYPE] & 31) + 1) * 32;
	for (unsigned i = 0; i < count / 32; i++) {
		dist[D_DISABLE + i] = 0xffffffff;
		dist[D_QUIET + i] = 0xffffffff;
		dist[D_INACTIVE + i] = 0xffffffff;
	}
	target = dist[D_TARGETS] & 0xff;	/* this CPU; 0 if it is the only one */
	for (unsigned i = 0; i < count / 4; i++) {
		dist[D_PRIORITY + i] = PRIORITY * 0x01010101u;
		if (i >= IRQ_GIC_SHARED / 4)
			dist[D_TARGETS + i] = target * 0x01010101u;
	}
	dist[D_CONTROL] = ON;
}

__init void irq_gic_init(paddr_t distributor, paddr_t interface)
{
	dist = device_page_map(distributor, D_BYTES);
	cpu = device_page_map(interface, C_BYTES);
	init_distributor();
	cpu[C_PRIORITIES] = PRIORITIES_ALL;
	cpu[C_CONTROL] = ON;
}

unsigned irq_gic_count(void)
{
	return count;
}

void irq_gic_set_edge(unsigned irq)
{
	dist[D_CONFIGURATION + irq / 16] |= (uint32_t)BIT(irq % 16 * 2 + 1);
}

void irq_gic_mask(unsigned irq)
{
	dist[D_DISABLE + irq / 32] = (uint32_t)BIT(irq % 32);
}

void irq_gic_unmask(unsigned irq)
{
	dist[D_ENABLE + irq / 32] = (uint32_t)BIT(irq % 32);
}

unsigned irq_gic_take(void)
{
	return cpu[C_ACKNOWLEDGE] & NUMBER;
}

void irq_gic_end(unsigned irq)
{
	cpu[C_END] = irq;
}
