/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.h - the name of the CPU for programs that have to know: arm. */

#ifndef L4_ARM_CPU_H
#define L4_ARM_CPU_H

#define L4_ARCH_ARM

#endif /* L4_ARM_CPU_H */
