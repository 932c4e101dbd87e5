/* SPDX-License-Identifier: BSD-2-Clause */
/* ia32.c - what ia32's arch_pte.h finds out at boot: the CPU has large pages and PAT. */
#include "arch_pte.h"

uint32_t arch_features = CPUID_1_EDX_PSE | CPUID_1_EDX_PAT;
