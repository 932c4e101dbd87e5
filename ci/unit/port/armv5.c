/* SPDX-License-Identifier: BSD-2-Clause */
/* armv5.c - what ARMv5's arch_pte.h finds out at boot: all addresses are RAM. */
#include "arch_pte.h"

paddr_t arch_ram_first, arch_ram_last = WORD_MAX;
