/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_rtc.c - periodic interrupt of the CMOS clock. */
#include "timer_rtc.h"

#include "compiler.h"
#include "platform_io.h"

#define INDEX		0x70
#define DATA		0x71
#define REG_A		0x0a
#define REG_B		0x0b
#define REG_C		0x0c
#define A_DIVIDER	0x20		/* the usual 32.768 kHz crystal */
#define A_1024_HZ	0x06
#define B_SOURCES	0x70		/* all interrupts */
#define B_PERIODIC	0x40

static uint64_t ticks;

static uint8_t cmos_read(uint8_t reg)
{
	platform_out8(INDEX, reg);
	return platform_in8(DATA);
}

static void cmos_write(uint8_t reg, uint8_t v)
{
	platform_out8(INDEX, reg);
	platform_out8(DATA, v);
}

__init void timer_rtc_init(void)
{
	cmos_write(REG_A, A_DIVIDER | A_1024_HZ);
	timer_rtc_stop();
}

void timer_rtc_start(void)
{
	cmos_write(REG_B, (uint8_t)((cmos_read(REG_B) & ~B_SOURCES) | B_PERIODIC));
	cmos_read(REG_C);
}

void timer_rtc_stop(void)
{
	cmos_write(REG_B, (uint8_t)(cmos_read(REG_B) & ~B_SOURCES));
	cmos_read(REG_C);
}

void timer_rtc_ack(void)
{
	cmos_read(REG_C);
	ticks++;
}

uint64_t timer_rtc_now(void)
{
	return ticks * 15625 / 16;
}
