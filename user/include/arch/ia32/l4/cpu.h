/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.h - the name of the CPU for programs that have to know: ia32. */

#ifndef L4_IA32_CPU_H
#define L4_IA32_CPU_H

#define L4_ARCH_IA32
#define L4_ARCH_X86

#endif /* L4_IA32_CPU_H */
