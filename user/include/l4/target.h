/* SPDX-License-Identifier: BSD-2-Clause */
/* target.h - which CPU the compiler builds for: names it and includes its types. */

#ifndef L4_TARGET_H
#define L4_TARGET_H

/*
 * A port supplies l4/<cpu>/{types,vregs,syscalls,specials,arch,kdebug}.h.  Only this file,
 * binding.h, arch.h and kdebug.h choose between CPUs; all other headers are the same for all.
 */
#if defined(__i386__)
#define L4_ARCH_IA32
#define L4_ARCH_X86
#include <l4/ia32/types.h>
#elif defined(__x86_64__)
#define L4_ARCH_AMD64
#define L4_ARCH_X86
#include <l4/amd64/types.h>
#elif defined(__arm__)
#define L4_ARCH_ARM
#include <l4/arm/types.h>
#elif defined(__mips64)
#define L4_ARCH_MIPS64
#include <l4/mips64/types.h>
#elif defined(__aarch64__)
#define L4_ARCH_AARCH64
#include <l4/aarch64/types.h>
#elif defined(__riscv)
#define L4_ARCH_RISCV64
#include <l4/riscv64/types.h>
#else
#error "l4: no binding for this CPU"
#endif

#if defined(L4_64BIT)
#define L4_BITS_PER_WORD	64
#else
#define L4_BITS_PER_WORD	32
#endif

#endif /* L4_TARGET_H */
