/* SPDX-License-Identifier: BSD-2-Clause */
/* arch.h - what only ia32 has: I/O flexpages, exception messages. */

#ifndef L4_IA32_ARCH_H
#define L4_IA32_ARCH_H

#include <l4/specials.h>
#include <l4/types.h>
#include <l4/ioport.h>

/* Message registers of an exception message and of its reply (X2:6.2). */
#define L4_EXC_MR_EIP		1
#define L4_EXC_MR_EFLAGS	2
#define L4_EXC_MR_EXCEPTIONNO	3
#define L4_EXC_MR_ERRORCODE	4
#define L4_EXC_MR_EDI		5
#define L4_EXC_MR_ESI		6
#define L4_EXC_MR_EBP		7
#define L4_EXC_MR_ESP		8
#define L4_EXC_MR_EBX		9
#define L4_EXC_MR_EDX		10
#define L4_EXC_MR_ECX		11
#define L4_EXC_MR_EAX		12
#define L4_EXC_MRS		12

#endif /* L4_IA32_ARCH_H */
