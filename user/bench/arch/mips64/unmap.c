/* SPDX-License-Identifier: BSD-2-Clause */
/* unmap.c - the registers of Unmap; the timer. */
#include "bench_arch.h"

#include <l4/thread.h>

/* The list of fpages is in the UTCB, from where the call does not take it away. */
void bench_call_unmap(struct bench_call *c, L4_Word_t control, L4_Word_t fpage)
{
	*c = (struct bench_call){ { control }, __L4_Unmap };
	__L4_Utcb()[__L4_UTCB_MR0] = fpage;
}

void bench_irq_arm(unsigned us)
{
	static volatile L4_Word8_t *isa;

	if (!isa)
		isa = pecan_map_registers(PECAN_ISA_PAGE);
	pecan_timer_fire(isa, us);
}
