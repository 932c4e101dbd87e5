/* SPDX-License-Identifier: BSD-2-Clause */
/* probe.S - instructions that perhaps do not exist. */

/* The kernel's handler of undefined instructions returns 0 to the caller from in between. */
	.text
	.syntax unified
	.arm
	.globl	arch_probe_start, arch_probe_end
arch_probe_start:

	.globl	arch_probe_semihosting
	.type	arch_probe_semihosting, %function
arch_probe_semihosting:
	.inst	0xe10f0070			/* hlt #0xf000 */
	bx	lr

/* Calls of firmware, in secure and in Hyp mode: function number in r0. */
	.globl	arch_probe_firmware
	.type	arch_probe_firmware, %function
arch_probe_firmware:
	.inst	0xe1600070			/* smc #0 */
	bx	lr

	.globl	arch_probe_hypervisor
	.type	arch_probe_hypervisor, %function
arch_probe_hypervisor:
	.inst	0xe1400070			/* hvc #0 */
	bx	lr

/* What the FPU says it is. */
	.globl	arch_probe_fpu
	.type	arch_probe_fpu, %function
arch_probe_fpu:
	.inst	0xeef00a10			/* vmrs r0, fpsid */
	bx	lr

arch_probe_end:

	.section .note.GNU-stack, "", %progbits
