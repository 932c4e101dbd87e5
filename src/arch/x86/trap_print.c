/* SPDX-License-Identifier: BSD-2-Clause */
/* trap_print.c - say in words why a frame was taken. */
#include "arch.h"
#include "bits.h"
#include "compiler.h"
#include "print.h"
#include "trap_print.h"

static const char *const exception_names[] = {
	[X86_DE] = "divide error",	   [X86_DB] = "debug",
	[X86_NMI] = "NMI",		   [X86_BP] = "breakpoint",
	[X86_OF] = "overflow",		   [X86_BR] = "bound",
	[X86_UD] = "invalid opcode",	   [X86_NM] = "no FPU",
	[X86_DF] = "double fault",	   [X86_TS] = "invalid TSS",
	[X86_NP] = "segment not present",  [X86_SS] = "stack segment",
	[X86_GP] = "general protection",   [X86_PF] = "page fault",
	[X86_MF] = "FPU error",		   [X86_AC] = "alignment",
	[X86_MC] = "machine check",	   [X86_XM] = "SSE error",
};

__cold void arch_print_cause(const struct arch_frame *f)
{
	const char *name = "interrupt";
	word_t cr2;

	if (f->vector < X86_EXCEPTIONS)
		name = "reserved exception";
	if (f->vector < ARRAY_SIZE(exception_names) && exception_names[f->vector] != NULL)
		name = exception_names[f->vector];
	kprintf("vector %u (%s), error %x, in %s mode\n", (unsigned)f->vector, name,
		(unsigned)f->error, arch_frame_is_user(f) ? "user" : "kernel");
	if (f->vector != X86_PF)
		return;
	__asm__ volatile("mov %%cr2, %0" : "=r"(cr2));
	kprintf("%s of %p: %s\n",
		(f->error & PF_FETCH) != 0 ? "execution" :
		(f->error & PF_WRITE) != 0 ? "write" : "read",
		(void *)cr2, (f->error & PF_PRESENT) != 0 ? "forbidden" : "not mapped");
}
