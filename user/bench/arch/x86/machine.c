/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.c - the PC's timer, power off. */
#include "bench_arch.h"

#include <l4/schedule.h>

/* PIT channel 0, mode 0: one interrupt when the count reaches 0. */
#define PIT_HZ 1193182u
#define PIT_CHANNEL0 0x40
#define PIT_CONTROL 0x43

extern const char bench_spin_store[], bench_spin_jump[];

static void outb(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static void outw(uint16_t port, uint16_t value)
{
	__asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port));
}

void bench_irq_arm(unsigned us)
{
	unsigned count = (unsigned)((uint64_t)us * PIT_HZ / 1000000);

	outb(PIT_CONTROL, 0x30);
	outb(PIT_CHANNEL0, (uint8_t)count);
	outb(PIT_CHANNEL0, (uint8_t)(count >> 8));
}

L4_Word_t bench_spin_age(L4_Word_t ip)
{
	if (ip == (L4_Word_t)bench_spin_store)
		return 3;		/* the stored sample is that of the round before */
	return ip == (L4_Word_t)bench_spin_jump ? 1 : 2;
}

/* ACPI S5 on QEMU's PC; if there is no such port, reset. */
void bench_power_off(void)
{
	outw(0x604, 0x2000);
	outb(0xcf9, 6);
	for (;;)
		L4_Yield();
}

void bench_use_fpu(void)
{
	__asm__ volatile("fld1; fstp %st(0)");
}
