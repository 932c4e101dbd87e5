/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * utcb_upward.h - the UTCB of CPUs on which its registers follow each other upwards from its
 * address, which is the local id; part of glue_utcb.h.
 */
#ifndef UTCB_UPWARD_H
#define UTCB_UPWARD_H

#include "types.h"

struct utcb {
	word_t global_id, processor_no, user_handle, pager, exception_handler;
	uint8_t preempt_flags;		/* bytes at these addresses in both byte orders */
	uint8_t cop_flags;
	uint8_t undefined0[sizeof(word_t) - 2];
	word_t xfer_timeouts;
	word_t error_code;
	word_t intended_receiver;
	word_t virtual_sender;
	word_t thread_word0;
	word_t thread_word1;
	word_t undefined1[4];
	word_t mr[64];			/* the first ones are registers in system calls */
	word_t br[33];
	word_t undefined2[15];
};

_Static_assert(sizeof(struct utcb) == 128 * sizeof(word_t), "X2:vregs");

static inline word_t *glue_utcb_br(struct utcb *u, unsigned i)
{
	return &u->br[i];
}

#endif
