/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu_registers.h - registers of the FPU of ARMv5: VFPv2; for assembly only. */
#ifndef FPU_REGISTERS_H
#define FPU_REGISTERS_H

#define FPU_UNIT	.fpu vfpv2
#define ALL_REGISTERS \
	d0, d1, d2, d3, d4, d5, d6, d7, d8, d9, d10, d11, d12, d13, d14, d15

#endif
