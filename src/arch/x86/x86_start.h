/* SPDX-License-Identifier: BSD-2-Clause */
/* x86_start.h - the first steps of start.S, which defines PHYS(); for assembly only. */
#ifndef X86_START_H
#define X86_START_H

#ifdef __ASSEMBLER__

#include "x86_regs.h"

/*
 * Entered by the loader (X2:booting): protected mode with flat segments, paging off, interrupts
 * off.  EAX may say that EBX is the address of Multiboot 2 information, which is boot_arg and kept
 * in EBP; no other register is looked at.  Runs at the physical address of what is linked in the
 * kernel's part, so symbols need PHYS() until paging is on.
 */
	.macro	X86_ENTER
	cli
	cld
	movl	$PHYS(arch_stack_top), %esp
	cmpl	$X86_MULTIBOOT2, %eax
	jne	.Lno_multiboot2
	movl	%ebx, %ebp
.Lno_multiboot2:
	.endm

/* bss, this stack and the page tables included */
	.macro	X86_CLEAR_BSS
	movl	$PHYS(arch_bss_start), %edi
	movl	$PHYS(arch_bss_end), %ecx
	subl	%edi, %ecx
	xorl	%eax, %eax
	rep stosb
	.endm

#endif

#endif
