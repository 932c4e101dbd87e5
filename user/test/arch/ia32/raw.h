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

/*
 * Step through an Ipc with nobody while DS is null.  As in the stub, but POPF comes right before
 * SYSENTER: the first trap is in the kernel, and only that leaves DS alone.
 */
static inline void raw_step_ipc_without_ds(void)
{
	word_t to = 0, from = 0, timeouts = 0, tag = 0, stub = (word_t)kip;

	stub += ((const L4_KernelInterfacePage_t *)kip)->Ipc;
	if (((const unsigned char *)stub)[3] != 0x34)	/* no SYSENTER */
		return;
	__asm__ volatile("pushl %%ebp; movl %%gs:0, %%edi; pushl $1f; movl %%esp, %%ebp;"
			 "pushfl; orl $0x100, (%%esp); movl %%eax, %%ds; popfl; sysenter;"
			 "1: pushfl; andl $~0x100, (%%esp); popfl;"
			 "movl %%ss, %%eax; movl %%eax, %%ds; popl %%ebp"
			 : "+a"(to), "+d"(from), "+c"(timeouts), "+S"(tag)
			 : : "ebx", "edi", "cc", "memory");
}

#endif
