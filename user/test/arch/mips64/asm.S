/* SPDX-License-Identifier: BSD-2-Clause */
/* asm.S - single instructions at known addresses, and system calls with every register chosen. */

	.set	noreorder
	.set	noat
	.text

	.globl	arch_raise, arch_bad_instruction, arch_bad_instruction_end
arch_raise:
arch_bad_instruction:
	.word	0x04170000		/* sigrie */
arch_bad_instruction_end:
	jr	$ra
	 nop

	.globl	arch_read, arch_read_at
arch_read:
arch_read_at:
	ld	$v0, 0($a0)
	jr	$ra
	 nop

	.globl	arch_write, arch_write_at
arch_write:
arch_write_at:
	sd	$a1, 0($a0)
	jr	$ra
	 nop

	.section .note.GNU-stack, "", @progbits
