/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_utcb.h - layout of the UTCB (X2:vregs.mips64). */
#ifndef GLUE_UTCB_H
#define GLUE_UTCB_H

#include "types.h"

/* The local id of a thread is the user's address of its UTCB. */
struct utcb {
	word_t global_id;
	word_t processor_no;
	word_t user_handle;
	word_t pager;
	word_t exception_handler;
	uint8_t preempt_flags;		/* bytes at these addresses in both byte orders */
	uint8_t cop_flags;
	uint16_t undefined0[3];
	word_t xfer_timeouts;
	word_t error_code;
	word_t intended_receiver;
	word_t virtual_sender;
	word_t thread_word0;
	word_t thread_word1;
	word_t undefined1[4];
	word_t mr[64];			/* MR0..MR8 are registers in IPC */
	word_t br[33];
	word_t undefined2[15];
};

_Static_assert(sizeof(struct utcb) == 1024, "X2:vregs.mips64");
_Static_assert(offsetof(struct utcb, preempt_flags) == 40, "X2:vregs.mips64");
_Static_assert(offsetof(struct utcb, error_code) == 56, "X2:vregs.mips64");
_Static_assert(offsetof(struct utcb, thread_word1) == 88, "X2:vregs.mips64");
_Static_assert(offsetof(struct utcb, mr) == 128, "X2:vregs.mips64");
_Static_assert(offsetof(struct utcb, br) == 640, "X2:vregs.mips64");

static inline word_t *glue_utcb_br(struct utcb *u, unsigned i)
{
	return &u->br[i];
}

#endif
