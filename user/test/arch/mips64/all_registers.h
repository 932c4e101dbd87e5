/* SPDX-License-Identifier: BSD-2-Clause */
/* all_registers.h - each register that a program has but sp; for assembly only. */
#ifndef ALL_REGISTERS_H
#define ALL_REGISTERS_H

#ifdef __ASSEMBLER__
/* `op` is ld or sd, `base` their place above sp, in the order of their numbers. */
	.macro	ALL_REGISTERS op, base
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	\op	$\n, \base + (\n - 1) * 8($sp)
	.endr
	.irp	n, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25
	\op	$\n, \base + (\n - 1) * 8($sp)
	.endr
	\op	$28, \base + 25 * 8($sp)
	\op	$30, \base + 26 * 8($sp)
	\op	$31, \base + 27 * 8($sp)
	.endm
#endif

#endif
