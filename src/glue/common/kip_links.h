/* SPDX-License-Identifier: BSD-2-Clause */
/* kip_links.h - the links of the KIP where stubs lie in the order of x2_call. */
#ifndef KIP_LINKS_H
#define KIP_LINKS_H

#include "glue_call.h"
#include "kip.h"

/* `stubs` is what the link to the first stub says, `bytes` how far it is to the next one. */
static inline void kip_links_init(struct kip *k, word_t stubs, word_t bytes)
{
	k->ipc = stubs + X2_IPC * bytes;
	k->lipc = stubs + X2_LIPC * bytes;
	k->unmap = stubs + X2_UNMAP * bytes;
	k->exchange_registers = stubs + X2_EXREGS * bytes;
	k->thread_switch = stubs + X2_THREAD_SWITCH * bytes;
	k->schedule = stubs + X2_SCHEDULE * bytes;
	k->system_clock = stubs + X2_SYSTEM_CLOCK * bytes;
	k->thread_control = stubs + X2_THREAD_CONTROL * bytes;
	k->space_control = stubs + X2_SPACE_CONTROL * bytes;
	k->processor_control = stubs + X2_PROCESSOR_CONTROL * bytes;
	k->memory_control = stubs + X2_MEMORY_CONTROL * bytes;
}

#endif
