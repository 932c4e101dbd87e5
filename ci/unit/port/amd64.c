/* SPDX-License-Identifier: BSD-2-Clause */
/* amd64.c - what amd64's arch_pte.h finds out at boot: the CPU has everything. */
#include "arch_pte.h"

pte_t arch_pte_nx = PTE_NX;
bool arch_pte_huge = true;
