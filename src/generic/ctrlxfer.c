/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ctrlxfer.c - control-transfer items: registers of threads in messages (X2:types.ctrlxfer), and
 * the lists of them that ExchangeRegisters takes (X2:exregs.ctrlxfer).
 *
 *	| mask | id (8) | 110 C |	12..  11..4  3..0; then a word for each bit of mask
 *
 * Which registers item `id` holds is the port's business (glue.h).  A user who receives an item
 * gets its words; a thread that waits in a kernel mode gets the registers.
 */
#include "ctrlxfer.h"

#include "glue.h"
#include "ipc.h"
#include "tcb.h"

#define FAULT_IDS \
	(BIT(CTRLXFER_PAGEFAULT) | BIT(CTRLXFER_EXCEPTION) | BIT(CTRLXFER_PREEMPTION))

static unsigned item_id(word_t w0)
{
	return FIELD_GET(w0, 4, 8);
}

unsigned ctrlxfer_words(word_t w0)
{
	unsigned n = 1;

	if (item_is_string(w0) || item_type(w0) != ITEM_CTRLXFER ||
	    (w0 >> 12 & ~MASK(glue_ctrlxfer_registers(item_id(w0)))) != 0)
		return 0;
	for (word_t mask = w0 >> 12; mask != 0; mask &= mask - 1)
		n++;
	return n;
}

/* The register that word n of the item stands for; n is one of 1 .. ctrlxfer_words(w0) - 1. */
static unsigned item_register(word_t w0, unsigned n)
{
	word_t mask = w0 >> 12;

	while (--n != 0)
		mask &= mask - 1;
	return bit_ffs(mask);
}

void ctrlxfer_set(struct tcb *t, word_t w0, unsigned n, word_t value)
{
	glue_ctrlxfer_set(t, item_id(w0), item_register(w0, n), value);
}

/* --- messages of the kernel (X2:protocols.ctrlxfer) -------------------------------------- */

word_t ctrlxfer_wanted(const struct tcb *t)
{
	switch (t->mode) {
	case IPC_PAGEFAULT:
		return t->ctrlxfer[ctrlxfer_slot(CTRLXFER_PAGEFAULT)];
	case IPC_EXCEPTION:
		return t->ctrlxfer[ctrlxfer_slot(CTRLXFER_EXCEPTION)];
	case IPC_PREEMPTION:
	case IPC_QUANTUM:
		return t->ctrlxfer[ctrlxfer_slot(CTRLXFER_PREEMPTION)];
	default:
		return 0;
	}
}

/* The first word of item `id` with all its registers. */
static word_t full_item(unsigned id)
{
	return MASK(glue_ctrlxfer_registers(id)) << 12 | id << 4 | ITEM_CTRLXFER << 1;
}

unsigned ctrlxfer_append(struct tcb *t, struct tcb *r, unsigned at)
{
	unsigned begin = at;

	for (word_t ids = ctrlxfer_wanted(t); ids != 0; ids &= ids - 1) {
		unsigned id = bit_ffs(ids);
		word_t w0 = full_item(id) | ((ids & (ids - 1)) != 0 ? ITEM_C : 0);

		if (r != NULL)
			glue_mr_set(r, at, w0);
		for (unsigned n = 1; n < ctrlxfer_words(w0); n++)
			if (r != NULL)
				glue_mr_set(r, at + n, glue_ctrlxfer_get(t, id, n - 1));
		at += ctrlxfer_words(w0);
	}
	return at - begin;
}

/* --- ExchangeRegisters ------------------------------------------------------------------- */

/* Words of the item for list `flag` that begins with w0; 0: it is wrong. */
static unsigned list_item(word_t flag, word_t w0)
{
	if (flag != EXREGS_CONFIGURE)
		return ctrlxfer_words(w0);
	if (item_is_string(w0) || item_type(w0) != ITEM_CTRLXFER || item_id(w0) >= WORD_BITS)
		return 0;
	return (BIT(item_id(w0)) & FAULT_IDS) != 0 && (w0 >> 12 & ~GLUE_CTRLXFER_IDS) == 0;
}

static void do_item(struct tcb *t, struct tcb *d, word_t flag, word_t w0, unsigned at,
		    unsigned words)
{
	word_t *mr = &t->utcb->mr[at];

	if (flag == EXREGS_CONFIGURE)
		d->ctrlxfer[ctrlxfer_slot(item_id(w0))] = (uint8_t)(w0 >> 12);
	for (unsigned n = 1; n < words; n++) {
		if (flag == EXREGS_READ_STATE)
			mr[n] = glue_ctrlxfer_get(d, item_id(w0), item_register(w0, n));
		else
			ctrlxfer_set(d, w0, n, READ_ONCE(mr[n]));
	}
}

bool ctrlxfer_exchange(struct tcb *t, struct tcb *d, word_t control, word_t act)
{
	unsigned at = 0, words;
	word_t w0;

	for (word_t flag = EXREGS_CONFIGURE; flag <= EXREGS_WRITE_STATE; flag <<= 1) {
		if ((control & flag) == 0)
			continue;
		do {
			w0 = at < MR_COUNT ? READ_ONCE(t->utcb->mr[at]) : 0;
			words = list_item(flag, w0);
			if (words == 0 || at + words > MR_COUNT)
				return false;
			if ((act & flag) != 0)
				do_item(t, d, flag, w0, at, words);
			at += words;
		} while ((w0 & ITEM_C) != 0);
	}
	return true;
}
