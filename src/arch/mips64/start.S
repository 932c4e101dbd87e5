/* SPDX-License-Identifier: BSD-2-Clause */
/* start.S - from the loader to kernel_main; interrupt windows and idling. */
#include "cp0.h"
#include "mips64_layout.h"

	.set	noreorder
	.section .text.start, "ax", @progbits

/*
 * Entered by the loader (X2:booting) at its address in ckseg0, in kernel mode, interrupts off.  a0
 * is handed to the board (platform_init_early).
 */
	.globl	arch_start
arch_start:
	lui	$t0, %hi(STATUS_BEV)		/* the firmware's vectors until arch_init_cpu */
	ori	$t0, $t0, STATUS_KX | STATUS_SX | STATUS_UX
	mtc0	$t0, CP0_STATUS
	mtc0	$zero, CP0_CAUSE
	mfc0	$t0, CP0_CONFIG			/* ckseg0 is cached as xkphys is used */
	ori	$t0, $t0, CFG_K0
	xori	$t0, $t0, CFG_K0 ^ CFG_K0_CACHED
	mtc0	$t0, CP0_CONFIG
	ehb
	dla	$t0, arch_bss_start		/* the stack included */
	dla	$t1, arch_bss_end
1:	sd	$zero, 0($t0)
	daddiu	$t0, $t0, 8
	bne	$t0, $t1, 1b
	 nop
	dla	$sp, arch_stack_top
	move	$fp, $zero
	jal	kernel_main
	 move	$ra, $zero			/* ends arch_backtrace */
2:	b	2b
	 nop

	.text

/*
 * void arch_window_open(void): pending interrupts are taken at the first barrier at the latest.
 */
	.globl	arch_window_open
arch_window_open:
	ei
	ehb
	di
	jr.hb	$ra
	 nop

/*
 * void arch_wait(void): sleep until an interrupt.  One that comes before the CPU sleeps would leave
 * it asleep, so the trap entry asks arch_wait_cut() about the address it was taken at.
 */
	.globl	arch_wait, arch_wait_start, arch_wait_end
arch_wait:
	ei
arch_wait_start:
	ehb
	nop
	wait
arch_wait_end:
	di
	jr.hb	$ra
	 nop

	.bss
	.balign	4096
	.globl	arch_stack_bottom, arch_stack_top
arch_stack_bottom:
	.skip	MIPS64_STACK_BYTES
arch_stack_top:

	.section .note.GNU-stack, "", @progbits
