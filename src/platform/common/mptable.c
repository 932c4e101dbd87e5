/* SPDX-License-Identifier: BSD-2-Clause */
/* mptable.c - read the MP configuration table: one I/O APIC and what is wired to it. */
#include "mptable.h"

#include "compiler.h"
#include "phys.h"
#include "string.h"

#define BIOS_START	0xf0000
#define BIOS_END	0x100000
#define POINTER_BYTES	16
#define HEADER_BYTES	44

#define ENTRY_CPU	0
#define ENTRY_BUS	1
#define ENTRY_IOAPIC	2
#define ENTRY_IRQ	3
#define CPU_BYTES	20		/* all other entries have 8 */
#define OTHER_BYTES	8

struct mp_pointer {
	char signature[4];
	uint32_t table;
};

struct mp_header {
	char signature[4];
	uint16_t length;
};

union mp_entry {
	uint8_t raw[OTHER_BYTES];
	struct { uint8_t type, id; char name[6]; } bus;
	struct { uint8_t type, id, version, flags; uint32_t pa; } ioapic;
	struct { uint8_t type, kind; uint16_t flags; uint8_t bus, irq, ioapic, pin; } irq;
};

_Static_assert(sizeof(union mp_entry) == OTHER_BYTES, "fixed by the specification");

static __init void read_entry(const union mp_entry *e, struct irq_routing *r, unsigned *isa_bus)
{
	switch (e->raw[0]) {
	case ENTRY_BUS:
		if (memcmp(e->bus.name, "ISA", 3) == 0)
			*isa_bus = e->bus.id;
		break;
	case ENTRY_IOAPIC:
		if ((e->ioapic.flags & 1) == 0 || r->ioapics != 0)
			break;
		r->ioapic[0].pa = e->ioapic.pa;
		r->ioapic[0].first_pin = 0;
		r->ioapic[0].id = e->ioapic.id;
		r->ioapics = 1;
		break;
	case ENTRY_IRQ:
		if (e->irq.kind != 0 || e->irq.bus != *isa_bus || e->irq.irq >= IRQ_ISA_COUNT)
			break;
		r->isa[e->irq.irq].pin = e->irq.pin;
		r->isa[e->irq.irq].flags = e->irq.flags;
		break;
	}
}

static __init paddr_t find_table(void)
{
	paddr_t ebda = phys_ebda();
	paddr_t pa = phys_find(ebda, ebda + 1024, "_MP_", 4);
	struct mp_pointer p;

	if (pa == 0)
		pa = phys_find(BIOS_START, BIOS_END, "_MP_", 4);
	if (pa == 0 || phys_sum(pa, POINTER_BYTES) != 0)
		return 0;
	phys_read(pa, &p, sizeof(p));
	return p.table;
}

__init void mptable_find(struct irq_routing *r)
{
	paddr_t pa = find_table();
	unsigned isa_bus = ~0u;
	struct mp_header h;
	union mp_entry e;

	if (pa == 0)
		return;
	phys_read(pa, &h, sizeof(h));
	if (memcmp(h.signature, "PCMP", 4) != 0 || h.length < HEADER_BYTES ||
	    phys_sum(pa, h.length) != 0)
		return;
	for (unsigned at = HEADER_BYTES; at + OTHER_BYTES <= h.length;) {
		phys_read(pa + at, &e, sizeof(e));
		read_entry(&e, r, &isa_bus);
		at += e.raw[0] == ENTRY_CPU ? CPU_BYTES : OTHER_BYTES;
	}
}
