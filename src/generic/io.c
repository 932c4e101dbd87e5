/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * io.c - I/O ports as flexpages: who owns which, and who got them from whom (X2:fpage.io).
 *
 * Each space that has ports keeps a bit map.  Who mapped what to whom is a small table of links; a
 * port that is taken away from a space makes the links out of that space pending until the port is
 * gone there, too, and so on.  Pending links are kept in the table, so a revocation that was
 * dropped half-way (its caller was deleted) is finished by the next one.
 *
 * Who grants ports no longer has them, but keeps the link as a place in the tree: what is taken
 * from that place is taken from the grantee.
 */
#include "io.h"

#include "bits.h"
#include "glue.h"
#include "kmem.h"
#include "space.h"
#include "string.h"

#define LINKS		256u	/* mappings of ports in the system */
#define LINKS_STEP	64u	/* of them looked at in one step */
#define WORDS_STEP	64u	/* words of a bit map handled in one step */
#define MAP_BITS	13u	/* log2 of the bytes of a bit map */

_Static_assert(IO_WORDS * sizeof(uint32_t) == 1u << MAP_BITS, "a bit a port");

struct io_link {
	struct space *from;	/* NULL: unused */
	struct space *to;
	uint16_t first, last;	/* ports */
	uint16_t lost_first, lost_last;
	uint8_t pending;	/* `from` has lost these ports: take them from `to` */
	uint8_t granted;	/* `from` has not had the ports since */
	struct io_link *next;	/* pending: the next such link */
};

static struct io_link links[LINKS];
static unsigned links_top;	/* all from here on have never been used */
static struct io_link *pending;

/*
 * What the revocation under way has just taken from a space: the links out of that space become
 * pending, first its grants, then, if it had any of the ports or has granted some, all others.
 */
static struct {
	const struct space *s;	/* NULL: nothing to do */
	uint16_t first, last;
	uint32_t next;		/* link to be looked at */
	uint8_t grants;
	uint8_t others;
} loss;

/* --- sets of ports ----------------------------------------------------------------------- */

/* Bits of word w that belong to the ports first .. last. */
static uint32_t word_mask(unsigned w, unsigned first, unsigned last)
{
	uint32_t mask = ~(uint32_t)0;

	if (w == first / 32)
		mask &= ~(uint32_t)0 << (first % 32);
	if (w == last / 32)
		mask &= ~(uint32_t)0 >> (31 - last % 32);
	return mask;
}

uint32_t io_owned(const struct space *s, unsigned word)
{
	if (s->io_ports != NULL)
		return s->io_ports[word];
	return (s->flags & SPACE_PRIVILEGED) != 0 ? ~(uint32_t)0 : 0;
}

/* Give s a bit map of its own, if it has none. */
static int make_ports(struct space *s)
{
	if (s->io_ports != NULL)
		return 0;
	s->io_ports = kmem_alloc(MAP_BITS, KMEM_TABLE);
	if (s->io_ports == NULL)
		return -ERR_NO_MEM;
	memset(s->io_ports, (s->flags & SPACE_PRIVILEGED) != 0 ? 0xff : 0, 1u << MAP_BITS);
	return 0;
}

/* The ports of an I/O fpage; false if it is none, or an impossible one. */
static bool fpage_ports(fpage_t f, unsigned *first, unsigned *last)
{
	unsigned bits = FIELD_GET(f.raw, 10, 6);
	unsigned base = FIELD_GET(f.raw, 16, 16);

	if (fpage_s(f) != FPAGE_S_IO || bits > 16)
		return false;
	*first = base & ~(unsigned)MASK(bits);
	*last = *first | (unsigned)MASK(bits);
	return true;
}

/* --- revocation -------------------------------------------------------------------------- */

/* The receiver of l has to lose first .. last, too. */
static void mark_link(struct io_link *l, unsigned first, unsigned last)
{
	if (l->pending) {
		first = MIN(first, l->lost_first);
		last = MAX(last, l->lost_last);
	} else {
		l->pending = 1;
		l->next = pending;
		pending = l;
	}
	l->lost_first = (uint16_t)first;
	l->lost_last = (uint16_t)last;
}

/*
 * s loses first .. last: some links from *next on, its grants or the others.  A grant goes as a
 * whole, so that ports handed round in a circle come to an end.  True if there was such a link.
 */
static bool mark_links(const struct space *s, unsigned first, unsigned last, bool grants,
		       uint32_t *next)
{
	unsigned end = MIN(*next + LINKS_STEP, links_top);
	bool any = false;

	for (; *next < end; ++*next) {
		struct io_link *l = &links[*next];

		if (l->from != s || l->granted != grants || l->first > last || l->last < first)
			continue;
		if (grants)
			mark_link(l, l->first, l->last);
		else
			mark_link(l, MAX(first, l->first), MIN(last, l->last));
		any = true;
	}
	return any;
}

/* Take first .. last, at most WORDS_STEP words of them, from s; true if it had any. */
static bool take(struct space *s, unsigned first, unsigned last)
{
	uint32_t had = 0;

	if (s->io_ports == NULL)
		return false;
	for (unsigned w = first / 32; w <= last / 32; w++) {
		uint32_t mask = word_mask(w, first, last);

		had |= s->io_ports[w] & mask;
		s->io_ports[w] &= ~mask;
	}
	if (had != 0)
		glue_io_revoked(s);
	return had != 0;
}

/* The next piece of first .. last that one step may handle. */
static unsigned piece_last(unsigned first, unsigned last)
{
	return MIN(last, (first | 31) + (WORDS_STEP - 1) * 32);
}

/* The ports first .. last of l, the next that its receiver loses, are no longer its business. */
static void shrink(struct io_link *l, unsigned first, unsigned last)
{
	if (last == l->lost_last)
		l->pending = 0;
	else
		l->lost_first = (uint16_t)(last + 1);
	if (first > l->first)
		return;
	if (last >= l->last)
		l->from = NULL;
	else
		l->first = (uint16_t)(last + 1);
}

/* Work off a part of what is pending; false if nothing is. */
static bool revoke_step(void)
{
	struct io_link *l = pending;
	unsigned first, last;

	if (loss.s != NULL) {
		if (mark_links(loss.s, loss.first, loss.last, loss.grants, &loss.next))
			loss.others = 1;
		if (loss.next < links_top)
			return true;
		if (!loss.grants || !loss.others)
			loss.s = NULL;
		loss.grants = 0;
		loss.next = 0;
		return true;
	}
	if (l == NULL)
		return false;
	first = l->lost_first;
	last = piece_last(first, l->lost_last);
	shrink(l, first, last);
	if (!l->pending)
		pending = l->next;
	loss.s = l->to;
	loss.first = (uint16_t)first;
	loss.last = (uint16_t)last;
	loss.grants = 1;
	loss.others = take(l->to, first, last);
	return true;
}

void io_unmap_start(struct io_op *op, struct space *s, fpage_t fpage, bool flush)
{
	unsigned first = 0, last = 0;

	op->from = s;
	op->grant = flush;
	op->done = !fpage_ports(fpage, &first, &last);
	op->first = (uint16_t)first;
	op->last = (uint16_t)last;
	op->word = 0;
	if (s->io_ports == NULL && (s->flags & SPACE_PRIVILEGED) == 0)
		op->grant = 0;			/* it has none to lose */
}

bool io_unmap_step(struct io_op *op)
{
	unsigned last;

	if (!op->done && op->word < links_top) {
		(void)mark_links(op->from, op->first, op->last, false, &op->word);
		if (op->word == links_top)
			op->word = LINKS;
		return false;
	}
	if (!op->done && op->grant) {
		if (make_ports(op->from) != 0)
			op->grant = 0;		/* no memory to remember it: it keeps its ports */
		last = piece_last(op->first, op->last);
		if (op->grant)
			(void)take(op->from, op->first, last);
		op->grant = op->grant && last != op->last;
		op->first = (uint16_t)(last + 1);
		return false;
	}
	op->done = !revoke_step();
	return op->done;
}

/* --- mapping ----------------------------------------------------------------------------- */

/* Does l say that the ports of op pass from one space to the other? */
static bool is_link_of(const struct io_op *op, const struct io_link *l)
{
	return l->from == op->from && l->to == op->to && !l->pending &&
	       l->granted == op->grant && l->first <= op->first && l->last >= op->last;
}

/*
 * Remember that the ports of op pass from one space to the other.  An equal link is used again;
 * op->link goes through all of them, some in a step.
 */
static int find_link(struct io_op *op)
{
	unsigned end = MIN(op->link + LINKS_STEP, links_top), i = 0;

	if (op->link < end) {
		while (op->link < end && !is_link_of(op, &links[op->link]))
			op->link++;
		return 1;
	}
	while (i < links_top && links[i].from != NULL)
		i++;
	if (i == LINKS)
		return -ERR_NO_MEM;
	links_top = MAX(links_top, i + 1);
	links[i] = (struct io_link){ .from = op->from, .to = op->to, .first = op->first,
				     .last = op->last, .granted = op->grant };
	op->link = (uint16_t)i;
	return 1;
}

/* What must be there before a port passes; 1: part of it, enough for a step. */
static int prepare(struct io_op *op)
{
	if (op->to->io_ports == NULL)
		return make_ports(op->to) != 0 ? -ERR_NO_MEM : 1;
	if (op->grant && op->from->io_ports == NULL)
		return make_ports(op->from) != 0 ? -ERR_NO_MEM : 1;
	if (op->link < links_top && is_link_of(op, &links[op->link]))
		return 0;
	return find_link(op);
}

void io_map_start(struct io_op *op, struct space *from, struct space *to, fpage_t fpage,
		  fpage_t window, bool grant)
{
	unsigned first, last, window_first = 0, window_last = IO_PORTS - 1;

	op->done = 1;
	if (!fpage_ports(fpage, &first, &last))
		return;
	if (window.raw != FPAGE_COMPLETE.raw && !fpage_ports(window, &window_first, &window_last))
		return;
	first = MAX(first, window_first);
	last = MIN(last, window_last);
	if (first > last || from == to)
		return;
	op->from = from;
	op->to = to;
	op->first = (uint16_t)first;
	op->last = (uint16_t)last;
	op->word = first / 32;
	op->link = 0;
	op->grant = grant;
	op->done = 0;
}

int io_map_step(struct io_op *op)
{
	unsigned last = op->last / 32;
	bool prepared = false;
	int err;

	if (op->done)
		return 0;
	for (unsigned n = 0; n < WORDS_STEP && op->word <= last; n++, op->word++) {
		uint32_t bits = io_owned(op->from, op->word) &
				word_mask(op->word, op->first, op->last);

		if (bits == 0)
			continue;
		err = prepared ? 0 : prepare(op);
		if (err != 0)
			return err;
		prepared = true;
		op->to->io_ports[op->word] |= bits;
		if (op->grant)
			op->from->io_ports[op->word] &= ~bits;
	}
	if (op->grant)
		glue_io_revoked(op->from);
	op->done = op->word > last;
	return !op->done;
}

/* --- end of a space ---------------------------------------------------------------------- */

/* A grant of s, which is dying: the grantee takes its place below whoever s had the ports from. */
static void leave_grant(struct io_link *grant)
{
	struct space *s = grant->from;

	grant->from = NULL;
	grant->granted = 0;
	for (unsigned i = 0; i < links_top && grant->from == NULL; i++)
		if (links[i].to == s && links[i].from != NULL && links[i].first <= grant->last &&
		    links[i].last >= grant->first)
			grant->from = links[i].from;
}

bool io_space_reap(struct space *s)
{
	if (s->io_ports == NULL && (s->flags & SPACE_PRIVILEGED) == 0)
		return true;			/* there is no link from or to it */
	for (unsigned n = 0; s->io_reaped < links_top; n++) {
		struct io_link *l = &links[s->io_reaped];

		if (n == LINKS_STEP)
			return false;
		s->io_reaped++;
		if (l->from != s || l->pending)
			continue;
		if (l->granted) {
			leave_grant(l);
			return false;
		}
		mark_link(l, l->first, l->last);
	}
	if (revoke_step())
		return false;
	for (unsigned i = 0; i < links_top; i++)
		if (links[i].to == s)
			links[i].from = NULL;
	if (s->io_ports != NULL)
		kmem_free(s->io_ports, MAP_BITS, KMEM_TABLE);
	s->io_ports = NULL;
	glue_io_revoked(s);
	return true;
}
