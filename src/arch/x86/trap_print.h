/* SPDX-License-Identifier: BSD-2-Clause */
/* trap_print.h - parts of arch_frame_print and arch_backtrace that all x86 CPUs have in common. */
#ifndef TRAP_PRINT_H
#define TRAP_PRINT_H

#include "types.h"

struct arch_frame;

/* Vector and error code of f in words; for a page fault also its address. */
void arch_print_cause(const struct arch_frame *f);

/* Where the kernel was when its own trap was printed; 0 if none was. */
extern word_t arch_backtrace_sp, arch_backtrace_ip;

/* Of each CPU: is the word at sp on a stack of the kernel? */
bool arch_on_stack(word_t sp);

#endif
