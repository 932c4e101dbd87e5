/* SPDX-License-Identifier: BSD-2-Clause */
/* start.S - from the loader's flat 32-bit mode to kernel_main at the linked address. */
#include "amd64_layout.h"
#include "amd64_regs.h"
#include "arch_types.h"
#include "x86_regs.h"

#define PAGE_BYTES	(1 << ARCH_PAGE_BITS)
#define PHYS(sym)	((sym) - AMD64_IMAGE_BASE)
#include "x86_start.h"
#define LARGE_BYTES	0x200000
#define COM1		0x3f8
#define COM1_STATUS	(COM1 + 5)
#define COM1_ROOM	0x20

	.section .text.start, "ax"
	.code32

/* Store %ecx entries of 8 bytes from %edi on: %eax, then each `step` more. */
	.macro	FILL step
1:	movl	%eax, (%edi)
	movl	$0, 4(%edi)
	addl	$8, %edi
	addl	$(\step), %eax
	loop	1b
	.endm

	.macro	ENTRY table, index, value, bits
	movl	$(PHYS(\value) + \bits), PHYS(\table) + \index * 8
	.endm

	.globl	arch_start
arch_start:
	X86_ENTER
	movl	$0x80000000, %eax
	cpuid
	cmpl	$CPUID_EXT, %eax
	jb	no_long_mode
	movl	$CPUID_EXT, %eax
	cpuid
	testl	$CPUID_EXT_EDX_LM, %edx
	jz	no_long_mode
	movl	%edx, %esi

	X86_CLEAR_BSS

	/* The first 4 GiB: the direct map, and at 0 until the jump. */
	movl	$PHYS(arch_direct_pd), %edi
	movl	$(PTE_P | PTE_W | PTE_PS), %eax
	movl	$2048, %ecx
	FILL	LARGE_BYTES
	movl	$PHYS(arch_direct_pdpt), %edi
	movl	$(PHYS(arch_direct_pd) + PTE_P + PTE_W), %eax
	movl	$4, %ecx
	FILL	PAGE_BYTES

	/* The first 4 MiB: the image. */
	movl	$PHYS(arch_image_pt), %edi
	movl	$(PTE_P | PTE_W), %eax
	movl	$(AMD64_IMAGE_BYTES / PAGE_BYTES), %ecx
	FILL	PAGE_BYTES
	ENTRY	arch_image_pd, 0, arch_image_pt, PTE_P + PTE_W
	ENTRY	arch_image_pd, 1, arch_image_pt + PAGE_BYTES, PTE_P + PTE_W
	ENTRY	arch_top_pd, 0, arch_top_pt, PTE_P + PTE_W + PTE_U
	ENTRY	arch_top_pd, 1, arch_sparse_pt, PTE_P + PTE_W
	ENTRY	arch_top_pdpt, 510, arch_image_pd, PTE_P + PTE_W
	ENTRY	arch_top_pdpt, 511, arch_top_pd, PTE_P + PTE_W + PTE_U
	ENTRY	arch_root, 0, arch_direct_pdpt, PTE_P + PTE_W
	ENTRY	arch_root, 256, arch_direct_pdpt, PTE_P + PTE_W
	ENTRY	arch_root, 511, arch_top_pdpt, PTE_P + PTE_W + PTE_U

	movl	$CR4_PAE, %eax
	movl	%eax, %cr4
	movl	$PHYS(arch_root), %eax
	movl	%eax, %cr3
	movl	$MSR_EFER, %ecx
	movl	$EFER_LME, %eax
	testl	$CPUID_EXT_EDX_NX, %esi
	jz	1f
	orl	$EFER_NXE, %eax
1:	xorl	%edx, %edx
	wrmsr
	movl	$(CR0_PG | CR0_WP | CR0_NE | CR0_MP | CR0_PE), %eax
	movl	%eax, %cr0
	lgdt	PHYS(low_gdtr)
	ljmp	$AMD64_KCS, $PHYS(1f)

	.code64
1:	movq	$.Lhigh, %rax
	jmp	*%rax
.Lhigh:	lgdt	arch_gdtr
	movl	$AMD64_KDS, %eax
	movl	%eax, %ss
	xorl	%eax, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %fs
	movl	%eax, %gs

	/* The low half is the users'. */
	movq	%rax, arch_root
	movq	%cr3, %rcx
	movq	%rcx, %cr3

	movq	$arch_stack_top, %rsp
	movl	%ebp, %edi			/* boot_arg */
	call	kernel_main
1:	hlt
	jmp	1b

	.code32
no_long_mode:
	movl	$PHYS(.Ltext), %esi
1:	lodsb
	testb	%al, %al
	jz	3f
	movb	%al, %bl
	movl	$0x10000, %ecx
	movl	$COM1_STATUS, %edx
2:	inb	%dx, %al
	testb	$COM1_ROOM, %al
	loopz	2b
	movb	%bl, %al
	movl	$COM1, %edx
	outb	%al, %dx
	jmp	1b
3:	hlt
	jmp	3b
.Ltext:	.asciz	"\r\nPANIC: this CPU has no 64-bit mode; it needs the kernel of ia32\r\n"

	.balign	8
low_gdtr:
	.word	AMD64_GDT_BYTES - 1
	.long	PHYS(arch_gdt)

/*
 * Pages of bss: page tables from the root down, and the stacks.  Each stack has the page below it
 * unmapped by arch_mmu_init.
 */
	.section .bss.pages, "aw", @nobits
	.balign	PAGE_BYTES

	.macro	PAGES name, count
	.globl	\name
\name:
	.skip	\count * PAGE_BYTES
	.endm

	PAGES	arch_root, 1
	PAGES	arch_direct_pdpt, 1		/* entry 256 of the root: the direct map */
	PAGES	arch_direct_pd, 4		/* its first 4 GiB */
	PAGES	arch_direct_pt, 2		/* its first 4 MiB, for the image's sake */
	PAGES	arch_top_pdpt, 1		/* entry 511 of the root */
	PAGES	arch_image_pd, 1
	PAGES	arch_image_pt, 2
	PAGES	arch_top_pd, 1
	PAGES	arch_top_pt, 1			/* windows, devices, pages of glue */
	PAGES	arch_sparse_pt, 1		/* arch_sparse_map */

	PAGES	arch_stack_guard, 1
	.globl	arch_stack_bottom, arch_stack_top, arch_ist_stacks
arch_stack_bottom:
	.skip	AMD64_STACK_BYTES
arch_stack_top:
arch_ist_stacks:
	.skip	AMD64_ISTS * (PAGE_BYTES + AMD64_IST_BYTES)

	.section .note.GNU-stack, "", @progbits
