/* SPDX-License-Identifier: BSD-2-Clause */
/* call.c - system calls other than IPC with a partner. */
#include "bench.h"

#define EXREGS_HALT 0x100
#define EXREGS_H 0x001
#define EXREGS_DELIVER 0x200
#define RECEIVE_LONG 0x53e8	/* 1000 * 2^20 us: ends in no run (X2:1.3) */

static void measure_loop(const char *name, word_t (*loop)(word_t n), word_t parts)
{
	report_total(name, repeat(name, loop, ROUNDS), parts * ROUNDS);
	threads_delete();
}

/* Ipc with neither send nor receive phase: into the kernel and out. */
static word_t null_loop(word_t n)
{
	return bench_ipc((struct bench_ipc){ .link = __L4_Ipc }, n);
}

/* --- ThreadSwitch ------------------------------------------------------------------------ */

static tid_t switcher, partner;

static word_t switch_loop(word_t n)
{
	switcher = L4_Myself();
	return bench_switch(partner.raw, n);
}

static void switch_back_body(void *unused)
{
	(void)unused;
	while (L4_IsNilThread(switcher))
		L4_Yield();
	bench_switch_back(switcher.raw);
}

/* To a thread of the same priority, which switches back at once. */
static void measure_switch(void)
{
	switcher = L4_nilthread;
	partner = thread_here(PRIO_BENCH, switch_back_body, NULL)->id;
	measure_loop("threadswitch", switch_loop, 2);
}

/* --- threads ----------------------------------------------------------------------------- */

static void spin_body(void *unused)
{
	bench_spin(unused);
}

static void measure_pair(const char *name, const struct bench_call *a, const struct bench_call *b)
{
	report_total(name, pair_ticks(name, a, b), ROUNDS);
}

static void measure_create(void)
{
	const word_t dest = spare_id(0).raw, utcb = spare_utcb(0), none = ~0UL;
	struct bench_call create, delete;

	bench_call_thread(&create, dest, main_id.raw, main_id.raw, main_id.raw, utcb);
	bench_call_thread(&delete, dest, 0, 0, 0, none);
	must(L4_ThreadControl(spare_id(0), main_id, main_id, main_id, (void *)utcb) != 0,
	     "creation");
	must(L4_ThreadControl(spare_id(0), L4_nilthread, L4_nilthread, L4_nilthread,
			      (void *)none) != 0, "deletion");
	measure_pair("thread.create_delete", &create, &delete);
	threads_delete();
}

static void measure_halt(void)
{
	struct thread *t = thread_here(PRIO_LOW, spin_body, NULL);
	struct bench_call halt, wake, get;

	settle();
	bench_call_exregs(&halt, t->id.raw, EXREGS_HALT | EXREGS_H);
	bench_call_exregs(&wake, t->id.raw, EXREGS_HALT);
	bench_call_exregs(&get, t->id.raw, EXREGS_DELIVER);
	measure_pair("exregs.halt_wake", &halt, &wake);
	report_total("exregs.read", call_ticks("exregs.read", &get), ROUNDS);
	threads_delete();
}

word_t schedule_ticks(const char *name)
{
	struct thread *t = thread_here(PRIO_LOW, spin_body, NULL);
	struct bench_call schedule;
	word_t ticks;

	settle();
	bench_call_schedule(&schedule, t->id.raw, PRIO_LOW);
	ticks = call_ticks(name, &schedule);
	threads_delete();
	return ticks;
}

/* --- time-outs --------------------------------------------------------------------------- */

/* What a receive time-out adds to a call and its answer, which cancels it. */
word_t timeout_ticks(const char *name)
{
	const struct exchange e = { name, .timeouts = RECEIVE_LONG };

	return exchange_ticks(&e) - plain_ticks();
}

void measure_call(void)
{
	measure_loop("syscall.null", null_loop, 1);
	measure_loop("syscall.clock", bench_clock, 1);
	measure_loop("syscall.kip", bench_kip, 1);
	report_total("schedule", schedule_ticks("schedule"), ROUNDS);
	report_total("timeout.set_cancel", timeout_ticks("timeout.set_cancel"), ROUNDS);
	measure_switch();
	measure_create();
	measure_halt();
}
