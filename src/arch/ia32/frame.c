/* SPDX-License-Identifier: BSD-2-Clause */
/* frame.c - print a frame, name an exception, follow the chain of frame pointers. */
#include "arch.h"
#include "bits.h"
#include "compiler.h"
#include "ia32_private.h"
#include "print.h"

#define BACKTRACE_MAX	32

word_t arch_backtrace_ebp;
word_t arch_backtrace_eip;

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

static __cold void print_cause(const struct arch_frame *f)
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
	__asm__ volatile("movl %%cr2, %0" : "=r"(cr2));
	kprintf("%s of %p: %s\n",
		(f->error & PF_FETCH) != 0 ? "execution" :
		(f->error & PF_WRITE) != 0 ? "write" : "read",
		(void *)cr2, (f->error & PF_PRESENT) != 0 ? "forbidden" : "not mapped");
}

__cold void arch_frame_print(const struct arch_frame *f)
{
	/* A trap out of the kernel and the double fault's own frame differ in where esp is. */
	bool has_stack = arch_frame_is_user(f) || f->vector == X86_DF;
	word_t esp = has_stack ? f->esp : (word_t)&f->esp;
	word_t ss = has_stack ? f->ss : IA32_KDS;
	word_t cr3;

	__asm__ volatile("movl %%cr3, %0" : "=r"(cr3));
	print_cause(f);
	kprintf("eip %p  eflags %p  cs %04x  ss %04x  cr3 %p\n", (void *)f->eip, (void *)f->eflags,
		(unsigned)f->cs & 0xffff, (unsigned)ss & 0xffff, (void *)cr3);
	kprintf("eax %p  ebx %p  ecx %p  edx %p\n", (void *)f->eax, (void *)f->ebx,
		(void *)f->ecx, (void *)f->edx);
	kprintf("esi %p  edi %p  ebp %p  esp %p\n", (void *)f->esi, (void *)f->edi,
		(void *)f->ebp, (void *)esp);
}

/* Is the pair {previous ebp, return address} at ebp on a stack of ours? */
static __cold bool on_stack(word_t ebp)
{
	if (!IS_ALIGNED(ebp, sizeof(word_t)))
		return false;
	return (ebp >= (word_t)arch_stack_bottom && ebp <= (word_t)arch_stack_top - 8) ||
	       (ebp >= (word_t)arch_df_stack_bottom && ebp <= (word_t)arch_df_stack_top - 8);
}

__cold void arch_backtrace(void (*show)(word_t address))
{
	word_t ebp = (word_t)__builtin_frame_address(0);

	if (arch_backtrace_eip != 0) {
		show(arch_backtrace_eip);
		ebp = arch_backtrace_ebp;
	}
	for (unsigned i = 0; i < BACKTRACE_MAX && on_stack(ebp); i++) {
		const word_t *pair = (const word_t *)ebp;

		if (pair[1] == 0)
			return;
		show(pair[1]);
		if (pair[0] <= ebp)
			return;
		ebp = pair[0];
	}
}
