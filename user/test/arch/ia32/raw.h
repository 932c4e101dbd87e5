/* SPDX-License-Identifier: BSD-2-Clause */
/* raw.h - system calls of ia32 with every register chosen and seen. */
#ifndef RAW_H
#define RAW_H

#include "../x86/raw_x86.h"

struct raw_regs {
	word_t eax, ecx, edx, esi, edi, ebx, ebp;
	word_t esp_change; /* after raw_call: 0 if ESP was preserved */
	word_t link;	   /* address to call */
};

/* EDI ESI EBP ESP EBX EDX ECX EAX; ESP is not loaded. */
#define RAW_TRAP_REGS 8
#define RAW_TRAP_MR 5

/* Single step on or off. */
static inline void raw_step(bool on)
{
	if (on)
		__asm__ volatile("pushfl; orl $0x100, (%%esp); popfl; nop; nop"
				 : : : "cc", "memory");
	else
		__asm__ volatile("pushfl; andl $~0x100, (%%esp); popfl" : : : "cc", "memory");
}

#endif
