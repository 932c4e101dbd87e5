/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_private.h - what the files of this port's glue share among themselves. */
#ifndef GLUE_PRIVATE_H
#define GLUE_PRIVATE_H

#include "compiler.h"
#include "types.h"

struct arch_frame;
struct tcb;

/* entry.S: 256 stubs of 16 bytes; where sysenter goes. */
extern char glue_trap_stubs[];
void glue_sysenter(void);


/* From entry.S: a trap from user mode, registers in t; a trap out of the kernel. */
__noreturn void glue_trap(struct tcb *t);
void glue_kernel_trap(struct arch_frame *f);

/* kip_stubs.S, linked into the KIP. */
extern char glue_stub_ipc_fast[], glue_stub_ipc_return[], glue_stubs[];
#define GLUE_STUB_BYTES	8

/* syscall.c: from glue_sysenter. */
__noreturn void glue_ipc(word_t to, word_t from, word_t timeouts) __attribute__((regparm(3)));

/* entry.S: back to user code from Ipc; tcb as glue_return_to_user. */
__noreturn void glue_return_from_ipc(struct tcb *t) __attribute__((regparm(1)));

/* syscall.c: system call `call` by INT. */
void glue_syscall(struct tcb *t, word_t call);

/* kdebug.c: INT 3 of t in one of the forms that print or read (X2:kdebug); false: another. */
bool glue_kdebug(struct tcb *t);

/* thread.c: t uses the FPU and has no state yet; false: no memory, or no FPU. */
bool glue_fpu_first_use(struct tcb *t);

struct percpu;
struct space;

/*
 * io.c: t's instruction raised a general protection fault.  True if it was an I/O instruction on
 * ports, and all is done that is to do.
 */
bool glue_io_fault(struct tcb *t);

/*
 * special.c: t's instruction is a privileged one that the kernel carries out for user code: debug
 * registers, model-specific registers.  True: done; false: not such an instruction, or refused.
 */
bool glue_special(struct tcb *t);

/* special.c: a debug trap; false: nothing of t's. */
void glue_debug_trap(struct tcb *t);

/* special.c: load the debug registers of `to`; true if any is in use then. */
bool glue_debug_switch(const struct tcb *to);

void glue_debug_destroy(struct tcb *t);

/* exception.c: make t's pending exception `vector` with this error code and report it. */
void glue_raise(struct tcb *t, word_t vector, word_t error);

#endif
