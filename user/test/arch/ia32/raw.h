/* SPDX-License-Identifier: BSD-2-Clause */
/* raw.h - system calls of ia32 with every register chosen and seen. */
#ifndef RAW_H
#define RAW_H

/* Members of struct raw_regs, in an order that asm.S knows. */
#define RAW_NAMES eax, ebx, ecx, edx, esi, edi, ebp
#define RAW_REGS 7
#define RAW_SP "esp"

#include "../x86/raw_x86.h"

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

/* The others are those of all memory accesses. */
static inline void raw_load_segments(unsigned selector)
{
	__asm__ volatile("movl %0, %%gs; movl %0, %%fs" : : "r"(selector));
}

#endif
