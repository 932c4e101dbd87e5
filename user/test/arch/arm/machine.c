/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.c - an ARM board as the tests need it: interrupts to order, FPU state, the end. */

#include "test_arch.h"

#include <l4/misc.h>
#include <l4/schedule.h>
#include <l4/thread.h>
#include <pecan/machine.h>

void arch_irq_raise_in(unsigned us)
{
	pecan_timer_fire(us);
}

void arch_irq_silence(void)
{
	pecan_timer_stop();
}

/* bx lr; the caches are told as programs have to. */
void arch_write_code(L4_Word_t address)
{
	static const L4_Word_t flush[4] = {L4_FlushICache};

	*(volatile L4_Word_t *)address = 0xe12fff1e;
	(void)L4_MemoryControl(L4_FlushAll, flush);
}

/* mov r0, #n; bx lr; n is below 256. */
void arch_write_number(L4_Word_t address, unsigned n)
{
	((volatile L4_Word_t *)address)[0] = 0xe3a00000 | n;
	((volatile L4_Word_t *)address)[1] = 0xe12fff1e;
}

void arch_code_written(unsigned way, L4_Word_t address)
{
	static const L4_Word_t flush[2][4] = {{L4_FlushICache}, {L4_FlushCache}};

	L4_LoadMR(0, L4_FpageLog2(address & ~0xfffUL, 12).raw & ~7UL);
	(void)L4_MemoryControl(way == 2 ? L4_FlushAll : 0, flush[way % 2]);
}

void arch_power_off(void)
{
	pecan_machine_end(0);
	for (;;)
		L4_Yield();
}
