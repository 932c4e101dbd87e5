/* SPDX-License-Identifier: BSD-2-Clause */
/* kip_links.h - the links of the KIP where stubs lie in the order of x2_call. */
#ifndef KIP_LINKS_H
#define KIP_LINKS_H

#include "glue_call.h"
#include "glue_private.h"
#include "kip.h"

/* `stubs` is what the link to the first stub says. */
static inline void kip_links_init(struct kip *k, word_t stubs)
{
	k->ipc = stubs + X2_IPC * GLUE_STUB_BYTES;
	k->lipc = stubs + X2_LIPC * GLUE_STUB_BYTES;
	k->unmap = stubs + X2_UNMAP * GLUE_STUB_BYTES;
	k->exchange_registers = stubs + X2_EXREGS * GLUE_STUB_BYTES;
	k->thread_switch = stubs + X2_THREAD_SWITCH * GLUE_STUB_BYTES;
	k->schedule = stubs + X2_SCHEDULE * GLUE_STUB_BYTES;
	k->system_clock = stubs + X2_SYSTEM_CLOCK * GLUE_STUB_BYTES;
	k->thread_control = stubs + X2_THREAD_CONTROL * GLUE_STUB_BYTES;
	k->space_control = stubs + X2_SPACE_CONTROL * GLUE_STUB_BYTES;
	k->processor_control = stubs + X2_PROCESSOR_CONTROL * GLUE_STUB_BYTES;
	k->memory_control = stubs + X2_MEMORY_CONTROL * GLUE_STUB_BYTES;
}

#endif
