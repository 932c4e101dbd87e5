/* SPDX-License-Identifier: BSD-2-Clause */
/* raw.h - system calls of ia32 with every register chosen and seen. */
#ifndef RAW_H
#define RAW_H

#include "lib.h"

struct raw_regs {
	word_t eax, ecx, edx, esi, edi, ebx, ebp;
	word_t esp_change; /* after raw_call: 0 if ESP was preserved */
	word_t link;	   /* address to call */
};

void raw_call(struct raw_regs *r);

/* lock; nop - to be called by raw_call. */
void raw_kernel_interface(void);

/* Start address of a thread that stores its registers: ESP in esp_change, EFLAGS in link. */
void raw_start(void);
extern struct raw_regs raw_start_regs;
extern volatile word_t raw_started;

/*
 * Load the eight general registers from raw_before, run the instruction at raw_trap_at (ud2), store
 * them to raw_after behind it.
 */
void raw_trap(void);
extern const char raw_trap_at[], raw_trap_end[];
extern word_t raw_before[8], raw_after[8]; /* EDI ESI EBP ESP EBX EDX ECX EAX; ESP is not loaded */

#endif
