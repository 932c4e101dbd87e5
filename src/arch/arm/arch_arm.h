/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_arm.h - what glue and boards use of this CPU beyond arch.h. */
#ifndef ARCH_ARM_H
#define ARCH_ARM_H

#include "types.h"

/* False: the CPU has no FPU, or none whose state the kernel can keep. */
bool arch_has_fpu(void);

/*
 * Instructions that perhaps do not exist (probe.S); then the result is 0.  The handler of undefined
 * instructions of the kernel tells whether one was among them.
 */
word_t arch_probe_semihosting(word_t call, const void *block);
word_t arch_probe_firmware(word_t function);
word_t arch_probe_hypervisor(word_t function);
word_t arch_probe_fpu(void);
bool arch_undef_in_probe(word_t pc);

#endif
