/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_private.h - what the files of this port's glue share among themselves. */
#ifndef GLUE_PRIVATE_H
#define GLUE_PRIVATE_H

#include "compiler.h"
#include "kip.h"
#include "types.h"

struct arch_frame;
struct tcb;

/* From entry.S: a trap from user mode, registers in t; a trap out of the kernel. */
__noreturn void glue_trap(struct tcb *t, word_t vector);
void glue_kernel_trap(struct arch_frame *f);

/* From entry.S: Ipc and Lipc; another call of a stub. */
__noreturn void glue_ipc(word_t to, word_t from, word_t timeouts, struct tcb *t);
__noreturn void glue_syscall(struct tcb *t, word_t call);

/* entry.S: the page of the vectors and of all code that has no stack. */
extern char glue_vectors[];

/* kip_stubs.S, linked into the KIP. */
extern char glue_stubs[];
#define GLUE_STUB_BYTES		16
#define GLUE_STUB_RETURN	8	/* behind its svc */

/* Where in the KIP the stub of a call begins. */
static inline word_t glue_stub_offset(unsigned call)
{
	return (word_t)(glue_stubs - (char *)&kip_page) + call * GLUE_STUB_BYTES;
}

/* kdebug.c: t has jumped to one of the addresses that are calls; false: to another one. */
bool glue_kernel_call(struct tcb *t);

/*
 * breakpoint.c of each version, only with CONFIG_KDB: a fetch was aborted; enter the debugger if it
 * has a breakpoint there.  A trap out of user code: breakpoints that were hit become active again.
 */
bool glue_breakpoint_hit(struct arch_frame *f);
void glue_breakpoint_wake(void);

/* exception.c: make t's pending exception this one and report it. */
void glue_raise(struct tcb *t, word_t exception, word_t error);

#endif
