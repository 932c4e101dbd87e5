/* SPDX-License-Identifier: BSD-2-Clause */
/* tcb.h - the thread control block, grouped by who uses it, and how threads are found. */
#ifndef TCB_H
#define TCB_H

#include "abi.h"
#include "ctrlxfer.h"
#include "glue_tcb.h"
#include "glue_utcb.h"
#include "io.h"
#include "list.h"
#include "map.h"
#include "timeout.h"

struct space;
struct tcb;

/*
 * What a thread is doing, in the low bits of tcb.state; legal transitions are in doc/ipc.md.
 * A thread in THREAD_WAITING without any flag is usually parked (park.h).
 */
enum thread_state {
	THREAD_INACTIVE,	/* no UTCB yet, or an interrupt nobody handles */
	THREAD_RUNNING,		/* running or ready, unless halted */
	THREAD_WAITING,		/* receive phase: waits for tcb.wait_for */
	THREAD_POLLING,		/* send phase: in the send queue of tcb.peer */
	THREAD_SENDING,		/* message transfer to tcb.locked under way */
	THREAD_RECEIVING,	/* message transfer from tcb.locked under way */
	THREAD_DEAD,		/* deleted, being taken apart by the reaper */
};

#define THREAD_STATE_MASK	15u

/*
 * Why a thread may not wait without looking closer, in tcb.bars: how many threads are queued on it,
 * and bits that count even if it waits for one partner that is not queued (X2:ipc).  0: it may.
 */
#define BAR_SENDER	1u		/* times the threads in its send queue */
#define BAR_PROPAGATED	(1u << 24)	/* some of these send in the name of others */
#define BAR_REDIRECTED	(1u << 25)	/* its space has a redirector */
#define BAR_DELAY	(1u << 26)	/* it delays its preemption */
#define BAR_GLUE	(1u << 27)	/* it owns registers that a switch must care for */
#define BAR_UNUSUAL	(BAR_REDIRECTED | BAR_DELAY)
#define BAR_CLOSED	(BAR_PROPAGATED | BAR_REDIRECTED | BAR_DELAY | BAR_GLUE)

#define THREAD_HALTED	BIT(4)	/* executes no user instruction, takes part in no rendezvous */
#define THREAD_KERNEL	BIT(5)	/* the exchange is the kernel's: tcb.mode is not IPC_USER */
#define THREAD_LOOKING	BIT(6)	/* WAITING or POLLING, but runnable: its continuation will look
				 * for a partner first */

/* On whose business a thread is in IPC; decides what messages mean (ipc_fault.c). */
enum ipc_mode {
	IPC_USER,		/* system call */
	IPC_START,		/* waits for its start message */
	IPC_PAGEFAULT,		/* page fault of user code */
	IPC_IO_FAULT,		/* I/O page fault of user code */
	IPC_EXCEPTION,		/* exception of user code */
	IPC_INTERRUPT,		/* an interrupt thread */
	IPC_PREEMPTION,		/* signalled preemption: one way, never blocks */
	IPC_QUANTUM,		/* total quantum used up */
	IPC_XFER_FAULT,		/* page fault in the middle of a string transfer */
	IPC_KMEM,		/* the kernel itself asks sigma0 for memory */
};

/* What kernel_leave() has to do before a thread reaches user mode again (tcb.work). */
#define WORK_CONT	BIT(0)	/* run tcb.cont */
#define WORK_HALT	BIT(1)	/* THREAD_HALTED is set: stop instead */
#define WORK_SIGNAL	BIT(2)	/* was preempted: send a preemption message */
#define WORK_QUANTUM	BIT(3)	/* total quantum is used up: tell the scheduler and stop */

/* Which member of tcb.op a preempted system call is using, so that deletion can drop it. */
enum kernel_op {
	OP_NONE,
	OP_UNMAP,
	OP_IO_UNMAP,
};

/* Where a gather or scatter list stands: X2:types.items, compound strings. */
struct string_cursor {
	word_t ptr;		/* next byte of the current substring */
	word_t left;		/* bytes left in it */
	word_t length;		/* of each substring of the current length word */
	uint8_t next;		/* register (MR or BR) holding the next pointer or length word */
	uint8_t limit;		/* first register that is not the list's */
	uint8_t pointers;	/* pointers still to come for the current length word */
	uint8_t more;		/* another length word follows them */
	uint8_t slot;		/* register the current pointer came from; 0: already reported */
};

/* What a nested page-fault exchange must not destroy of the IPC that it interrupts. */
struct ipc_outer {
	uint8_t state;		/* SENDING or RECEIVING */
	uint8_t mode;
	uint8_t tag_flags;
	uint16_t rcv_time;
	tid_t rcv_from;
	tid_t intended;
	struct tcb *virt;
	struct tcb *locked;
};

/* A message transfer under way; lives in the sender's TCB (ipc_xfer.c). */
struct ipc_xfer {
	struct tcb *active;		/* the partner that executes it */
	msgtag_t tag;			/* as sent */
	uint8_t phase;			/* enum xfer_phase */
	uint8_t item;			/* MR of the item being transferred: u + 1 .. u + t */
	uint8_t buffer;			/* BR of the next unused receive buffer, 0: none */
	uint8_t expired;		/* the transfer time-out has passed */
	uint8_t receiver_shorter;	/* whose time-out it is: decides codes 5 and 6 */
	uint8_t armed;			/* first fault seen, time-out made absolute */
	word_t bytes;			/* of string data so far */
	struct string_cursor src, dst;
	union {
		struct map_op map;
		struct io_op io;
	};
};

struct tcb {
	struct glue_tcb glue;		/* user registers first; FPU state */

	/* --- all that the IPC fast path uses; in the cache lines at the end of the frame --- */
	tid_t accepts;			/* parked: whom it waits for, a gid or TID_ANY; else nil */
	tid_t gid;			/* global id, version included */
	uint32_t bars;			/* BAR_*: why it must not park without looking closer */
	int16_t prio;			/* 0..255; idle -1 */
	uint8_t waited_on;		/* somebody may wait for this thread: sticky (reaper.c) */
	struct space *space;
	tid_t lid;			/* local id, nil while it has none */
	struct utcb *utcb;		/* kernel address of the UTCB block, NULL while inactive */
	tid_t accepts_special;		/* the same as accepts, of a thread with BAR_GLUE */

	/* --- the IPC of this thread --- */
	word_t state;			/* enum thread_state and flags */
	tid_t wait_for;			/* WAITING: gid of the partner, TID_ANY or TID_ANYLOCAL */
	word_t work;			/* WORK_*: why not straight to user mode */
	tid_t rcv_from;			/* FromSpecifier as given; nil: no receive phase */
	uint16_t snd_time;		/* raw X.2 time-outs of the call */
	uint16_t rcv_time;
	uint8_t mode;			/* enum ipc_mode */
	uint8_t tag_flags;		/* p and r, as bits 12.. of MR0 >> 12, for the receiver */
	struct tcb *peer;		/* POLLING: the thread it wants to send to */
	tid_t send_to;			/* POLLING: that thread's id when the phase began */
	struct tcb *virt;		/* send phase: virtual sender (itself unless propagating) */
	tid_t intended;			/* redirected send: the original destination */
	struct tcb *locked;		/* SENDING, RECEIVING: the other one */
	struct list sendq;		/* threads POLLING for this one, FIFO */
	struct list send_link;		/* POLLING: in peer->sendq; LOOKING: marker in own sendq */
	word_t propagated;		/* how many in sendq propagate */
	struct timeout timeout;		/* of the phase that is waiting */
	struct ipc_outer outer;		/* mode IPC_XFER_FAULT: the IPC around it */
	word_t kmsg[3];			/* MR0..MR2 of a message made by the kernel */

	/* --- continuation --- */
	void (*cont)(struct tcb *t);	/* what it does when next chosen; WORK_CONT set */
	union {				/* no thread is in two system calls at once */
		struct {
			union {
				struct unmap_op unmap;
				struct io_op io;
				struct {
					word_t va, last;
					int memtype[4];
					int current;
				} memctrl;
				struct {
					tid_t dest, space, scheduler, pager;
					word_t utcb;
				} thread_control;
				struct {
					tid_t space, redirector;
					fpage_t kip, utcb;
				} space_control;
			} op;
			word_t op_control;	/* control word, position of a list of fpages */
			word_t op_index;
		};
		struct ipc_xfer xfer;	/* Ipc, as sender of typed items */
	};

	/* --- scheduling: only its own CPU --- */
	struct list ready_link;
	uint8_t runnable;		/* current, handed off, or in the ready queue */
	uint8_t queued;			/* in the ready queue */
	uint8_t sensitive_prio;
	uint8_t signal_forced;		/* WORK_SIGNAL because its delay was exceeded */
	uint16_t max_delay;		/* us */
	uint8_t op_kind;		/* enum kernel_op */
	uint8_t reap_phase;		/* enum reap_phase */
	unsigned cpu;
	uint8_t irq_masked;		/* interrupt thread: waits for its acknowledgement */
	uint8_t ctrlxfer[CTRLXFER_FAULTS];	/* ids of items to add to messages (ctrlxfer.h) */
	tid_t scheduler;
	uint64_t slice;			/* us per time slice, TIMEOUT_NEVER: endless */
	uint64_t slice_left;
	uint64_t quantum;		/* us in total, TIMEOUT_NEVER: unlimited */
	uint64_t quantum_left;

	/* --- transfers --- */
	struct timeout xfer_timeout;

	/* --- life time --- */
	struct list all_link;		/* in thread_all */
	struct list reap_link;		/* in the reaper's list */
	tid_t lost_gid;			/* reaping: the id that its lost partners used */
	struct list lost_senders;	/* reaping: threads POLLING for that id */
	word_t utcb_block;		/* UtcbLocation recorded before activation, -1 none */
};

_Static_assert(sizeof(struct tcb) <= 1024, "design: at most 1 KiB without FPU state");

static inline enum thread_state thread_state(const struct tcb *t)
{
	return (enum thread_state)(t->state & THREAD_STATE_MASK);
}

static inline bool thread_is_halted(const struct tcb *t)
{
	return (t->state & THREAD_HALTED) != 0;
}

/* Replace the state, keep the flags. */
static inline void thread_set_state(struct tcb *t, enum thread_state s)
{
	t->state = (t->state & ~(word_t)(THREAD_STATE_MASK | THREAD_LOOKING)) | s;
}

static inline void thread_set_mode(struct tcb *t, enum ipc_mode mode)
{
	t->mode = mode;
	t->state = mode == IPC_USER ? t->state & ~THREAD_KERNEL : t->state | THREAD_KERNEL;
}

/* Let t continue with f when it is next chosen. */
static inline void thread_set_cont(struct tcb *t, void (*f)(struct tcb *))
{
	t->cont = f;
	t->work |= WORK_CONT;
}

static inline void thread_clear_cont(struct tcb *t)
{
	t->cont = NULL;
	t->work &= ~WORK_CONT;
}

/* --- finding threads (thread.c) ---------------------------------------------------------- */

#define THREAD_NUMBER_BITS	18	/* KIP ThreadInfo.t */

/* All threads, interrupt threads included; order without meaning (the reaper moves its own). */
extern struct list thread_all;

/* The living thread with this global id (all bits), or NULL. */
struct tcb *thread_lookup(tid_t gid);

/*
 * Thread number -> TCB in one load.  Where nobody has such a number there is thread_nobody, whose
 * id nobody else has: who compares ids anyway need not look for gaps.  The table is as sparse as
 * its pages: parts of it without threads are all the same page (thread.c).
 */
extern struct tcb thread_nobody;
extern struct tcb *thread_array[ARCH_SPARSE_BASE != 0 ? 1 : 1 << THREAD_NUMBER_BITS];

static inline struct tcb **thread_table(void)
{
	return ARCH_SPARSE_BASE != 0 ? (struct tcb **)ARCH_SPARSE_BASE : thread_array;
}

/* The thread with this number, whatever its version, or NULL; perhaps a dead one. */
static inline struct tcb *thread_by_number(word_t no)
{
	struct tcb *t;

	if (no >> THREAD_NUMBER_BITS)
		return NULL;
	t = thread_table()[no];
	return t != &thread_nobody ? t : NULL;
}

/* `id` as `t` would name a partner: local in its space or global; NULL: no such thread. */
struct tcb *thread_resolve(const struct tcb *t, tid_t id);

/* How a thread of space s gets to know t: by its local id inside, by its global id outside. */
static inline tid_t thread_id_for(const struct tcb *t, const struct space *s)
{
	return t->space == s ? t->lid : t->gid;
}

#endif
