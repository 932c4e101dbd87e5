/* SPDX-License-Identifier: BSD-2-Clause */
/* arch.h - what X.2 defines for one CPU only, for the CPU compiled for. */

#ifndef L4_ARCH_H
#define L4_ARCH_H

#include <l4/target.h>

#if defined(L4_ARCH_IA32)
#include <l4/ia32/arch.h>
#elif defined(L4_ARCH_AMD64)
#include <l4/amd64/arch.h>
#elif defined(L4_ARCH_ARM)
#include <l4/arm/arch.h>
#elif defined(L4_ARCH_MIPS64)
#include <l4/mips64/arch.h>
#elif defined(L4_ARCH_AARCH64)
#include <l4/aarch64/arch.h>
#elif defined(L4_ARCH_RISCV64)
#include <l4/riscv64/arch.h>
#endif

#endif /* L4_ARCH_H */
