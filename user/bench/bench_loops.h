/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * bench_loops.h - what each CPU supplies to be measured: loops around system calls, in assembly;
 * part of bench_arch.h.
 */
#ifndef BENCH_LOOPS_H
#define BENCH_LOOPS_H

#include <l4/types.h>

/* For BENCH_CALL_REGS; it includes this file. */
#include "bench_arch.h"

/*
 * Loops may read ticks from a page of device registers, which programs need then at its physical
 * address: BENCH_COUNTER_PAGE of bench_arch.h, or 0.
 *
 * Every loop runs n rounds and returns the ticks from before the first to behind the last one:
 * those of the rounds, and what bench_empty(n) returns, the same loop without a body.
 *
 * Counted in a round: loading all argument registers of the call from memory, the call
 * instruction and the stub in the kernel interface page with its return.  Not counted: storing
 * the results, for which a program has no need in most cases.
 */
L4_Word_t bench_empty(L4_Word_t n);

struct bench_ipc {
	L4_Word_t to, timeouts, from, tag;
	void (*link)(void);
};

L4_Word_t bench_ipc(struct bench_ipc ipc, L4_Word_t n);

/* The registers of a call: bench_arch.h says which. */
struct bench_call {
	L4_Word_t regs[BENCH_CALL_REGS];
	void (*link)(void);
};

/* One call a round; one after the other. */
L4_Word_t bench_call(const struct bench_call *c, L4_Word_t n);
L4_Word_t bench_pair(const struct bench_call *a, const struct bench_call *b, L4_Word_t n);

/* ThreadSwitch and SystemClock have at most one argument. */
L4_Word_t bench_switch(L4_Word_t to, L4_Word_t n);
L4_Word_t bench_clock(L4_Word_t n);
L4_Word_t bench_kip(L4_Word_t n);

/* Read a word at address, address + 4096, ... */
L4_Word_t bench_read(L4_Word_t address, L4_Word_t n);

/* Execute an instruction, one of BENCH_MARKS, that says to a plugin what is measured now. */
#define BENCH_MARKS 64
void bench_mark(L4_Word_t n);

/* Answer for ever, always with this tag; never returns. */
__attribute__((noreturn)) void bench_serve(L4_Word_t tag, void (*link)(void));

/* Answer page faults for ever, each with its page at the same offset from `source`. */
__attribute__((noreturn)) void bench_page(L4_Word_t window, L4_Word_t source);

/* Switch to a thread for ever. */
__attribute__((noreturn)) void bench_switch_back(L4_Word_t to);

/* From now on this thread has FPU state. */
void bench_use_fpu(void);

/* The registers of the system calls that the measurements use. */
void bench_call_exregs(struct bench_call *c, L4_Word_t dest, L4_Word_t control);
void bench_call_schedule(struct bench_call *c, L4_Word_t dest, L4_Word_t prio);
void bench_call_thread(struct bench_call *c, L4_Word_t dest, L4_Word_t space, L4_Word_t scheduler,
		       L4_Word_t pager, L4_Word_t utcb);
void bench_call_unmap(struct bench_call *c, L4_Word_t control, L4_Word_t fpage);

/* One IPC; the result is the tick counter as its first instruction afterwards reads it. */
L4_Word_t bench_ipc_then_ticks(struct bench_ipc ipc);

/*
 * bench_spin stores the tick counter to bench_spin_ticks for ever.  bench_spin_age: when the
 * thread was interrupted at ip, how many instructions before that had it read the counter that
 * is stored.
 */
extern volatile L4_Word_t bench_spin_ticks;
__attribute__((noreturn)) void bench_spin(void *unused);
L4_Word_t bench_spin_age(L4_Word_t ip);

/* First code of the many threads of measure_scale: sleep, each with a time-out of its own. */
extern const char bench_crowd_entry[];

/* Make the interrupt BENCH_IRQ, of a timer that belongs to users, happen after about us. */
void bench_irq_arm(unsigned us);

__attribute__((noreturn)) void bench_power_off(void);

#endif
