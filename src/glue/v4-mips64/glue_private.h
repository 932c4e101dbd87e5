/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_private.h - what the files of this port's glue share among themselves. */
#ifndef GLUE_PRIVATE_H
#define GLUE_PRIVATE_H

#include "compiler.h"
#include "types.h"

struct arch_frame;
struct space;
struct tcb;

/* Code in which the debugger does not set breakpoints: what it takes to handle one. */
#define __entry_code	__attribute__((section(".text.entry")))

/* From entry.S: a trap from user mode, registers in t; a trap out of the kernel. */
__noreturn void glue_trap(struct tcb *t);
void glue_kernel_trap(struct arch_frame *f);

/* From entry.S: Ipc; another system call, `number` negative. */
__noreturn void glue_ipc(word_t to, word_t from, word_t timeouts, struct tcb *t);
__noreturn void glue_syscall(struct tcb *t, sword_t number);

/* exception.c: report the exception t has raised, whose facts are in its frame. */
void glue_raise(struct tcb *t);

/* The instruction t was at, or the branch before it; false: it cannot be read. */
bool glue_fetch(struct tcb *t, word_t ip, uint32_t *code);

/* t is done with the instruction that trapped: go on behind it.  False: it cannot be told where. */
__must_check bool glue_skip(struct tcb *t);

/* kdebug.c: `break` of t with a number in at that means something; false: another (X2:kdebug). */
bool glue_kdebug(struct tcb *t);

/*
 * breakpoint.c, for CONFIG_KDB: `break` at f was the debugger's; another trap of f; a page of s has
 * been used for the first time.
 */
__must_check bool glue_breakpoint_trap(struct arch_frame *f);
void glue_breakpoint_interrupts_on(struct arch_frame *f);
void glue_breakpoint_touched(const struct space *s);

/* kip_stubs.S: one stub of 8 bytes per call, linked into the KIP. */
extern char glue_stubs[];
#define GLUE_STUB_BYTES	8

#endif
