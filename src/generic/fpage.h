/* SPDX-License-Identifier: BSD-2-Clause */
/* fpage.h - flexpage arithmetic (X2:types.fpage, X2:mapping.placement); pure. */
#ifndef FPAGE_H
#define FPAGE_H

#include "abi.h"
#include "bits.h"

/*
 * log2 of the size of a memory fpage, WORD_BITS for the complete space; 0 for the nilpage and for
 * what behaves like it: I/O fpages, sizes below a hardware page, impossible sizes.
 */
static inline unsigned fpage_bits(fpage_t f)
{
	word_t s = fpage_s(f);

	if (s == FPAGE_S_COMPLETE && fpage_raw_base(f) == 0)
		return WORD_BITS;
	return s >= ARCH_PAGE_BITS && s <= WORD_BITS ? (unsigned)s : 0;
}

/* First address; low bits that an aligned base would not have are ignored. */
static inline word_t fpage_base(fpage_t f)
{
	return fpage_raw_base(f) & ~MASK(fpage_bits(f));
}

/* The same, and the last address, where fpage_bits(f) is known; nothing useful if it is 0. */
static inline word_t fpage_base_of(fpage_t f, unsigned bits)
{
	return f.raw & ~MASK(bits);
}

static inline word_t fpage_last_of(fpage_t f, unsigned bits)
{
	return f.raw | MASK(bits);
}

static inline fpage_t fpage_make(word_t base, unsigned bits, unsigned rights)
{
	return (fpage_t){ (base & ~MASK(10)) | FIELD_SET(bits, 4, 6) | rights };
}

static inline fpage_t fpage_with_rights(fpage_t f, unsigned rights)
{
	return (fpage_t){ (f.raw & ~(word_t)15) | rights };
}

/* Where the pages of a map or grant item go. */
struct fpage_placement {
	word_t src;
	word_t dst;
	unsigned bits;		/* log2 of the size of both regions */
};

/*
 * Fit the send fpage into the receive window; the larger of the two is cut to the size of the
 * other at the place which the send base h selects.  False if either is nil.
 */
static inline bool fpage_place(fpage_t fpage, word_t h, fpage_t window, struct fpage_placement *p)
{
	unsigned s = fpage_bits(fpage), r = fpage_bits(window);

	if (s == 0 || r == 0)
		return false;
	p->src = fpage_base_of(fpage, s);
	p->dst = fpage_base_of(window, r);
	p->bits = MIN(s, r);
	if (s > r)
		p->src += h & MASK(s) & ~MASK(r);
	else
		p->dst += h & MASK(r) & ~MASK(s);
	return true;
}

#endif
