/* SPDX-License-Identifier: BSD-2-Clause */
/* raw_x86.h - code that sees every register; part of raw.h, which tells which there are. */
#ifndef RAW_X86_H
#define RAW_X86_H

#include "lib.h"

/* For the names of registers; it includes this file. */
#include "raw.h"

struct raw_regs {
	union {
		word_t r[RAW_REGS];
		struct {
			word_t RAW_NAMES;
		};
	};
	word_t sp_change; /* after raw_call: 0 if the stack pointer was preserved */
	word_t link;	  /* address to call */
};

/* The place of a register in r[]. */
#define RAW(name) (offsetof(struct raw_regs, name) / sizeof(word_t))

void raw_call(struct raw_regs *r);

/* lock; nop - to be called by raw_call. */
void raw_kernel_interface(void);

/* Start address of a thread that stores its registers: SP in its change, FLAGS in link. */
void raw_start(void);
extern struct raw_regs raw_start_regs;
extern volatile word_t raw_started;

/*
 * Load the general registers from raw_before, run the instruction at raw_trap_at (ud2), store them
 * to raw_after behind it: RAW_TRAP_REGS of them, in the order of MR RAW_TRAP_MR and its successors
 * in an exception message.
 */
void raw_trap(void);
extern const char raw_trap_at[], raw_trap_end[];
extern word_t raw_before[], raw_after[];

#endif
