/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * calls.c - the registers of system calls, where arguments are in registers in the order of the
 * manual; the end of the machine.
 */
#include "bench_arch.h"

#include <l4/schedule.h>
#include <l4/thread.h>

extern const char bench_spin_store[], bench_spin_jump[];

void bench_call_exregs(struct bench_call *c, L4_Word_t dest, L4_Word_t control)
{
	*c = (struct bench_call){ { dest, control }, __L4_ExchangeRegisters };
}

void bench_call_schedule(struct bench_call *c, L4_Word_t dest, L4_Word_t prio)
{
	*c = (struct bench_call){ { dest, ~0UL, ~0UL, prio, ~0UL }, __L4_Schedule };
}

void bench_call_thread(struct bench_call *c, L4_Word_t dest, L4_Word_t space, L4_Word_t scheduler,
		       L4_Word_t pager, L4_Word_t utcb)
{
	*c = (struct bench_call){ { dest, space, scheduler, pager, utcb }, __L4_ThreadControl };
}

L4_Word_t bench_spin_age(L4_Word_t ip)
{
	if (ip == (L4_Word_t)bench_spin_store)
		return 3;		/* the stored sample is that of the round before */
	return ip == (L4_Word_t)bench_spin_jump ? 1 : 2;
}

void bench_power_off(void)
{
	pecan_machine_end(0);
	for (;;)
		L4_Yield();
}
