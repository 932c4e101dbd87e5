/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * glue.h - CONTRACT: all that the marriage of X.2 and a CPU must supply.
 *
 * Leaf headers of the port: glue_layout.h (address map), glue_utcb.h (struct utcb: one member per
 * TCR under the same names everywhere, mr[64], glue_utcb_br()), glue_tcb.h (struct glue_tcb: the
 * frame FIRST), glue_space.h (struct glue_space: root, asid).  Functions declared `static inline`
 * here are defined by the port's glue_inline.h, included last.
 *
 * Glue in turn calls kernel_main(), the sys_*() functions and handle_*() of kernel.h, and ends
 * every trap with kernel_leave().  Arguments are values, never a frame.
 */
#ifndef GLUE_H
#define GLUE_H

#include "abi.h"
#include "compiler.h"
#include "glue_call.h"
#include "glue_layout.h"
#include "glue_space.h"
#include "glue_tcb.h"
#include "glue_utcb.h"
#include "types.h"

struct tcb;
struct space;
struct kip;

/* --- entering and leaving ---------------------------------------------------------------- */

/*
 * Leave to user mode through the frame of t, which is the current thread of this CPU and whose
 * space is loaded.  The only way out of the kernel.
 */
__noreturn void glue_return_to_user(struct tcb *t);

/* --- threads ----------------------------------------------------------------------------- */

/* Initialise what the port keeps of a new thread: frame with user selectors and status. */
void glue_thread_init(struct tcb *t);

/* The thread's first entry to user mode: at ip and sp, all other registers zero. */
void glue_thread_start(struct tcb *t, word_t ip, word_t sp);

/* Release what the port allocated for t (FPU state); t runs on no CPU. */
void glue_thread_destroy(struct tcb *t);

/*
 * Make `to` the thread that runs next on this CPU: load its space if another is loaded, its UTCB
 * pointer, its FPU state, and the place where its next trap is saved.  percpu->current has been
 * set to it.  `from` may be the idle thread or a deleted thread (then NULL).
 */
void glue_thread_switch(struct tcb *from, struct tcb *to);

/*
 * The same from one user thread to another, for the IPC fast path: inline, with what is rare (FPU,
 * debug registers) out of line.
 */
static inline void glue_thread_switch_ipc(struct tcb *from, struct tcb *to);

/*
 * t, in the receive phase of an Ipc call, is to be parked (park.h).  may_park: are its registers
 * such that the assembly fast path may let it go on?  park, unpark: keep what that path keeps of a
 * parked thread elsewhere than the frame, and bring it back.
 */
static inline bool glue_thread_may_park(const struct tcb *t);
static inline void glue_thread_park(struct tcb *t);
static inline void glue_thread_unpark(struct tcb *t);

/* Registers that ExchangeRegisters reads and writes (X2:exregs); set_flags masks. */
static inline word_t glue_thread_ip(const struct tcb *t);
static inline word_t glue_thread_sp(const struct tcb *t);
static inline word_t glue_thread_flags(const struct tcb *t);
static inline void glue_thread_set_ip(struct tcb *t, word_t ip);
static inline void glue_thread_set_sp(struct tcb *t, word_t sp);
static inline void glue_thread_set_flags(struct tcb *t, word_t flags);

/* The local id of the thread whose UTCB block begins at user address `block`, and back. */
static inline tid_t glue_local_id(word_t block);
static inline word_t glue_utcb_block(tid_t local);

/* --- messages ---------------------------------------------------------------------------- */

/* MR i of the message that t, inside an IPC or Unmap call, is about to send. */
static inline word_t glue_mr_get(const struct tcb *t, unsigned i);

/* Deliver MR i to t: to where the ABI says a received message register is found. */
static inline void glue_mr_set(struct tcb *t, unsigned i, word_t value);

/* Copy MR1..MRn from the sender's to the receiver's; n <= 63. */
static inline void glue_mr_copy(struct tcb *to, const struct tcb *from, unsigned n);

/* Word i of the list of fpages that Unmap or MemoryControl takes, and the status Unmap returns. */
static inline word_t glue_list_get(const struct tcb *t, enum x2_call call, unsigned i);
static inline void glue_list_set(struct tcb *t, unsigned i, word_t value);

/* The IPC of t is over: its `from` result.  MR0 has been set with glue_mr_set. */
static inline void glue_ipc_return(struct tcb *t, tid_t from);

/* Result of a call that ends later: the word for ThreadControl and the like (1 or 0). */
void glue_result(struct tcb *t, enum x2_call call, word_t value);

/* The character that a console trap of t has waited for (kdebug.h). */
void glue_kdebug_result(struct tcb *t, word_t value);

/* --- exceptions -------------------------------------------------------------------------- */

/*
 * Write the message of t's pending exception (recorded by glue in t->glue) to MR1.. of `to`; the
 * result is its MR0 (X2:protocols.exception).
 */
msgtag_t glue_exception_msg(struct tcb *t, struct tcb *to);

/* Load the words of a reply of u untyped words in the MRs of `from` into the frame of t. */
void glue_exception_reply(struct tcb *t, const struct tcb *from, unsigned u);

/* --- control-transfer items -------------------------------------------------------------- */

/*
 * The place of general register n of t, below GLUE_CTRLXFER_GENERAL (glue_layout.h, at most
 * WORD_BITS - 14) and in the port's order; NULL if it is always 0.  It holds what user code of t
 * finds when it next executes, whatever way it has entered the kernel.
 */
word_t *glue_ctrlxfer_general(struct tcb *t, unsigned n);

/* Number and error code of t's pending exception. */
void glue_ctrlxfer_exception(const struct tcb *t, word_t *number, word_t *error);

/* --- spaces ------------------------------------------------------------------------------ */

/*
 * Make the page table of a new space, whose user part is empty: root table, asid.  0 or
 * -ERR_NO_MEM.  destroy frees root and asid; the user part is empty again.
 */
int glue_space_init(struct space *s);
void glue_space_destroy(struct space *s);

/* Drop whatever the CPU caches of the page table of s, which has lost a table. */
static inline void glue_space_flush(struct space *s);

/* KIP and UTCB area of s have just been set: precompute what depends on the place of the KIP. */
void glue_space_configured(struct space *s);

/* t has just got a UTCB in s: whatever a thread keeps of its space. */
void glue_utcb_attached(struct tcb *t, const struct space *s);

/* The arch memory type for an X.2 attribute (X2:memctrl), or -1 if there is none. */
int glue_mem_attr(word_t attribute);

/*
 * What else MemoryControl does for an X.2 attribute: write back and forget data (RIGHT_R), make
 * code visible to instruction fetch (RIGHT_X); 0 if that is no business of caches.  Only for CPUs
 * with HAVE_CACHE_CONTROL.
 */
unsigned glue_mem_flush(word_t attribute);

/*
 * Install the entry points of this CPU: traps, system calls; once kernel memory can be had, so that
 * what goes wrong later, in drivers, is reported.
 */
void glue_init_cpu(unsigned cpu);

/*
 * s may no longer use all of the I/O ports it could: drop what the CPU has cached of them.  Only
 * for CPUs with HAVE_IO_PORTS.
 */
void glue_io_revoked(struct space *s);

/* --- kernel debugger: only with CONFIG_KDB ----------------------------------------------- */

/*
 * Breakpoint n (0, 1, ...): before anybody, user of any space or the kernel, executes the
 * instruction at va, glue calls kdb_enter().  False: the CPU has no breakpoint n, or cannot stop
 * there.
 */
bool glue_breakpoint_set(unsigned n, word_t va);
void glue_breakpoint_clear(unsigned n);

/* Call kdb_enter() when t has executed its next user instruction; false: the CPU cannot. */
bool glue_single_step(struct tcb *t);

/* --- boot -------------------------------------------------------------------------------- */

/* Fill in what only the port knows: links, page sizes and rights, API flags, stubs. */
void glue_kip_init(struct kip *kip);

/*
 * Give the kernel access to physical [start, end) at start + GLUE_PHYS_WINDOW; at boot, before
 * there are spaces, or of what has been prepared.
 */
void glue_map_kernel(paddr_t start, paddr_t end);

/*
 * At boot: pages inside [start, end) may be given to glue_map_kernel later, 8 pages at once, if
 * glue_kernel_prepared says so.  kmem_alloc works already; three quarters of it are to be left.
 * Only with CONFIG_KMEM_GROW.
 */
void glue_prepare_kernel(paddr_t start, paddr_t end);

/* May [start, end) be given to glue_map_kernel at any time?  With CONFIG_KMEM_GROW. */
bool glue_kernel_prepared(paddr_t start, paddr_t end);

#include "glue_inline.h"

#endif
