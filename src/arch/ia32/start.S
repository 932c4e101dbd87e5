/* SPDX-License-Identifier: BSD-2-Clause */
/* start.S - from the loader's flat 32-bit mode to kernel_main at the linked address. */
#include "arch_types.h"
#include "ia32_layout.h"
#include "x86_regs.h"

#define PAGE_BYTES	(1 << ARCH_PAGE_BITS)
#define PHYS(sym)	((sym) - IA32_KERNEL_BASE)
#include "x86_start.h"

	.section .text.start, "ax"
	.globl	arch_start
arch_start:
	X86_ENTER

	/* A loader may have left CR4 as it used it; old CPUs have none, as they have no CPUID. */
	pushfl
	popl	%eax
	movl	%eax, %ecx
	xorl	$EFLAGS_ID, %eax
	pushl	%eax
	popfl
	pushfl
	popl	%eax
	cmpl	%eax, %ecx
	je	1f
	xorl	%eax, %eax
	movl	%eax, %cr4
1:
	X86_CLEAR_BSS

	/* One table maps the first 4 MiB, used at 0 until the jump and at the kernel's address. */
	movl	$PHYS(arch_image_table), %edi
	movl	$(PTE_P | PTE_W), %eax
	movl	$(IA32_IMAGE_TABLE_BYTES / PAGE_BYTES), %ecx
2:	stosl
	addl	$PAGE_BYTES, %eax
	loop	2b

	movl	$PHYS(arch_root), %edi
	movl	$(PHYS(arch_image_table) + PTE_P + PTE_W), %eax
	movl	%eax, (%edi)
	movl	%eax, ((IA32_KERNEL_BASE >> 22) * 4)(%edi)
	movl	$(PHYS(arch_top_table) + PTE_P + PTE_W + PTE_U), %eax
	movl	%eax, ((IA32_TOP_BASE >> 22) * 4)(%edi)
	movl	%edi, %cr3

	movl	$(CR0_PG | CR0_WP | CR0_NE | CR0_MP | CR0_PE), %eax
	movl	%eax, %cr0
	movl	$.Lhigh, %eax
	jmp	*%eax

.Lhigh:	movl	$arch_gdt_start, %esi
	movl	$arch_gdt, %edi
	movl	$(IA32_GDT_START_BYTES / 4), %ecx
	rep movsl
	lgdt	arch_gdtr
	ljmp	$IA32_KCS, $1f
1:	movl	$IA32_KDS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	xorl	%eax, %eax
	movl	%eax, %fs
	movl	%eax, %gs

	/* The low half is the users'. */
	movl	%eax, arch_root
	movl	%cr3, %ecx
	movl	%ecx, %cr3

	movl	$arch_stack_top, %esp
	pushl	%ebp				/* boot_arg */
	call	kernel_main
1:	hlt
	jmp	1b

/*
 * Pages of bss: the kernel's root table, the table of its image, the table of the top 4 MiB, and
 * the stacks.  Each stack has the page below it unmapped by arch_mmu_init.
 */
	.section .bss.pages, "aw", @nobits
	.balign	PAGE_BYTES
	.globl	arch_root, arch_image_table, arch_top_table, arch_window_pte
arch_root:
	.skip	PAGE_BYTES
arch_image_table:
	.skip	PAGE_BYTES
arch_top_table:
arch_window_pte:
	.skip	PAGE_BYTES

	.globl	arch_stack_guard, arch_stack_bottom, arch_stack_top
arch_stack_guard:
	.skip	PAGE_BYTES
arch_stack_bottom:
	.skip	IA32_STACK_BYTES
arch_stack_top:

	.globl	arch_df_stack_guard, arch_df_stack_bottom, arch_df_stack_top
arch_df_stack_guard:
	.skip	PAGE_BYTES
arch_df_stack_bottom:
	.skip	PAGE_BYTES
arch_df_stack_top:

/*
 * Descriptors and TSS, side by side: IPC loads the users' data segment and changes esp0, which
 * share a cache line.  No page border is within what traps read of the TSS.
 */
	.section .bss.desc, "aw", @nobits
	.balign	256
	.skip	64 - (IA32_UDS & ~7)
	.globl	arch_gdt, arch_tss
arch_gdt:
	.skip	IA32_GDT_BYTES
arch_tss:
	.skip	IA32_TSS_BYTES

	.section .note.GNU-stack, "", @progbits
