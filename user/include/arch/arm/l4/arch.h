/* SPDX-License-Identifier: BSD-2-Clause */
/* arch.h - what only arm has: exception messages. */

#ifndef L4_ARM_ARCH_H
#define L4_ARM_ARCH_H

#include <l4/exc_mrs.h>
#include <l4/specials.h>
#include <l4/types.h>

/* A system call that is not the kernel's: message and reply (X2:8.1); R0 to R7 in a row. */
#define L4_SVC_MR_PC		1
#define L4_SVC_MR_R0		2
#define L4_SVC_MR_SP		10
#define L4_SVC_MR_LR		11
#define L4_SVC_MR_INSTRUCTION	12
#define L4_SVC_MR_FLAGS		13
#define L4_SVC_MRS		13

/* Any other exception; the reply has the first three. */
#define L4_EXC_MR_PC		1
#define L4_EXC_REPLY_MRS	3

/* ExceptionNo; that of an abort is larger by the fault status. */
#define L4_EXC_UNDEFINED	1
#define L4_EXC_ABORT		0x100
#define L4_EXC_ALIGNMENT	(L4_EXC_ABORT + 1)

#endif /* L4_ARM_ARCH_H */
