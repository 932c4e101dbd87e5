/* SPDX-License-Identifier: BSD-2-Clause */
/* acpi.h - the few facts of the ACPI tables that the kernel needs; no interpreter. */
#ifndef ACPI_H
#define ACPI_H

#include "irq_ioapic.h"

struct acpi_facts {
	bool found;
	uint16_t pm_timer;	/* port of the 3.58 MHz timer, 0: none */
	uint16_t pm1_control;	/* port that takes sleep types, 0: unknown */
};

/*
 * Look for the tables, first where Multiboot 2 information at `info` says if that is not 0; fill *r
 * with the I/O APICs and ISA wiring they tell.
 */
void acpi_find(struct acpi_facts *facts, struct irq_routing *r, paddr_t info);

#endif
