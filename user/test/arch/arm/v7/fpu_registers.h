/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu_registers.h - registers of the FPU of ARMv7: VFP with Advanced SIMD; for assembly only. */
#ifndef FPU_REGISTERS_H
#define FPU_REGISTERS_H

#define FPU_UNIT	.fpu neon
#define ALL_REGISTERS \
	d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15, \
	d16, d17, d18, d19, d20, d21, d22, d23, d24, d25, d26, d27, d28, d29, d30, d31

#endif
