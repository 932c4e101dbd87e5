/* SPDX-License-Identifier: BSD-2-Clause */
/* init.c - the CPU's part of the KIP. */
#include "arch.h"
#include "assert.h"
#include "glue.h"
#include "glue_private.h"
#include "kip.h"

/* The vectors are linked where arch_init_cpu puts them. */
__init void glue_init_cpu(unsigned cpu)
{
	(void)cpu;
}

/* xkphys shows all there is. */
__init void glue_map_kernel(paddr_t start, paddr_t end)
{
	(void)start;
	ASSERT(start < end && end <= GLUE_KERNEL_MEM_END);
}

/* KIP-relative address of the stub of `call`. */
static __init word_t link_to(enum x2_call call)
{
	return (word_t)(glue_stubs - (char *)&kip_page) + call * GLUE_STUB_BYTES;
}

__init void glue_kip_init(struct kip *k)
{
	k->page_info = RIGHT_R | RIGHT_W;	/* x follows r */
	for (unsigned level = 0; level < ARCH_PT_LEVELS; level++)
		if (arch_pt_leaf_ok(level))
			k->page_info |= BIT(arch_pt_shift(level));
	k->ipc = link_to(X2_IPC);
	k->lipc = link_to(X2_LIPC);
	k->unmap = link_to(X2_UNMAP);
	k->exchange_registers = link_to(X2_EXREGS);
	k->thread_switch = link_to(X2_THREAD_SWITCH);
	k->schedule = link_to(X2_SCHEDULE);
	k->system_clock = link_to(X2_SYSTEM_CLOCK);
	k->thread_control = link_to(X2_THREAD_CONTROL);
	k->space_control = link_to(X2_SPACE_CONTROL);
	k->processor_control = link_to(X2_PROCESSOR_CONTROL);
	k->memory_control = link_to(X2_MEMORY_CONTROL);
}
