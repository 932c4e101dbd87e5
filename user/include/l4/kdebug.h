/* SPDX-License-Identifier: BSD-2-Clause */
/* kdebug.h - calls to the kernel debugger: console characters and breakpoints. */

#ifndef L4_KDEBUG_H
#define L4_KDEBUG_H

#include <l4/target.h>

#if defined(L4_ARCH_IA32)
#include <l4/ia32/kdebug.h>
#elif defined(L4_ARCH_AMD64)
#include <l4/amd64/kdebug.h>
#elif defined(L4_ARCH_ARM)
#include <l4/arm/kdebug.h>
#elif defined(L4_ARCH_MIPS64)
#include <l4/mips64/kdebug.h>
#elif defined(L4_ARCH_AARCH64)
#include <l4/aarch64/kdebug.h>
#elif defined(L4_ARCH_RISCV64)
#include <l4/riscv64/kdebug.h>
#endif

#endif /* L4_KDEBUG_H */
