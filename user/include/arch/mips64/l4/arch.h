/* SPDX-License-Identifier: BSD-2-Clause */
/* arch.h - what only mips64 has: exception messages. */

#ifndef L4_MIPS64_ARCH_H
#define L4_MIPS64_ARCH_H

#include <l4/exc_mrs.h>
#include <l4/specials.h>
#include <l4/types.h>

/* Message registers of an exception message and of its reply (X2:9.1). */
#define L4_EXC_MR_IP		1

/* Of the message of a syscall instruction: v0, v1, then a0 to a7. */
#define L4_EXC_MR_SYSCALL_V0	4
#define L4_EXC_MR_SYSCALL_V1	5
#define L4_EXC_MR_SYSCALL_A(n)	(6 + (n))
#define L4_EXC_SYSCALL_MRS	13

/* In FLAGS: IP is that of a branch, the exception was in its delay slot. */
#define L4_EXC_FLAG_DELAY_SLOT	1UL

#endif /* L4_MIPS64_ARCH_H */
