/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * irq_ioapic.c - I/O APICs.
 *
 * A masked pin forgets edges.  So an edge-triggered interrupt stays unmasked in hardware while it
 * is masked for its user, as from the start; the first edge that comes meanwhile is remembered and
 * only then the pin masked; unmasking raises it again.  Level-triggered ones are simply masked.
 */
#include "irq_ioapic.h"

#include "assert.h"
#include "bits.h"
#include "compiler.h"
#include "device_page.h"
#include "irq_lapic.h"

#define REG_SELECT	0x00
#define REG_WINDOW	0x10
#define IOAPIC_VERSION	0x01
#define IOAPIC_PIN(n)	(0x10 + 2 * (n))	/* low word; high word: destination */

#define PINS_MIN	IRQ_ISA_COUNT	/* the first controller has that many or is none */
#define PINS_MAX	240u

#define PIN_LOW		0x2000u
#define PIN_LEVEL	0x8000u
#define PIN_MASKED	0x10000u

struct irq {
	uint8_t ioapic;
	uint8_t pin;		/* of that controller */
	bool usable;
	bool masked;		/* as its user sees it */
	bool pending;		/* an edge came while masked; the pin is masked, too */
	uint32_t config;	/* low word of the pin when not masked */
};

static volatile uint32_t *base_of[IRQ_IOAPIC_MAX];
static struct irq irqs[IRQ_IOAPIC_PINS];
static unsigned irq_count;
static uint8_t first_vector;

static uint32_t ioapic_read(unsigned ioapic, unsigned reg)
{
	base_of[ioapic][REG_SELECT / 4] = reg;
	return base_of[ioapic][REG_WINDOW / 4];
}

static void ioapic_write(unsigned ioapic, unsigned reg, uint32_t v)
{
	base_of[ioapic][REG_SELECT / 4] = reg;
	base_of[ioapic][REG_WINDOW / 4] = v;
}

static void pin_mask(const struct irq *q)
{
	ioapic_write(q->ioapic, IOAPIC_PIN(q->pin), q->config | PIN_MASKED);
}

static void pin_unmask(const struct irq *q)
{
	ioapic_write(q->ioapic, IOAPIC_PIN(q->pin), q->config);
}

static bool is_level(const struct irq *q)
{
	return (q->config & PIN_LEVEL) != 0;
}

/* Number of pins of a controller; a wrong number if there is none. */
static __init unsigned pin_count(unsigned ioapic)
{
	return (ioapic_read(ioapic, IOAPIC_VERSION) >> 16 & 0xff) + 1;
}

/* Wire interrupt n to a pin of all controllers' numbering, if there is such a pin. */
static __init void irq_set_up(const struct irq_routing *r, unsigned n, uint32_t pin,
			      uint32_t config, unsigned apic_id)
{
	struct irq *q = &irqs[n];

	for (unsigned i = 0; i < r->ioapics; i++) {
		if (pin - r->ioapic[i].first_pin >= pin_count(i))
			continue;
		q->ioapic = (uint8_t)i;
		q->pin = (uint8_t)(pin - r->ioapic[i].first_pin);
		q->config = config | (first_vector + n);
		q->masked = true;
		q->usable = true;
		ioapic_write(i, IOAPIC_PIN(q->pin) + 1, apic_id << 24);
		if (is_level(q))
			pin_mask(q);
		else
			pin_unmask(q);
	}
}

/* Is this pin the one of some ISA interrupt below `end`? */
static __init bool is_isa_pin(const struct irq_routing *r, uint32_t pin, unsigned end)
{
	for (unsigned i = 0; i < end; i++)
		if (r->isa[i].pin == pin && i != 2)
			return true;
	return false;
}

__init unsigned irq_ioapic_probe(const struct irq_routing *r)
{
	irq_count = 0;
	for (unsigned i = 0; i < r->ioapics; i++) {
		uint32_t offset = r->ioapic[i].pa % PAGE_SIZE;
		char *page = device_page_map(r->ioapic[i].pa - offset, PAGE_SIZE);
		unsigned pins;

		base_of[i] = (volatile uint32_t *)(page + offset);
		pins = pin_count(i);
		if ((pins < PINS_MIN && r->ioapic[i].first_pin == 0) || pins > PINS_MAX)
			return 0;
		for (unsigned p = 0; p < pins; p++)
			ioapic_write(i, IOAPIC_PIN(p), PIN_MASKED);
		irq_count = MAX(irq_count, r->ioapic[i].first_pin + pins);
	}
	irq_count = MIN(irq_count, IRQ_IOAPIC_PINS);
	return irq_count;
}

__init void irq_ioapic_init(const struct irq_routing *r, uint8_t base, unsigned apic_id)
{
	first_vector = base;
	for (unsigned n = 0; n < IRQ_ISA_COUNT; n++) {
		uint32_t config = 0;

		if ((r->isa[n].flags & IRQ_FLAGS_LOW) == IRQ_FLAGS_LOW)
			config |= PIN_LOW;
		if ((r->isa[n].flags & IRQ_FLAGS_LEVEL) == IRQ_FLAGS_LEVEL)
			config |= PIN_LEVEL;
		/* ISA has no interrupt 2, and a pin has one owner. */
		if (n != 2 && !is_isa_pin(r, r->isa[n].pin, n))
			irq_set_up(r, n, r->isa[n].pin, config, apic_id);
	}
	for (unsigned n = IRQ_ISA_COUNT; n < irq_count; n++)
		if (!is_isa_pin(r, n, IRQ_ISA_COUNT))
			irq_set_up(r, n, n, PIN_LOW | PIN_LEVEL, apic_id);
}

bool irq_ioapic_usable(unsigned irq)
{
	return irq < irq_count && irqs[irq].usable;
}

void irq_ioapic_mask(unsigned irq)
{
	struct irq *q = &irqs[irq];

	ASSERT(q->usable);
	q->masked = true;
	if (is_level(q))
		pin_mask(q);
}

void irq_ioapic_unmask(unsigned irq)
{
	struct irq *q = &irqs[irq];

	ASSERT(q->usable);
	if (!q->masked)
		return;
	q->masked = false;
	pin_unmask(q);
	if (q->pending) {
		q->pending = false;
		irq_lapic_self((uint8_t)(first_vector + irq));
	}
}

bool irq_ioapic_accept(unsigned irq)
{
	struct irq *q = &irqs[irq];
	bool was_masked = q->masked;

	q->masked = true;
	if (was_masked)
		q->pending = !is_level(q);
	if (was_masked || is_level(q))
		pin_mask(q);
	irq_lapic_eoi();
	return !was_masked;
}
