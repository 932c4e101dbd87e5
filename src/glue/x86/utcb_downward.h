/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * utcb_downward.h - the UTCB of PCs: message registers upwards from its address, which is the local
 * id, control and buffer registers downwards from there; part of glue_utcb.h.
 */
#ifndef UTCB_DOWNWARD_H
#define UTCB_DOWNWARD_H

#include "types.h"

/* The block; the address a user knows points to mr[0] in its middle. */
struct utcb {
	word_t undefined0[16];
	word_t br_down[33];		/* BR32 first, BR0 last */
	word_t global_id;
	word_t processor_no;
	word_t user_handle;
	word_t pager;
	word_t exception_handler;
	uint8_t preempt_flags;
	uint8_t cop_flags;
	uint8_t undefined1[sizeof(word_t) - 2];
	word_t error_code;
	word_t xfer_timeouts;
	word_t intended_receiver;
	word_t virtual_sender;
	word_t thread_word1;
	word_t thread_word0;
	word_t stub[3];			/* for the stubs of system calls (kip_stubs.S) */
	word_t mr[64];			/* the first ones are registers in system calls */
};

#define UTCB_POINTER_OFFSET	(64 * sizeof(word_t))	/* local id - address of the block */

_Static_assert(sizeof(struct utcb) == 128 * sizeof(word_t), "X2:vregs");
_Static_assert(offsetof(struct utcb, mr) == UTCB_POINTER_OFFSET, "X2:vregs");

static inline word_t *glue_utcb_br(struct utcb *u, unsigned i)
{
	return &u->br_down[32 - i];
}

#endif
