/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz.c - system calls of mips64 with random registers, odd k0 and k1, FPUs of either kind. */

#include "../../hostile/hostile.h"
#include "raw.h"

#define KIP ((const L4_KernelInterfacePage_t *)kip)

/* By the links, or by a syscall that has its number from elsewhere. */
static void fuzz_registers(struct worker *w, struct rng *r)
{
	const word_t *link = &KIP->SpaceControl + rng_below(r, 11);
	struct raw_regs regs;

	for (unsigned i = 0; i < RAW_REGISTERS; i++)
		regs.before[i] = fuzz_word(w, r);
	for (unsigned i = RAW_A0; i <= RAW_A3; i++)
		regs.before[i] = fuzz_tid(w, r).raw;
	regs.before[RAW_T9] = (word_t)kip + *link;
	if (link == &KIP->Ipc || link == &KIP->Lipc) {
		regs.before[RAW_A2] = fuzz_timeouts(r);
	} else if (rng_below(r, 4) == 0) {
		regs.before[RAW_T9] += 4;
		regs.before[RAW_V0] = (word_t)-102 - rng_below(r, 9);
	}
	if (link == &KIP->ExchangeRegisters || regs.before[RAW_V0] == (word_t)-104)
		regs.before[RAW_A1] &= ~(word_t)(EX_HALT | EX_SP | EX_IP | EX_PAGER);
	raw_call(&regs);
}

/* The kernel's registers, with what it may not believe, and traps of all kinds after it. */
static void fuzz_kernel_registers(struct worker *w, struct rng *r)
{
	__asm__ volatile(".set push; .set noat; move $k0, %0; move $k1, %1; .set pop"
			 : : "r"(fuzz_word(w, r)), "r"(fuzz_word(w, r)));
	if (rng_below(r, 2))
		(void)*(volatile char *)(w->scratch + rng_below(r, 256));
	(void)L4_SystemClock();
}

static void fuzz_fpu(struct worker *w, struct rng *r)
{
	exregs(L4_Myself(), EX_FLAGS, 0, 0, fuzz_word(w, r), 0, L4_nilthread);
	arch_fpu_is_fresh();
}

void arch_fuzz(struct worker *w, struct rng *r)
{
	switch (rng_below(r, 6)) {
	case 0:
		fuzz_kernel_registers(w, r);
		break;
	case 1:
		fuzz_fpu(w, r);
		break;
	default:
		fuzz_registers(w, r);
		break;
	}
}
