/* SPDX-License-Identifier: BSD-2-Clause */
/* raw.h - system calls of arm with every register chosen and seen. */
#ifndef RAW_H
#define RAW_H

#include "lib.h"

#define RAW_REGS 13

struct raw_regs {
	word_t r[RAW_REGS];
	word_t sp_change; /* after raw_call: 0 if SP was preserved */
	word_t link;	  /* address to call */
};

void raw_call(struct raw_regs *regs);

/* Registers r0 to r12, SP, LR around an undefined instruction and a foreign svc. */
void raw_undefined(void);
void raw_svc(void);
void raw_bkpt(void);
extern const char raw_undefined_at[], raw_undefined_end[], raw_svc_at[], raw_svc_end[];
extern const char raw_bkpt_at[], raw_bkpt_end[];
extern word_t raw_before[16], raw_after[16];

/* Start address of a thread that stores r0 to r12, SP, LR and CPSR. */
void raw_start(void);
extern word_t raw_start_regs[16];
extern volatile word_t raw_started;

/* Thumb code: n + 1, by way of an undefined instruction. */
word_t raw_thumb(word_t n);
extern const char raw_thumb_at[], raw_thumb_end[];

#endif
