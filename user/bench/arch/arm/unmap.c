/* SPDX-License-Identifier: BSD-2-Clause */
/* unmap.c - the registers of Unmap; the timer. */
#include "bench_arch.h"

#include <l4/thread.h>

/* The list of fpages begins in R3. */
void bench_call_unmap(struct bench_call *c, L4_Word_t control, L4_Word_t fpage)
{
	*c = (struct bench_call){ { control, 0, 0, fpage }, __L4_Unmap };
}

void bench_irq_arm(unsigned us)
{
	pecan_timer_fire(us);
}
