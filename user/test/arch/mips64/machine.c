/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.c - a Malta as the tests need it: interrupts to order, code, FPU state, the end. */

#include "test_arch.h"

#include <l4/misc.h>
#include <l4/schedule.h>
#include <l4/thread.h>
#include <pecan/machine.h>

#define FPU_REGISTERS 32

/* fpu.S: load and store all registers and FCSR. */
void fpu_load(const L4_Word_t registers[FPU_REGISTERS + 1]);
void fpu_store(L4_Word_t registers[FPU_REGISTERS + 1]);

void arch_irq_raise_in(unsigned us)
{
	static volatile L4_Word8_t *isa;

	if (!isa)
		isa = pecan_map_registers(PECAN_ISA_PAGE);
	pecan_timer_fire(isa, us);
}

/* Each interrupt is an edge of its line. */
void arch_irq_silence(void)
{
}

/* jr ra; nop - and the caches told as programs have to. */
void arch_write_code(L4_Word_t address)
{
	((volatile uint32_t *)address)[0] = 0x03e00008;
	((volatile uint32_t *)address)[1] = 0;
	__asm__ volatile("synci 0(%0); sync" : : "r"(address) : "memory");
}

/* jr ra; li v0, n */
void arch_write_number(L4_Word_t address, unsigned n)
{
	((volatile uint32_t *)address)[0] = 0x03e00008;
	((volatile uint32_t *)address)[1] = 0x24020000 | n;
}

void arch_code_written(unsigned way, L4_Word_t address)
{
	const L4_Word_t attributes[4] = {way == 1 ? L4_FlushICache : L4_FlushCache};
	L4_Fpage_t page = L4_FpageLog2(address & ~0xfffUL, 12);

	if (way == 0)
		__asm__ volatile("synci 0(%0); sync" : : "r"(address) : "memory");
	else if (way == 3)
		(void)L4_MemoryControl(L4_FlushAll, attributes);
	else
		(void)L4_Set_PageAttributes(1, &page, attributes);
}

/* The rounding mode in FCSR; 0 on emulated CPUs whose FCSR cannot be written at all. */
static L4_Word_t rounding;

static void pattern(L4_Word_t seed, L4_Word_t registers[FPU_REGISTERS + 1])
{
	for (unsigned i = 0; i < FPU_REGISTERS; i++)
		registers[i] = (seed + i) * 0x9e3779b97f4a7c15UL;
	registers[FPU_REGISTERS] = seed & rounding;
}

void arch_fpu_fill(L4_Word_t seed)
{
	L4_Word_t registers[FPU_REGISTERS + 1];

	rounding = fpu_rounding();
	pattern(seed, registers);
	fpu_load(registers);
}

bool arch_fpu_holds(L4_Word_t seed)
{
	L4_Word_t wanted[FPU_REGISTERS + 1], found[FPU_REGISTERS + 1];
	bool same = true;

	pattern(seed, wanted);
	fpu_store(found);
	for (unsigned i = 0; i <= FPU_REGISTERS; i++)
		same = same && found[i] == wanted[i];
	return same;
}

bool arch_fpu_is_fresh(void)
{
	L4_Word_t found[FPU_REGISTERS + 1];
	bool clean = true;

	fpu_store(found);
	for (unsigned i = 0; i <= FPU_REGISTERS; i++)
		clean = clean && found[i] == 0;
	return clean;
}

void arch_power_off(void)
{
	pecan_machine_end(0);
	for (;;)
		L4_Yield();
}
