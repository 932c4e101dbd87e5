/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz.c - system calls of amd64 with random registers, odd flags, odd traps. */

#include "../x86/fuzz.h"

#define KIP ((const L4_KernelInterfacePage_t *)kip)

void fuzz_registers(struct worker *w, struct rng *r)
{
	const word_t *link = &KIP->SpaceControl + rng_below(r, 11);
	struct __L4_Regs regs = {
		.rax = fuzz_word(w, r),
		.rcx = fuzz_word(w, r),
		.rdx = fuzz_tid(w, r).raw,
		.rsi = fuzz_tid(w, r).raw,
		.rdi = fuzz_tid(w, r).raw,
		.r8 = fuzz_word(w, r),
		.r9 = fuzz_word(w, r),
		.r10 = fuzz_word(w, r),
		.r11 = fuzz_word(w, r),
	};

	if (link == &KIP->Ipc || link == &KIP->Lipc)
		regs.r8 = fuzz_timeouts(r);
	if (link == &KIP->ExchangeRegisters)
		regs.rsi &= ~(word_t)(EX_HALT | EX_SP | EX_IP | EX_PAGER);
	__L4_Call((void (*)(void))*link, &regs);
}

void fuzz_flags(struct rng *r)
{
	word_t set = rng_below(r, 2) ? 0x400 : 0x44000;
	void (*link)(void) = (void (*)(void))KIP->ThreadSwitch;

	__asm__ volatile("subq $128, %%rsp; pushq %%rbp; pushfq; orq %1, (%%rsp); popfq;"
			 "xorl %%edi, %%edi; call *%0; pushq $0x202; popfq; popq %%rbp;"
			 "addq $128, %%rsp"
			 : "+a"(link), "+b"(set)
			 :
			 : "rcx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13",
			   "r14", "r15", "cc", "memory");
}

void fuzz_segments(struct rng *r)
{
	unsigned selector = rng_below(r, 2) ? 0 : 0x23;

	__asm__ volatile("movl %0, %%fs; movl %0, %%es; movl %0, %%gs" : : "r"(selector));
	L4_ThreadSwitch(L4_nilthread);
}
