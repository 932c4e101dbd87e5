/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * exc_mrs.h - part of arch.h where an exception message has no general registers: all of it but the
 * instruction pointer, which is MR1 (X2:8.1, X2:9.1).
 */

#ifndef L4_EXC_MRS_H
#define L4_EXC_MRS_H

#define L4_EXC_MR_SP		2
#define L4_EXC_MR_FLAGS		3
#define L4_EXC_MR_EXCEPTIONNO	4
#define L4_EXC_MR_ERRORCODE	5
#define L4_EXC_MR_LOCALID	6
#define L4_EXC_MRS		6

#endif /* L4_EXC_MRS_H */
