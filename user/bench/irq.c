/* SPDX-License-Identifier: BSD-2-Clause */
/* irq.c - from the instruction that an interrupt interrupts to the first one of its handler. */
#include "bench.h"

#define INTERRUPTS 50
#define DELAY_US 200
#define EXREGS_DELIVER 0x200

static tid_t spinner;
static unsigned mark;
static word_t least;

static void spin_body(void *unused)
{
	bench_spin(unused);
}

/* Where the thread that runs meanwhile was interrupted. */
static word_t interrupted_ip(void)
{
	word_t control, sp, ip, flags, handle;
	tid_t pager;

	(void)L4_ExchangeRegisters(spinner, EXREGS_DELIVER, 0, 0, 0, 0, L4_nilthread, &control, &sp,
				   &ip, &flags, &handle, &pager);
	return ip;
}

/*
 * The instructions between the spinner's last sample and ours are some of the spinner, the kernel,
 * the return of the stub that waits, and our own first one.
 */
static void handler_body(void *unused)
{
	const tid_t irq = L4_GlobalId(BENCH_IRQ, 1);
	struct bench_ipc ipc = { 0, 0, irq.raw, 0, __L4_Ipc };

	(void)unused;
	must(L4_AssociateInterrupt(irq, L4_Myself()) != 0, "AssociateInterrupt");
	least = ~0UL;
	for (unsigned i = 0; i < INTERRUPTS; i++) {
		word_t ticks;

		bench_irq_arm(DELAY_US);
		bench_mark(i ? mark : 0);	/* the first may be one from before */
		ticks = bench_ipc_then_ticks(ipc) - bench_spin_ticks;
		bench_mark(0);
		ticks -= bench_spin_age(interrupted_ip()) + 1;
		if (ticks < least)
			least = ticks;
		ipc.to = irq.raw;	/* the next wait acknowledges this one */
	}
	L4_Set_MsgTag(L4_Niltag);
	(void)L4_Reply(irq);
	(void)L4_DeassociateInterrupt(irq);
}

void measure_irq(void)
{
	spinner = thread_here(PRIO_LOW, spin_body, NULL)->id;
	mark = mark_new("irq.to_user");
	run_here(handler_body, NULL);
	threads_delete();
	report_total("irq.to_user", least, 1);
}
