/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz.c - system calls of arm with random registers, from Thumb code, at odd addresses. */

#include "../../hostile/hostile.h"

#define KIP ((const L4_KernelInterfacePage_t *)kip)

static void fuzz_registers(struct worker *w, struct rng *r)
{
	const word_t *link = &KIP->SpaceControl + rng_below(r, 11);
	struct __L4_Regs regs;

	for (unsigned i = 0; i < 8; i++)
		regs.r[i] = i < 3 ? fuzz_tid(w, r).raw : fuzz_word(w, r);
	if (link == &KIP->Ipc || link == &KIP->Lipc)
		regs.r[2] = fuzz_timeouts(r);
	if (link == &KIP->ExchangeRegisters)
		regs.r[1] &= ~(word_t)(EX_HALT | EX_SP | EX_IP | EX_PAGER);
	__L4_Call((void (*)(void))(word_t)((word_t)kip + *link), &regs);
}

/* From Thumb code to a stub in the KIP, or to an address where the kernel expects a call. */
static void fuzz_thumb(struct rng *r)
{
	register word_t r0 __asm__("r0") = 0;
	register word_t to __asm__("r2") = 0xffffffb0UL + 4 * rng_below(r, 3);

	if (rng_below(r, 2))
		to = (word_t)kip + (rng_below(r, 2) ? KIP->ThreadSwitch : KIP->SystemClock);
	__asm__ volatile(".balign 4; add r3, pc, #1; bx r3; .thumb; blx r2; nop; bx pc; nop; .arm"
			 : "+r"(r0), "+r"(to)
			 :
			 : "r1", "r3", "r4", "r5", "r6", "r7", "r12", "lr", "cc", "memory");
}

/* An address that is no multiple of its size: done, or an exception that nobody takes. */
static void fuzz_odd(struct worker *w, struct rng *r)
{
	word_t address = (word_t)w->scratch + rng_below(r, 256);

	if (rng_below(r, 50) == 0)
		address = fuzz_word(w, r);
	if (ARCH_UNALIGNED_WORDS || rng_below(r, 50) == 0)
		__asm__ volatile("ldr r0, [%0]; ldrh r0, [%0]" : : "r"(address) : "r0", "memory");
}

void arch_fuzz(struct worker *w, struct rng *r)
{
	switch (rng_below(r, 6)) {
	case 0:
		fuzz_thumb(r);
		break;
	case 1:
		fuzz_odd(w, r);
		break;
	default:
		fuzz_registers(w, r);
		break;
	}
}
