/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_utcb.h - layout of the UTCB (X2:vregs.amd64). */
#ifndef GLUE_UTCB_H
#define GLUE_UTCB_H

#include "types.h"

/* The block; the address a user knows, which is the local id, points to mr[0] in its middle. */
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
	uint16_t undefined1[3];
	word_t error_code;
	word_t xfer_timeouts;
	word_t intended_receiver;
	word_t virtual_sender;
	word_t thread_word1;
	word_t thread_word0;
	word_t stub_r11;		/* written by the stub of MemoryControl (kip_stubs.S) */
	word_t stub_rcx;
	word_t undefined2;
	word_t mr[64];			/* MR0..MR7 are registers in system calls */
};

#define UTCB_POINTER_OFFSET	512	/* local id - address of the block */

_Static_assert(sizeof(struct utcb) == 1024, "X2:vregs.amd64");
_Static_assert(offsetof(struct utcb, mr) == UTCB_POINTER_OFFSET, "X2:vregs.amd64");
_Static_assert(offsetof(struct utcb, thread_word0) == UTCB_POINTER_OFFSET - 32, "X2:vregs.amd64");
_Static_assert(offsetof(struct utcb, error_code) == UTCB_POINTER_OFFSET - 72, "X2:vregs.amd64");
_Static_assert(offsetof(struct utcb, global_id) == UTCB_POINTER_OFFSET - 120, "X2:vregs.amd64");
_Static_assert(offsetof(struct utcb, br_down[32]) == UTCB_POINTER_OFFSET - 128, "X2:vregs.amd64");

static inline word_t *glue_utcb_br(struct utcb *u, unsigned i)
{
	return &u->br_down[32 - i];
}

#endif
