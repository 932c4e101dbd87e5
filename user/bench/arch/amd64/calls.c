/* SPDX-License-Identifier: BSD-2-Clause */
/* calls.c - the registers of system calls. */
#include "bench_arch.h"

#include <l4/thread.h>

static void set(struct bench_call *c, void (*link)(void), L4_Word_t rax, L4_Word_t rdi,
		L4_Word_t rsi, L4_Word_t rdx, L4_Word_t r8, L4_Word_t r9)
{
	*c = (struct bench_call){ { rax, rdi, rsi, rdx, r8, r9 }, link };
}

void bench_call_exregs(struct bench_call *c, L4_Word_t dest, L4_Word_t control)
{
	set(c, __L4_ExchangeRegisters, dest, 0, control, 0, 0, 0);
}

void bench_call_schedule(struct bench_call *c, L4_Word_t dest, L4_Word_t prio)
{
	set(c, __L4_Schedule, 0, dest, prio, ~0UL, ~0UL, ~0UL);
}

void bench_call_thread(struct bench_call *c, L4_Word_t dest, L4_Word_t space, L4_Word_t scheduler,
		       L4_Word_t pager, L4_Word_t utcb)
{
	set(c, __L4_ThreadControl, 0, dest, pager, scheduler, space, utcb);
}

void bench_call_unmap(struct bench_call *c, L4_Word_t control, L4_Word_t fpage)
{
	set(c, __L4_Unmap, 0, (L4_Word_t)__L4_Utcb(), 0, control, 0, fpage);
}
