/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.h - the name of the CPU for programs that have to know: mips64. */

#ifndef L4_MIPS64_CPU_H
#define L4_MIPS64_CPU_H

#define L4_ARCH_MIPS64

#endif /* L4_MIPS64_CPU_H */
