/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz.c - system calls of ia32 with random registers, odd flags, odd traps. */

#include "../x86/fuzz.h"

#define KIP ((const L4_KernelInterfacePage_t *)kip)

void fuzz_registers(struct worker *w, struct rng *r)
{
	const word_t *link = &KIP->SpaceControl + rng_below(r, 11);
	struct __L4_Regs regs = {fuzz_tid(w, r).raw, fuzz_word(w, r), fuzz_tid(w, r).raw,
				 fuzz_word(w, r),    fuzz_word(w, r), fuzz_word(w, r),
				 fuzz_word(w, r)};

	if (link == &KIP->Ipc || link == &KIP->Lipc)
		regs.ecx = fuzz_timeouts(r);
	if (link == &KIP->ExchangeRegisters)
		regs.ecx &= ~(word_t)(EX_HALT | EX_SP | EX_IP | EX_PAGER);
	__L4_Call((void (*)(void))((word_t)kip + *link), &regs);
}

void fuzz_flags(struct rng *r)
{
	word_t set = rng_below(r, 2) ? 0x400 : 0x44000;

	__asm__ volatile("pushfl; orl %0, (%%esp); popfl" : : "r"(set) : "cc", "memory");
	L4_ThreadSwitch(L4_nilthread);
	__asm__ volatile("pushl $0x202; popfl" : : : "cc", "memory");
}

void fuzz_segments(struct rng *r)
{
	uint16_t selector = rng_below(r, 2) ? 0 : 0x23;

	__asm__ volatile("movw %0, %%fs; movw %0, %%es" : : "r"(selector));
	L4_ThreadSwitch(L4_nilthread);
	__asm__ volatile("movw %0, %%es" : : "r"((uint16_t)0x23));
}
