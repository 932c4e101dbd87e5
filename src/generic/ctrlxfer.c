/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ctrlxfer.c - control-transfer items: registers of threads in messages (X2:types.ctrlxfer), and
 * the lists of them that ExchangeRegisters takes (X2:exregs.ctrlxfer).
 *
 *	| mask | id (8) | 110 C |	12..  11..4  3..0; then a word for each bit of mask
 *
 * There is one item, 0: IP, flags and the general registers in the port's order (glue.h).  A user
 * who receives an item gets its words; a thread that waits in a kernel mode gets the registers.
 */
#include "ctrlxfer.h"

#include "glue.h"
#include "ipc.h"
#include "tcb.h"

#define FAULT_IDS \
	(BIT(CTRLXFER_PAGEFAULT) | BIT(CTRLXFER_EXCEPTION) | BIT(CTRLXFER_PREEMPTION))

#define REG_IP		0u
#define REG_FLAGS	1u
#define REG_GENERAL	2u
#define REGISTERS	(REG_GENERAL + GLUE_CTRLXFER_GENERAL)
#define FULL_ITEM	(MASK(REGISTERS) << 12 | ITEM_CTRLXFER << 1)

_Static_assert(REGISTERS <= WORD_BITS - 12, "a bit of the mask for each register");

static unsigned item_id(word_t w0)
{
	return FIELD_GET(w0, 4, 8);
}

static bool is_item(word_t w0)
{
	return !item_is_string(w0) && item_type(w0) == ITEM_CTRLXFER;
}

unsigned ctrlxfer_words(word_t w0)
{
	unsigned n = 1;

	if (!is_item(w0) || item_id(w0) != 0 || (w0 >> 12 & ~MASK(REGISTERS)) != 0)
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

static word_t *place_of(struct tcb *t, unsigned reg)
{
	return reg < REG_GENERAL ? NULL : glue_ctrlxfer_general(t, reg - REG_GENERAL);
}

void ctrlxfer_set(struct tcb *t, word_t w0, unsigned n, word_t value)
{
	unsigned reg = item_register(w0, n);
	word_t *place = place_of(t, reg);

	if (reg == REG_IP)
		glue_thread_set_ip(t, value);
	else if (reg == REG_FLAGS)
		glue_thread_set_flags(t, value);
	else if (place != NULL)
		*place = value;
}

static word_t get(struct tcb *t, unsigned reg)
{
	const word_t *place = place_of(t, reg);

	if (place != NULL)
		return *place;
	return reg == REG_IP ? glue_thread_ip(t) : reg == REG_FLAGS ? glue_thread_flags(t) : 0;
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

unsigned ctrlxfer_append(struct tcb *t, struct tcb *r, unsigned at)
{
	if (ctrlxfer_wanted(t) == 0)
		return 0;
	for (unsigned n = 0; n <= REGISTERS && r != NULL; n++)
		glue_mr_set(r, at + n, n == 0 ? FULL_ITEM : get(t, n - 1));
	return 1 + REGISTERS;
}

/* --- ExchangeRegisters ------------------------------------------------------------------- */

/* Words of the item for list `flag` that begins with w0; 0: it is wrong. */
static unsigned list_item(word_t flag, word_t w0)
{
	if (flag != EXREGS_CONFIGURE)
		return ctrlxfer_words(w0);
	return is_item(w0) && item_id(w0) < WORD_BITS && (BIT(item_id(w0)) & FAULT_IDS) != 0 &&
	       (w0 >> 12 & ~BIT(0)) == 0;
}

/* mr: the item, w0 its first word. */
static void do_item(struct tcb *d, word_t flag, word_t w0, word_t *mr, unsigned words)
{
	if (flag == EXREGS_CONFIGURE)
		d->ctrlxfer[ctrlxfer_slot(item_id(w0))] = (uint8_t)(w0 >> 12);
	for (unsigned n = 1; n < words; n++) {
		if (flag == EXREGS_READ_STATE)
			mr[n] = get(d, item_register(w0, n));
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
				do_item(d, flag, w0, &t->utcb->mr[at], words);
			at += words;
		} while ((w0 & ITEM_C) != 0);
	}
	return true;
}
