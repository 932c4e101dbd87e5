/* SPDX-License-Identifier: BSD-2-Clause */
/* raw.h - system calls of amd64 with every register chosen and seen. */
#ifndef RAW_H
#define RAW_H

#include "lib.h"

struct raw_regs {
	word_t rax, rbx, rcx, rdx, rsi, rdi, rbp, r8, r9, r10, r11, r12, r13, r14, r15;
	word_t rsp_change; /* after raw_call: 0 if RSP was preserved */
	word_t link;	   /* address to call */
};

void raw_call(struct raw_regs *r);

/* lock; nop - to be called by raw_call. */
void raw_kernel_interface(void);

/* Start address of a thread that stores its registers: RSP in rsp_change, RFLAGS in link. */
void raw_start(void);
extern struct raw_regs raw_start_regs;
extern volatile word_t raw_started;

/*
 * Load the general registers from raw_before, run the instruction at raw_trap_at (ud2), store them
 * to raw_after behind it.
 */
#define RAW_TRAP_REGS 15
void raw_trap(void);
extern const char raw_trap_at[], raw_trap_end[];
/*
 * In the order of an exception message (X2:abi.amd64): RBX R10 R12..R15 RAX RCX RDX RSI RDI RBP R8
 * R9 R11.
 */
extern word_t raw_before[RAW_TRAP_REGS], raw_after[RAW_TRAP_REGS];

#endif
