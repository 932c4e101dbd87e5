/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kernel.h - what glue calls: boot, system calls, faults, interrupts, and the way out.
 *
 * All of them run on the kernel stack with interrupts off; `t` is the current thread, whose user
 * registers are in its frame.  They change thread states and return; then glue calls
 * kernel_leave().
 */
#ifndef KERNEL_H
#define KERNEL_H

#include "abi.h"
#include "compiler.h"

struct tcb;

/* From start.S, once, on the boot CPU: paging on, stack set, boot_arg as start.S got it. */
__noreturn void kernel_main(word_t boot_arg);

/*
 * Finish a trap: run what is pending, choose a thread, return to user mode through
 * glue_return_to_user().  Idles inside if nobody is ready.
 */
__noreturn void kernel_leave(void);

/* What the idle thread does; its continuation. */
void kernel_idle(struct tcb *idle);

/* --- system calls (X2:syscalls) ---------------------------------------------------------- */

/* Whatever IPC may need; glue first tries ipc_fast() of ipc_fast.h. */
void sys_ipc(struct tcb *t, tid_t to, tid_t from, word_t timeouts);

struct exregs_args {
	tid_t dest;
	word_t control, sp, ip, flags, handle;
	tid_t pager;
};

/* In and out through *a: dest becomes the result. */
void sys_exregs(struct tcb *t, struct exregs_args *a);

/* Result by glue_result(t, X2_THREAD_CONTROL, 1 or 0), perhaps after preemptions. */
void sys_thread_control(struct tcb *t, tid_t dest, tid_t space, tid_t scheduler, tid_t pager,
			word_t utcb_location);
void sys_thread_switch(struct tcb *t, tid_t dest);
word_t sys_schedule(struct tcb *t, tid_t dest, word_t time, word_t processor, word_t prio,
		    word_t preemption, word_t *old_time);
uint64_t sys_system_clock(void);

/* Results: MR0..MRk by glue_mr_set. */
void sys_unmap(struct tcb *t, word_t control);

/*
 * Result by glue_result(t, X2_SPACE_CONTROL, 1 or 0), perhaps after preemptions.  The control word
 * means nothing, its old value is 0: no small spaces, no hardware virtualization.
 */
void sys_space_control(struct tcb *t, tid_t space, fpage_t kip, fpage_t utcb, tid_t redirector);
word_t sys_processor_control(struct tcb *t);

/* Result by glue_result(t, X2_MEMORY_CONTROL, ...). */
void sys_memory_control(struct tcb *t, word_t control, const word_t attributes[4]);

/* --- faults ------------------------------------------------------------------------------ */

/*
 * User access to va faulted: `access` is one of RIGHT_R, RIGHT_W, RIGHT_X (or R|W), ip the
 * instruction.  Becomes a page-fault message; the instruction is retried.
 */
void handle_pagefault(struct tcb *t, word_t va, unsigned access, word_t ip);

/* User code touched I/O ports (an I/O fpage) that its space does not own: X2:protocols.iofault. */
void handle_io_pagefault(struct tcb *t, fpage_t ports, word_t ip);

/*
 * User code raised an exception, which glue has recorded in t->glue: becomes a message whose words
 * glue_exception_msg() writes.
 */
void handle_exception(struct tcb *t);

/* --- interrupts -------------------------------------------------------------------------- */

/*
 * An interrupt was taken, from user mode or in an interrupt window; `vector` for
 * platform_irq_next().
 */
void handle_irq(word_t vector);

/* A register that holds an id. */
static inline tid_t tid(word_t raw)
{
	return (tid_t){ raw };
}

#endif
