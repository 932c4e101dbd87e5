/* SPDX-License-Identifier: BSD-2-Clause */
/* irqoff.h - what the attacks on the time without interrupts share. */
#ifndef IRQOFF_H
#define IRQOFF_H

#include "bench.h"

#define PAGE_BITS 12
#define REGION_BITS (PAGE_BITS + 10)	/* small_pages() */
#define CHUNK ((word_t)1 << REGION_BITS)

/* Parts of spaces that nobody else uses: of ours, and of those that receive mappings. */
#define AREA 0x50000000UL
#define AREA_BITS 28
#define WINDOW 0x60000000UL

#define STRING_BYTES ((1UL << 22) - 1)

/* --- irqoff.c ---------------------------------------------------------------------------- */

/* Message with `words` words of items and an answer; true if it arrived. */
bool send_items(tid_t to, const word_t *items, unsigned words);

/* An fpage with all rights. */
word_t fpage_of(word_t address, unsigned bits);

/* Map (or grant) one fpage `count` times to base, base + step, ... */
bool send_pages(tid_t to, word_t base, word_t step, word_t fpage, unsigned count, bool grant);

/* Unmap with the rights of the fpage, from those who got it from us; `flush`: from us, too. */
void revoke(word_t fpage, bool flush);

/* Threads that accept all mappings, and a string to WINDOW: in our space, in one of its own. */
tid_t inside(void);
tid_t outside(void);

/* --- irqoff_map.c ------------------------------------------------------------------------ */

void attack_tree(void);
void attack_chain(void);
void attack_many_mappings(void);
void attack_large_map(void);
void attack_sparse_map(void);
void attack_empty_map(void);
void attack_split(void);
void attack_string(void);
void attack_fragments(void);

#define PIECE_BYTES 256

void attack_pieces(void);
void attack_io(void);

#endif
