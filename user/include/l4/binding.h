/* SPDX-License-Identifier: BSD-2-Clause */
/* binding.h - virtual registers, system calls and special values of the CPU compiled for. */

#ifndef L4_BINDING_H
#define L4_BINDING_H

#include <l4/target.h>

#if defined(L4_ARCH_IA32)
#include <l4/ia32/specials.h>
#include <l4/ia32/syscalls.h>
#include <l4/ia32/vregs.h>
#elif defined(L4_ARCH_AMD64)
#include <l4/amd64/specials.h>
#include <l4/amd64/syscalls.h>
#include <l4/amd64/vregs.h>
#elif defined(L4_ARCH_ARM)
#include <l4/arm/specials.h>
#include <l4/arm/syscalls.h>
#include <l4/arm/vregs.h>
#elif defined(L4_ARCH_MIPS64)
#include <l4/mips64/specials.h>
#include <l4/mips64/syscalls.h>
#include <l4/mips64/vregs.h>
#elif defined(L4_ARCH_AARCH64)
#include <l4/aarch64/specials.h>
#include <l4/aarch64/syscalls.h>
#include <l4/aarch64/vregs.h>
#elif defined(L4_ARCH_RISCV64)
#include <l4/riscv64/specials.h>
#include <l4/riscv64/syscalls.h>
#include <l4/riscv64/vregs.h>
#endif

#endif /* L4_BINDING_H */
