/* SPDX-License-Identifier: BSD-2-Clause */
/* frame.c - print a frame; where stacks are. */
#include "arch.h"
#include "compiler.h"
#include "ia32_private.h"
#include "print.h"
#include "trap_print.h"

__cold void arch_frame_print(const struct arch_frame *f)
{
	/* A trap out of the kernel and the frame of a task of its own differ in where esp is. */
	bool has_stack = arch_frame_is_user(f) || f->vector == X86_DF || f->vector == X86_NMI;
	word_t esp = has_stack ? f->esp : (word_t)&f->esp;
	word_t ss = has_stack ? f->ss : IA32_KDS;
	word_t cr3;

	if (!arch_frame_is_user(f)) {
		arch_backtrace_ip = f->eip;
		arch_backtrace_sp = esp;
	}
	__asm__ volatile("movl %%cr3, %0" : "=r"(cr3));
	arch_print_cause(f);
	kprintf("eip %p  eflags %p  cs %04x  ss %04x  cr3 %p\n", (void *)f->eip, (void *)f->eflags,
		(unsigned)f->cs & 0xffff, (unsigned)ss & 0xffff, (void *)cr3);
	kprintf("eax %p  ebx %p  ecx %p  edx %p\n", (void *)f->eax, (void *)f->ebx,
		(void *)f->ecx, (void *)f->edx);
	kprintf("esi %p  edi %p  ebp %p  esp %p\n", (void *)f->esi, (void *)f->edi,
		(void *)f->ebp, (void *)esp);
}

__cold bool arch_on_stack(word_t sp)
{
	return (sp >= (word_t)arch_stack_bottom && sp < (word_t)arch_stack_top) ||
	       (sp >= (word_t)arch_df_stack_bottom && sp < (word_t)arch_df_stack_top);
}
