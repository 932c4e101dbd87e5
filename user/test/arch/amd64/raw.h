/* SPDX-License-Identifier: BSD-2-Clause */
/* raw.h - system calls of amd64 with every register chosen and seen. */
#ifndef RAW_H
#define RAW_H

/* Members of struct raw_regs, in an order that asm.S knows. */
#define RAW_NAMES rax, rbx, rcx, rdx, rsi, rdi, rbp, r8, r9, r10, r11, r12, r13, r14, r15
#define RAW_REGS 15
#define RAW_SP "rsp"

#include "../x86/raw_x86.h"

/* RBX R10 R12..R15 RAX RCX RDX RSI RDI RBP R8 R9 R11 (X2:abi.amd64) */
#define RAW_TRAP_REGS 15
#define RAW_TRAP_MR 2

/* Single step on or off; below the red zone. */
static inline void raw_step(bool on)
{
	if (on)
		__asm__ volatile("subq $128, %%rsp; pushfq; orq $0x100, (%%rsp); popfq;"
				 "addq $128, %%rsp" : : : "cc", "memory");
	else
		__asm__ volatile("subq $128, %%rsp; pushfq; andq $~0x100, (%%rsp); popfq;"
				 "addq $128, %%rsp" : : : "cc", "memory");
}

/* Step through an Ipc with nobody while DS is null. */
static inline void raw_step_ipc_without_ds(void)
{
	tid_t from;

	__asm__ volatile("movl %0, %%ds" : : "r"(0));
	raw_step(true);
	L4_Ipc(L4_nilthread, L4_nilthread, NEVER, &from);
	raw_step(false);
	__asm__ volatile("movl %%ss, %%eax; movl %%eax, %%ds" : : : "eax");
}

static inline void raw_load_segments(unsigned selector)
{
	__asm__ volatile("movl %0, %%gs; movl %0, %%fs; movl %0, %%ds; movl %0, %%es"
			 : : "r"(selector));
}

#endif
