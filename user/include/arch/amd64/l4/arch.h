/* SPDX-License-Identifier: BSD-2-Clause */
/* arch.h - what only amd64 has: I/O flexpages, exception messages. */

#ifndef L4_AMD64_ARCH_H
#define L4_AMD64_ARCH_H

#include <l4/specials.h>
#include <l4/types.h>
#include <l4/ioport.h>

/* Message registers of an exception message and of its reply (X2:7.1). */
#define L4_EXC_MR_RIP		1
#define L4_EXC_MR_RBX		2
#define L4_EXC_MR_R10		3
#define L4_EXC_MR_R12		4
#define L4_EXC_MR_R13		5
#define L4_EXC_MR_R14		6
#define L4_EXC_MR_R15		7
#define L4_EXC_MR_RAX		8
#define L4_EXC_MR_RCX		9
#define L4_EXC_MR_RDX		10
#define L4_EXC_MR_RSI		11
#define L4_EXC_MR_RDI		12
#define L4_EXC_MR_RBP		13
#define L4_EXC_MR_R8		14
#define L4_EXC_MR_R9		15
#define L4_EXC_MR_R11		16
#define L4_EXC_MR_RSP		17
#define L4_EXC_MR_RFLAGS	18
#define L4_EXC_MR_EXCEPTIONNO	19
#define L4_EXC_MR_ERRORCODE	20
#define L4_EXC_MRS		20

#endif /* L4_AMD64_ARCH_H */
