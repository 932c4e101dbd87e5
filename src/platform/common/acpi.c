/* SPDX-License-Identifier: BSD-2-Clause */
/* acpi.c - find RSDP, RSDT or XSDT, MADT and FADT; read interrupt wiring and power ports. */
#include "acpi.h"

#include "bits.h"
#include "compiler.h"
#include "phys.h"
#include "string.h"

#define BIOS_START	0xe0000
#define BIOS_END	0x100000
#define TAG_FIRST	8		/* in Multiboot 2 information: after two words */
#define TAG_RSDP	14		/* a copy of the RSDP, as version 1 has it */
#define TAG_RSDP_NEW	15
#define TABLE_MAX	0x10000		/* a longer one is taken for damaged */

#define RSDP_BYTES	20		/* what version 1 has, which the checksum covers */
#define RSDP_REVISION	15
#define RSDP_RSDT	16
#define RSDP_XSDT	24		/* from revision 2 on */
#define HEADER_BYTES	36
#define MADT_ENTRIES	44
#define MADT_IOAPIC	1
#define MADT_OVERRIDE	2
#define FADT_PM1A	64
#define FADT_PM_TIMER	76

struct table_header {
	char signature[4];
	uint32_t length;
};

struct madt_ioapic {
	uint8_t type, length, id, reserved;
	uint32_t pa;
	uint32_t first_pin;
};

struct madt_override {
	uint8_t type, length, bus, irq;
	uint32_t pin;
	uint16_t flags;
};

static __init void read_madt(paddr_t pa, uint32_t length, struct irq_routing *r)
{
	union {
		uint8_t raw[12];
		struct madt_ioapic ioapic;
		struct madt_override override;
	} e;

	for (uint32_t at = MADT_ENTRIES; at + 2 <= length; at += e.raw[1]) {
		phys_read(pa + at, &e, MIN((uint32_t)sizeof(e), length - at));
		if (e.raw[1] < 2)
			return;
		if (e.raw[0] == MADT_IOAPIC && r->ioapics < IRQ_IOAPIC_MAX) {
			r->ioapic[r->ioapics].pa = e.ioapic.pa;
			r->ioapic[r->ioapics].first_pin = e.ioapic.first_pin;
			r->ioapic[r->ioapics].id = e.ioapic.id;
			r->ioapics++;
		}
		if (e.raw[0] == MADT_OVERRIDE && e.override.irq < IRQ_ISA_COUNT) {
			r->isa[e.override.irq].pin = e.override.pin;
			r->isa[e.override.irq].flags = e.override.flags;
		}
	}
}

static __init uint16_t read_port(paddr_t pa, uint32_t length, uint32_t at)
{
	uint32_t port = 0;

	if (at + sizeof(port) <= length)
		phys_read(pa + at, &port, sizeof(port));
	return (uint16_t)port;
}

static __init void read_table(paddr_t pa, struct acpi_facts *facts, struct irq_routing *r)
{
	struct table_header h;

	phys_read(pa, &h, sizeof(h));
	if (h.length < HEADER_BYTES || h.length > TABLE_MAX || phys_sum(pa, h.length) != 0)
		return;
	if (memcmp(h.signature, "APIC", 4) == 0)
		read_madt(pa, h.length, r);
	if (memcmp(h.signature, "FACP", 4) == 0) {
		facts->pm1_control = read_port(pa, h.length, FADT_PM1A);
		facts->pm_timer = read_port(pa, h.length, FADT_PM_TIMER);
	}
}

/* Under UEFI only the loader knows where the tables are. */
static __init paddr_t rsdp_of_loader(paddr_t info)
{
	struct {
		uint32_t type, size;
	} tag;
	uint32_t size;

	phys_read(info, &size, sizeof(size));
	for (uint32_t at = TAG_FIRST; at < MIN(size, TABLE_MAX); at += ALIGN_UP(tag.size, 8)) {
		phys_read(info + at, &tag, sizeof(tag));
		if (tag.type == TAG_RSDP || tag.type == TAG_RSDP_NEW)
			return info + at + sizeof(tag);
		if (tag.size < sizeof(tag) || tag.size > TABLE_MAX)
			break;
	}
	return 0;
}

static __init paddr_t find_rsdp(paddr_t info)
{
	paddr_t ebda = phys_ebda();
	paddr_t pa = info != 0 ? rsdp_of_loader(info) : 0;

	if (pa == 0)
		pa = phys_find(ebda, ebda + 1024, "RSD PTR ", 8);
	if (pa == 0)
		pa = phys_find(BIOS_START, BIOS_END, "RSD PTR ", 8);
	return pa != 0 && phys_sum(pa, RSDP_BYTES) == 0 ? pa : 0;
}

/* The table of tables, and how many bytes an address in it has. */
static __init paddr_t find_root(paddr_t rsdp, uint32_t *bytes)
{
	uint64_t address = 0;
	uint8_t revision;

	phys_read(rsdp + RSDP_REVISION, &revision, 1);
	*bytes = revision >= 2 ? 8 : 4;
	if (*bytes == 8)
		phys_read(rsdp + RSDP_XSDT, &address, 8);
	if (address == 0 || address != (paddr_t)address) {
		*bytes = 4;
		address = 0;
		phys_read(rsdp + RSDP_RSDT, &address, 4);
	}
	return (paddr_t)address;
}

__init void acpi_find(struct acpi_facts *facts, struct irq_routing *r, paddr_t info)
{
	paddr_t rsdp = find_rsdp(info), root;
	struct table_header h;
	uint32_t bytes;

	*facts = (struct acpi_facts){ 0 };
	if (rsdp == 0)
		return;
	root = find_root(rsdp, &bytes);
	phys_read(root, &h, sizeof(h));
	if (memcmp(h.signature, bytes == 8 ? "XSDT" : "RSDT", 4) != 0 || h.length > TABLE_MAX)
		return;
	facts->found = true;
	for (uint32_t at = HEADER_BYTES; at + bytes <= h.length; at += bytes) {
		uint64_t table = 0;

		phys_read(root + at, &table, bytes);
		if (table == (paddr_t)table)
			read_table((paddr_t)table, facts, r);
	}
}
