/* SPDX-License-Identifier: BSD-2-Clause */
/* start.S - entry from the firmware, and the jump into the kernel (mips64). */

#define STACK_BYTES	16384

#define CP0_STATUS	$12
#define STATUS_64	0x004000e0	/* KX, SX, UX; the firmware's vectors */
#define CP0_CONFIG	$16
#define CONFIG_AR	10		/* 3 bits: release of the architecture, counted from 0 */
#define RELEASE_2	1
#define CKSEG0		0xffffffff80000000
#define UHI_EXIT	1
#define UART		0xffffffffb80003f8	/* as console.c has it */
#define UART_LSR	5
#define LSR_EMPTY	0x20

	.set	noreorder
	.section .text.start, "ax", @progbits

/*
 * From the firmware: kernel mode, interrupts off, a0 argc, a1 argv, a2 the environment, a3 the size
 * of memory.  With semihosting argc is -1.
 */
	.globl	_start
_start:
	lui	$t0, %hi(STATUS_64)
	ori	$t0, $t0, %lo(STATUS_64)
	mtc0	$t0, CP0_STATUS
	ehb
	mfc0	$t0, CP0_CONFIG
	srl	$t0, $t0, CONFIG_AR
	andi	$t0, $t0, 7
	li	$t1, RELEASE_2
	bne	$t0, $t1, other_release
	 nop
	dla	$t0, boot_bss_start
	dla	$t1, boot_bss_end
1:	sd	$zero, 0($t0)
	daddiu	$t0, $t0, 8
	sltu	$t2, $t0, $t1
	bnez	$t2, 1b
	 nop
	dla	$t0, mips_firmware_args
	sd	$a0, 0($t0)
	sd	$a1, 8($t0)
	sd	$a2, 16($t0)
	sd	$a3, 24($t0)
	dla	$sp, stack_top
	move	$fp, $zero
	jal	mips_start			/* does not return */
	 move	$ra, $zero

/* Compilers may use all that release 2 has, so this is told before any C code. */
other_release:
	dla	$t0, message
	dli	$t1, UART
1:	lbu	$t2, 0($t0)
	daddiu	$t0, $t0, 1
	beqz	$t2, .			/* for ever */
	 nop
2:	lbu	$t3, UART_LSR($t1)
	andi	$t3, $t3, LSR_EMPTY
	beqz	$t3, 2b
	 nop
	b	1b
	 sb	$t2, 0($t1)
message:
	.ascii	"\r\nPecan boot: the kernel is for release 2 of MIPS64;"
	.asciz	" this CPU has another one\r\n"
	.balign	4

/*
 * void arch_enter(u64 entry, u64 info): the kernel finds the firmware's arguments in a0 to a3.  The
 * barrier: nothing fetched before the kernel was written is executed.
 */
	.globl	arch_enter
arch_enter:
	dli	$t0, CKSEG0
	daddu	$t9, $a0, $t0
	dla	$t0, mips_firmware_args
	ld	$a0, 0($t0)
	ld	$a1, 8($t0)
	ld	$a2, 16($t0)
	ld	$a3, 24($t0)
	sync
	jr.hb	$t9
	 nop

/* void mips_exit(int status): only where the emulator offers it. */
	.globl	mips_exit
mips_exit:
	li	$25, UHI_EXIT
	sdbbp	1
	jr	$ra
	 nop

	.bss
	.balign	16
	.globl	mips_firmware_args
mips_firmware_args:
	.skip	32
	.skip	STACK_BYTES
stack_top:

	.section .note.GNU-stack, "", @progbits
