/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mr_row.h - message registers of which the first are CPU registers; the frame has these in a row,
 * both ways, and the UTCB the others.
 */
#ifndef MR_ROW_H
#define MR_ROW_H

#include "compiler.h"
#include "tcb.h"

/* Of t, whose first n are in `row`: word i. */
static __must_inline word_t mr_row_get(const struct tcb *t, const word_t *row, unsigned n,
				       unsigned i)
{
	return i < n ? row[i] : READ_ONCE(t->utcb->mr[i]);
}

static __must_inline void mr_row_set(struct tcb *t, word_t *row, unsigned n, unsigned i,
				     word_t value)
{
	if (i < n)
		row[i] = value;
	else
		t->utcb->mr[i] = value;
}

#endif
