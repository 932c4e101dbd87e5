/* SPDX-License-Identifier: BSD-2-Clause */
/* x86_glue_private.h - what the glue of an x86 CPU calls in the files that all of them share. */
#ifndef X86_GLUE_PRIVATE_H
#define X86_GLUE_PRIVATE_H

#include "compiler.h"
#include "types.h"

struct arch_frame;
struct tcb;

/*
 * Registers that a thread may own, in tcb.glue.special: FPU state, debug registers, I/O ports that
 * the permission map lets through.  A thread switch has to care for them (fpu_state.c).
 */
#define SPECIAL_FPU	1u
#define SPECIAL_DEBUG	2u
#define SPECIAL_IO	4u

/* fpu_state.c: the current thread owns this, too, from now on. */
void glue_special_add(struct tcb *t, word_t what);

/* io_map.c: the permission map is as it must be for `to`; true if it lets something through. */
bool glue_io_switch(const struct tcb *to);

/* kdebug.c: INT 3 of t in one of the forms that print or read (X2:kdebug); false: another. */
bool glue_kdebug(struct tcb *t);

/* fpu_state.c: t uses the FPU and has no state yet; false: no memory, or no FPU. */
bool glue_fpu_first_use(struct tcb *t);

/*
 * io_map.c: t's instruction raised a general protection fault.  True if it was an I/O instruction
 * on ports, and all is done that is to do.
 */
bool glue_io_fault(struct tcb *t);

/*
 * special.c: t's instruction is a privileged one that the kernel carries out for user code: debug
 * registers, model-specific registers.  True: done; false: not such an instruction, or refused.
 */
bool glue_special(struct tcb *t);

/* special.c: a debug trap was taken by t; true: it was the kernel debugger's business alone. */
bool glue_debug_trap(struct tcb *t);

/* The same by the kernel. */
void glue_debug_trap_kernel(struct arch_frame *f);

/* special.c: load the debug registers of `to`; true if any is in use then. */
bool glue_debug_switch(const struct tcb *to);

void glue_debug_destroy(struct tcb *t);

/*
 * breakpoint.c, only with CONFIG_KDB: which of the four breakpoints are the kernel debugger's, the
 * bits of DR7 that enable these and all that belong to them; set their addresses again; enter the
 * debugger if a trap with this DR6 is its business: the result is what is left of DR6 for users.
 */
extern word_t glue_breakpoint_hits, glue_breakpoint_dr7, glue_breakpoint_owned;
void glue_breakpoint_load(void);
word_t glue_breakpoint_trap(struct arch_frame *f, word_t dr6);

/*
 * exception.c of each CPU: where in struct arch_frame the words of an exception message are, from
 * MR1 on; glue_private.h says how many (GLUE_EXCEPTION_WORDS), and which is that of the flags
 * (GLUE_EXCEPTION_FLAGS).
 */
extern const uint8_t glue_exception_words[];

/* entry.S of each CPU: code that runs on small stacks or none, from glue_trap_stubs up to here. */
extern char glue_trap_stubs[], glue_entry_end[];

/* From entry.S: a trap from user mode, registers in t; a trap out of the kernel (exception.c). */
__noreturn void glue_trap(struct tcb *t);
void glue_kernel_trap(struct arch_frame *f);

/* exception.c of each CPU: general register n in the encoding of instructions. */
word_t *glue_register(struct arch_frame *f, unsigned n);

/* exception_msg.c: make t's pending exception this one and report it. */
void glue_raise(struct tcb *t, word_t vector, word_t error);

#endif
