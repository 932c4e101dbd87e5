/* SPDX-License-Identifier: BSD-2-Clause */
/* start.S - Multiboot headers, entry from the loader, and the jump into the kernel (32-bit x86). */

#define MULTIBOOT_HEADER_MAGIC	0x1badb002
#define MULTIBOOT_FLAGS		3		/* page-aligned modules; memory information */

#define MULTIBOOT2_MAGIC	0xe85250d6
#define MULTIBOOT2_I386		0
#define MULTIBOOT2_BYTES	(multiboot2_end - multiboot2)

#define SEL_CODE		8
#define SEL_DATA		16
#define STACK_BYTES		16384

	.section .multiboot, "a"
	.balign	4
	.long	MULTIBOOT_HEADER_MAGIC
	.long	MULTIBOOT_FLAGS
	.long	-(MULTIBOOT_HEADER_MAGIC + MULTIBOOT_FLAGS)

	.balign	8
multiboot2:
	.long	MULTIBOOT2_MAGIC
	.long	MULTIBOOT2_I386
	.long	MULTIBOOT2_BYTES
	.long	-(MULTIBOOT2_MAGIC + MULTIBOOT2_I386 + MULTIBOOT2_BYTES)
	.word	6, 0				/* modules on page boundaries */
	.long	8
	.word	0, 0				/* end of the tags */
	.long	8
multiboot2_end:

/*
 * From the loader: 32-bit protected mode, no paging, eax the loader's magic, ebx the Multiboot
 * information.  The loader's segment table may be overwritten, hence one of our own.
 */
	.text
	.globl	_start
_start:
	cli
	cld
	movl	$stack_top, %esp
	lgdt	gdt_pointer
	ljmp	$SEL_CODE, $1f
1:	movl	$SEL_DATA, %ecx
	movl	%ecx, %ds
	movl	%ecx, %es
	movl	%ecx, %fs
	movl	%ecx, %gs
	movl	%ecx, %ss
	pushl	$0
	popfl
	xorl	%ebp, %ebp			/* ends a debugger's backtrace */
	subl	$8, %esp			/* the two arguments end on a multiple of 16 */
	pushl	%ebx
	pushl	%eax
	call	x86_start			/* does not return */
2:	hlt
	jmp	2b

/*
 * void x86_enter(u32 entry, u32 magic, u32 info): the state a Multiboot loader gives: interrupts
 * off, flat segments, eax the magic, ebx the Multiboot information; the other registers zero.
 */
	.globl	x86_enter
x86_enter:
	cli
	cld
	movl	4(%esp), %ecx
	movl	8(%esp), %eax
	movl	12(%esp), %ebx
	xorl	%edx, %edx
	xorl	%esi, %esi
	xorl	%edi, %edi
	xorl	%ebp, %ebp
	jmp	*%ecx

	.section .rodata
	.balign	8
gdt:
	.quad	0
	.quad	0x00cf9a000000ffff		/* code: base 0, limit 4 GiB, 32-bit */
	.quad	0x00cf92000000ffff		/* data */
gdt_end:
gdt_pointer:
	.word	gdt_end - gdt - 1
	.long	gdt

	.bss
	.balign	16
	.skip	STACK_BYTES
stack_top:

	.section .note.GNU-stack, "", @progbits
