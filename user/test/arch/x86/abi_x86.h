/* SPDX-License-Identifier: BSD-2-Clause */
/* abi_x86.h - tests of the ABI and the environment that ia32 and amd64 share. */
#ifndef ABI_X86_H
#define ABI_X86_H

#include "../common/abi.h"

void x86_ipc_failure(word_t arg);
void x86_ipc_wrong_utcb(word_t utcb);
void x86_memory_control(word_t which);
void x86_private_segments(word_t selector);
void x86_odd_flags(word_t flags);

#endif
