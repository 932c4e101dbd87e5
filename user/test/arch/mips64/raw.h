/* SPDX-License-Identifier: BSD-2-Clause */
/* raw.h - code of mips64 with every register chosen and seen, and code in branch delay slots. */
#ifndef RAW_H
#define RAW_H

#include "lib.h"

/*
 * The general registers but zero, k0, k1 and sp in the order of their numbers, then hi and lo: as
 * the code finds them, and as it leaves them; and sp, which is the address of the struct meanwhile.
 */
enum raw_register {
	RAW_AT, RAW_V0, RAW_V1, RAW_A0, RAW_A1, RAW_A2, RAW_A3, RAW_A4, RAW_A5, RAW_A6, RAW_A7,
	RAW_T0, RAW_T1, RAW_T2, RAW_T3, RAW_S0, RAW_S1, RAW_S2, RAW_S3, RAW_S4, RAW_S5, RAW_S6,
	RAW_S7, RAW_T8, RAW_T9, RAW_GP, RAW_FP, RAW_RA, RAW_HI, RAW_LO, RAW_SP, RAW_K0,
	RAW_REGISTERS
};

struct raw_regs {
	word_t before[RAW_REGISTERS], after[RAW_REGISTERS];
	word_t sp, saved[12];
};

/* An illegal instruction; a syscall. */
void raw_illegal(struct raw_regs *r);
void raw_syscall(struct raw_regs *r);
/* KernelInterface; a call of the address in t9. */
void raw_interface(struct raw_regs *r);
void raw_call(struct raw_regs *r);
/*
 * First code of a thread: stores all registers below the SP that it was given, k0 in the place of
 * sp, and stops.
 */
#define RAW_START_BYTES 256
void raw_start(void);
extern volatile word_t raw_started;

/* Load FPU registers of 32 bits; store them, and as pairs. */
void raw_load_narrow(const uint32_t single[32]);
void raw_store_narrow(uint32_t single[32], uint64_t pair[16]);

extern const char raw_illegal_at[], raw_illegal_end[], raw_syscall_at[], raw_syscall_end[];

/*
 * Code in delay slots (delay.c).  Each function has one kind of instruction in the slots of all its
 * branches, chosen by `kind`; the result tells which way the branch went, 0 for none.
 */
enum delay_branch {
	DELAY_BEQ, DELAY_BNE, DELAY_BLEZ, DELAY_BGTZ, DELAY_BLTZ, DELAY_BGEZ,
	DELAY_BLTZAL, DELAY_BGEZAL, DELAY_J, DELAY_JAL, DELAY_JR, DELAY_JALR,
	DELAY_BEQL, DELAY_BNEL, DELAY_BLEZL, DELAY_BGTZL, DELAY_BLTZL, DELAY_BGEZL,
	DELAY_BLTZALL, DELAY_BGEZALL, DELAY_BC1T, DELAY_BC1F, DELAY_BC1T_OTHER, DELAY_BC1TL,
	DELAY_BC1ANY2, DELAY_BC1ANY4,
	/* Not taken; of a likely one the slot would not be executed. */
	DELAY_BEQ_NOT, DELAY_BNE_NOT, DELAY_BLEZ_NOT, DELAY_BGTZ_NOT, DELAY_BLTZ_NOT,
	DELAY_BGEZ_NOT, DELAY_BLTZAL_NOT, DELAY_BGEZAL_NOT, DELAY_BC1T_NOT, DELAY_BC1F_NOT,
	DELAY_BC1ANY2_NOT,
	DELAY_BRANCHES
};

#define DELAY_TAKEN 1
#define DELAY_NOT_TAKEN 2
#define DELAY_RETURNED 3 /* to ra, as system calls do */

word_t delay_load(enum delay_branch kind, word_t address);
word_t delay_store(enum delay_branch kind, word_t address); /* of the address */
word_t delay_interface(enum delay_branch kind, word_t unused);
word_t delay_break(enum delay_branch kind, word_t unused);
word_t delay_illegal(enum delay_branch kind, word_t unused);
word_t delay_breakpoint(enum delay_branch kind, word_t unused);
word_t delay_syscall(enum delay_branch kind, word_t unused);
word_t delay_clock(enum delay_branch kind, word_t unused); /* SystemClock */
word_t delay_trap(enum delay_branch kind, word_t unused);
word_t delay_overflow(enum delay_branch kind, word_t unused);
word_t delay_coprocessor(enum delay_branch kind, word_t unused);
/* A load to a register of the FPU, which nothing before has used. */
word_t delay_fpu(enum delay_branch kind, word_t address);

/* What the instruction in the slot left: KIP, character, loaded word, clock. */
extern word_t delay_result;

/*
 * Each branch with a slot that adds DELAY_SLOT to the result, to be copied so that they lie in two
 * pages; run a copy.
 */
#define DELAY_EDGE_WORDS 6
#define DELAY_EDGE_TARGET 16 /* bytes from the branch to where it leads */
#define DELAY_SLOT 16
extern const uint32_t delay_edges[DELAY_BRANCHES][DELAY_EDGE_WORDS];
word_t delay_edge(word_t address);

#endif
