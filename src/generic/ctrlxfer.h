/* SPDX-License-Identifier: BSD-2-Clause */
/* ctrlxfer.h - control-transfer items (X2:types.ctrlxfer); only called with CONFIG_CTRLXFER. */
#ifndef CTRLXFER_H
#define CTRLXFER_H

#include "abi.h"

struct tcb;

/* X2:protocols.ctrlxfer: fault ids in configuration items. */
#define CTRLXFER_PAGEFAULT	2u
#define CTRLXFER_EXCEPTION	3u
#define CTRLXFER_PREEMPTION	5u
#define CTRLXFER_FAULTS		3u	/* how many there are */

/* Index of a fault id in tcb.ctrlxfer. */
static inline unsigned ctrlxfer_slot(unsigned fault)
{
	return MIN(fault, 4u) - 2;
}

/* Registers that the item beginning with w0 has words for, plus one; 0: no item of this CPU. */
unsigned ctrlxfer_words(word_t w0);

/* Word n of that item goes to its register of t. */
void ctrlxfer_set(struct tcb *t, word_t w0, unsigned n, word_t value);

/* Ids of the items that go with the message of t in its kernel mode, a bit each. */
word_t ctrlxfer_wanted(const struct tcb *t);

/* Give r these items in its MRs from `at` on; r NULL: count only.  The number of words. */
unsigned ctrlxfer_append(struct tcb *t, struct tcb *r, unsigned at);

/*
 * Go through the lists of items in the memory of t's message registers that the flags C, R', W' of
 * ExchangeRegisters on d announce; do those of `act`.  False: they are wrong.
 */
bool ctrlxfer_exchange(struct tcb *t, struct tcb *d, word_t control, word_t act);

#endif
