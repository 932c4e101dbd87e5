/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_utcb.h - layout of the UTCB (X2:vregs.arm). */
#ifndef GLUE_UTCB_H
#define GLUE_UTCB_H

#include "types.h"

/* The address a user knows, which is the local id, is that of the block. */
struct utcb {
	word_t global_id;
	word_t processor_no;
	word_t user_handle;
	word_t pager;
	word_t exception_handler;
	uint8_t preempt_flags;
	uint8_t cop_flags;
	uint16_t undefined0;
	word_t xfer_timeouts;
	word_t error_code;
	word_t intended_receiver;
	word_t virtual_sender;
	word_t thread_word0;
	word_t thread_word1;
	word_t undefined1[4];
	word_t mr[64];			/* MR0..MR4 are registers in system calls */
	word_t br[33];			/* BR0 first */
	word_t undefined2[15];
};

_Static_assert(sizeof(struct utcb) == 512, "X2:vregs.arm");
_Static_assert(offsetof(struct utcb, xfer_timeouts) == 24, "X2:vregs.arm");
_Static_assert(offsetof(struct utcb, thread_word1) == 44, "X2:vregs.arm");
_Static_assert(offsetof(struct utcb, mr) == 64, "X2:vregs.arm");
_Static_assert(offsetof(struct utcb, br) == 320, "X2:vregs.arm");

static inline word_t *glue_utcb_br(struct utcb *u, unsigned i)
{
	return &u->br[i];
}

#endif
