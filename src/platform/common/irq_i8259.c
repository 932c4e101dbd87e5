/* SPDX-License-Identifier: BSD-2-Clause */
/* irq_i8259.c - the pair of 8259 interrupt controllers. */
#include "irq_i8259.h"

#include "bits.h"
#include "compiler.h"
#include "platform_io.h"

/* Registers of the two controllers. */
#define CMD1		0x20
#define DATA1		0x21
#define CMD2		0xa0
#define DATA2		0xa1

#define ICW1_INIT	0x11	/* cascaded, ICW4 follows */
#define ICW4_8086	0x01
#define OCW2_EOI	0x60	/* specific: plus the input's number */
#define OCW3_READ_ISR	0x0b
#define OCW3_POLL	0x0c

static uint16_t masked = 0xffff;

static void write_mask(unsigned irq)
{
	if (irq < 8)
		platform_out8(DATA1, masked & 0xff);
	else
		platform_out8(DATA2, masked >> 8);
}

__init void irq_i8259_init(uint8_t base)
{
	platform_out8(CMD1, ICW1_INIT);
	platform_out8(CMD2, ICW1_INIT);
	platform_out8(DATA1, base);
	platform_out8(DATA2, base + 8);
	platform_out8(DATA1, (uint8_t)BIT(IRQ_I8259_CASCADE));
	platform_out8(DATA2, IRQ_I8259_CASCADE);
	platform_out8(DATA1, ICW4_8086);
	platform_out8(DATA2, ICW4_8086);
	platform_out8(CMD1, OCW3_READ_ISR);	/* from now on reading CMD gives the ISR */
	platform_out8(CMD2, OCW3_READ_ISR);
	masked = (uint16_t)~BIT(IRQ_I8259_CASCADE);
	write_mask(0);
	write_mask(8);
}

void irq_i8259_mask(unsigned irq)
{
	masked |= (uint16_t)BIT(irq);
	write_mask(irq);
}

void irq_i8259_unmask(unsigned irq)
{
	masked &= (uint16_t)~BIT(irq);
	write_mask(irq);
}

/* The interrupt that a controller would announce, or -1; it then counts as being served. */
static int poll(word_t command)
{
	uint8_t v;

	platform_out8(command, OCW3_POLL);
	v = platform_in8(command);
	platform_out8(command, OCW3_READ_ISR);
	return (v & 0x80) != 0 ? v & 7 : -1;
}

int irq_i8259_poll(void)
{
	int irq = poll(CMD1);

	if (irq == IRQ_I8259_CASCADE) {
		irq = poll(CMD2);
		if (irq < 0)
			platform_out8(CMD1, OCW2_EOI | IRQ_I8259_CASCADE);
		else
			irq += 8;
	}
	return irq >= 0 && irq_i8259_accept((unsigned)irq) ? irq : -1;
}

/*
 * A request that goes away before the CPU fetches its vector shows up as input 7 without a bit in
 * the ISR.  If that is the second controller's 7, the first one knows nothing of the mistake.
 */
bool irq_i8259_accept(unsigned irq)
{
	if (irq == 7 && (platform_in8(CMD1) & 0x80) == 0)
		return false;
	if (irq == 15 && (platform_in8(CMD2) & 0x80) == 0) {
		platform_out8(CMD1, OCW2_EOI | IRQ_I8259_CASCADE);
		return false;
	}
	irq_i8259_mask(irq);
	if (irq < 8) {
		platform_out8(CMD1, (uint8_t)(OCW2_EOI | irq));
		return true;
	}
	platform_out8(CMD2, (uint8_t)(OCW2_EOI | (irq - 8)));
	platform_out8(CMD1, OCW2_EOI | IRQ_I8259_CASCADE);
	return true;
}
