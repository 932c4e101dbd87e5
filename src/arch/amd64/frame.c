/* SPDX-License-Identifier: BSD-2-Clause */
/* frame.c - print a frame; where stacks are. */
#include "amd64_private.h"
#include "arch.h"
#include "compiler.h"
#include "print.h"
#include "trap_print.h"

__cold void arch_frame_print(const struct arch_frame *f)
{
	word_t cr3;

	if (!arch_frame_is_user(f)) {
		arch_backtrace_ip = f->rip;
		arch_backtrace_sp = f->rsp;
	}
	__asm__ volatile("movq %%cr3, %0" : "=r"(cr3));
	arch_print_cause(f);
	kprintf("cs %04x  ss %04x  cr3 %p\n", (unsigned)f->cs & 0xffff, (unsigned)f->ss & 0xffff,
		(void *)cr3);
	kprintf("rip %p  flags %p  rsp %p\n", (void *)f->rip, (void *)f->rflags, (void *)f->rsp);
	kprintf("rax %p  rbx %p  rcx %p\n", (void *)f->rax, (void *)f->rbx, (void *)f->rcx);
	kprintf("rdx %p  rsi %p  rdi %p\n", (void *)f->rdx, (void *)f->rsi, (void *)f->rdi);
	kprintf("rbp %p  r8 %p  r9 %p\n", (void *)f->rbp, (void *)f->r8, (void *)f->r9);
	kprintf("r10 %p  r11 %p  r12 %p\n", (void *)f->r10, (void *)f->r11, (void *)f->r12);
	kprintf("r13 %p  r14 %p  r15 %p\n", (void *)f->r13, (void *)f->r14, (void *)f->r15);
}

__cold bool arch_on_stack(word_t sp)
{
	word_t ist = sp - (word_t)arch_ist_stacks;

	if (sp >= (word_t)arch_stack_bottom && sp < (word_t)arch_stack_top)
		return true;
	return ist < sizeof(arch_ist_stacks) && ist % IST_STRIDE >= IST_STRIDE - AMD64_IST_BYTES;
}
