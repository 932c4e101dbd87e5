/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.h - the name of the CPU for programs that have to know: amd64. */

#ifndef L4_AMD64_CPU_H
#define L4_AMD64_CPU_H

#define L4_ARCH_AMD64
#define L4_ARCH_X86

#endif /* L4_AMD64_CPU_H */
