/* SPDX-License-Identifier: BSD-2-Clause */
/* mptable.h - interrupt wiring as older firmware tells it (Intel MultiProcessor specification). */
#ifndef MPTABLE_H
#define MPTABLE_H

#include "irq_ioapic.h"

/* Fill *r with the first I/O APIC and the ISA wiring; unchanged if there is no table. */
void mptable_find(struct irq_routing *r);

#endif
