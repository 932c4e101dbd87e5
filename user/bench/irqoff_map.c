/* SPDX-License-Identifier: BSD-2-Clause */
/* irqoff_map.c - attacks by mapping, unmapping and copying as much as possible at once. */
#include <l4/sigma0.h>

#include "irqoff.h"

#define IO_FPAGE(port, bits) ((word_t)(port) << 16 | (word_t)(bits) << 10 | 2 << 4 | 6)

/* --- trees ------------------------------------------------------------------------------- */

#define TREE 20000

/* One page, mapped to thousands of places; asked for its status, made read-only, taken back. */
void attack_tree(void)
{
	const word_t page = fpage_of(small_pages(), PAGE_BITS);

	must(send_pages(outside(), WINDOW, 1 << PAGE_BITS, page, TREE, false), "a wide tree");
	revoke(page & ~7UL, false);
	revoke((page & ~7UL) | L4_Writable, false);
	revoke(page, false);
}

#define CHAIN 2000

/* A page mapped from a page mapped from a page. */
void attack_chain(void)
{
	word_t from = small_pages();

	for (unsigned i = 0; i < CHAIN; i++) {
		must(send_pages(inside(), AREA + (i << PAGE_BITS), 0, fpage_of(from, PAGE_BITS), 1,
				false), "a deep tree");
		from = AREA + (i << PAGE_BITS);
	}
	revoke(fpage_of(AREA + (CHAIN / 2 << PAGE_BITS), PAGE_BITS) & ~7UL, false);
	revoke(fpage_of(AREA, PAGE_BITS), true);
}

/* --- sizes ------------------------------------------------------------------------------- */

/* A hundred thousand mappings in one space, which is then deleted. */
void attack_many_mappings(void)
{
	must(send_pages(outside(), WINDOW, CHUNK, fpage_of(small_pages(), REGION_BITS), 98, false),
	     "many mappings");
}

/* Small pages of a whole area as one item, over nothing, over themselves and over others. */
void attack_large_map(void)
{
	const word_t area = fpage_of(AREA, AREA_BITS - 2);
	const unsigned chunks = 1u << (AREA_BITS - 2 - REGION_BITS);

	must(send_pages(inside(), AREA, CHUNK, fpage_of(small_pages(), REGION_BITS), chunks,
			false), "an area of small pages");
	must(send_pages(outside(), WINDOW, 0, area, 2, false), "a large item");
	must(send_pages(outside(), WINDOW, CHUNK, fpage_of(small_pages(), REGION_BITS), 2, false),
	     "over other mappings");
	must(send_pages(outside(), WINDOW, 0, area, 1, true), "a large grant");
	revoke(fpage_of(AREA, AREA_BITS), true);
}

/* One page in each table. */
void attack_sparse_map(void)
{
	const word_t area = fpage_of(AREA, AREA_BITS);
	const unsigned chunks = 1u << (AREA_BITS - REGION_BITS);

	for (unsigned grant = 0; grant < 2; grant++) {
		must(send_pages(inside(), AREA, CHUNK, fpage_of(small_pages(), PAGE_BITS), chunks,
				false), "sparse pages");
		must(send_pages(outside(), WINDOW, 0, area, 1, grant), "a sparse item");
		revoke(area & ~7UL, true);
		revoke(area, true);
	}
}

void attack_empty_map(void)
{
	word_t whole = L4_CompleteAddressSpace.raw | L4_FullyAccessible;

	for (unsigned bits = AREA_BITS; bits >= PAGE_BITS; bits--) {
		must(send_pages(outside(), AREA, 0, fpage_of(AREA, bits), 31, bits & 1), "nothing");
		for (int i = 0; i < 64; i++)
			L4_LoadMR(i, fpage_of(AREA, bits));
		L4_Unmap(63);
	}
	revoke(whole & ~7UL, false);
	must(send_pages(outside(), 0, 0, whole, 2, false), "all of our space");
	revoke(whole, false);
}

/* A large page and pieces of it: mapped, granted, covered, taken away. */
void attack_split(void)
{
	L4_Fpage_t big = L4_Sigma0_GetAny(L4_nilthread, REGION_BITS, L4_CompleteAddressSpace);
	word_t base = L4_Address(big), piece = base + (500 << PAGE_BITS);

	if (L4_IsNilFpage(big))
		return;
	for (unsigned i = 0; i < 16; i++)
		must(send_pages(outside(), WINDOW + i * CHUNK, 0, fpage_of(base, REGION_BITS), 1,
				false), "a large page");
	must(send_pages(inside(), AREA, 0, fpage_of(base, REGION_BITS), 1, false), "a large page");
	must(send_pages(outside(), WINDOW + CHUNK / 2, 0, fpage_of(small_pages(), PAGE_BITS), 1,
			false), "a page over a large one");
	revoke(fpage_of(piece, PAGE_BITS), false);
	must(send_pages(outside(), WINDOW + (7 << PAGE_BITS), 0,
			fpage_of(AREA + (7 << PAGE_BITS), PAGE_BITS), 1, true), "a piece");
	revoke(fpage_of(piece, PAGE_BITS + 3), true);
	revoke(fpage_of(base, REGION_BITS), true);
}

/* --- strings ----------------------------------------------------------------------------- */

static bool send_string(word_t length, word_t address)
{
	const word_t items[] = { length << 10, address };

	return send_items(outside(), items, ARRAY_SIZE(items));
}

/* As long as a string can be, from and to any address; to a page that is not there. */
void attack_string(void)
{
	must(send_pages(outside(), WINDOW, 0, fpage_of(small_pages(), REGION_BITS), 1, false),
	     "a buffer");
	must(send_pages(inside(), AREA, CHUNK, fpage_of(small_pages(), REGION_BITS), 2, false),
	     "a string");
	must(send_string(STRING_BYTES, AREA), "a long string");
	must(send_string(STRING_BYTES, AREA + 1), "a long string from an odd address");
	revoke(fpage_of(AREA, AREA_BITS), true);
}

/* As many substrings as fit, of a byte or of nothing. */
void attack_fragments(void)
{
	word_t items[63];

	must(send_pages(inside(), AREA, CHUNK, fpage_of(small_pages(), REGION_BITS), 1, false),
	     "a string");
	must(send_pages(outside(), WINDOW, 0, fpage_of(small_pages(), REGION_BITS), 1, false),
	     "a buffer");
	for (unsigned length = 0; length < 2; length++) {
		for (unsigned i = 0; i < ARRAY_SIZE(items); i++)
			items[i] = AREA + (word_t)i * 4097;
		items[0] = (word_t)length << 10 | 31 << 4 | 1 << 9;	/* 32, and more */
		items[33] = (word_t)length << 10 | 28 << 4;		/* 29 */
		(void)send_items(outside(), items, ARRAY_SIZE(items));
		items[0] = (word_t)length << 10 | 30 << 4;
		must(send_items(outside(), items, 32), "a string of bytes");
		for (unsigned i = 0; i < ARRAY_SIZE(items); i += 2)
			items[i] = 1 << 9;				/* nothing, and more */
		(void)send_items(outside(), items, ARRAY_SIZE(items));
	}
	revoke(fpage_of(AREA, AREA_BITS), true);
}

/* As many as fit of those that are copied at once, some byte by byte. */
void attack_pieces(void)
{
	static const word_t length[] = { 63, 64, 65, 255, PIECE_BYTES };
	word_t items[32];

	must(send_pages(inside(), AREA, CHUNK, fpage_of(small_pages(), REGION_BITS), 1, false),
	     "strings");
	must(send_pages(outside(), WINDOW, 0, fpage_of(small_pages(), REGION_BITS), 1, false),
	     "buffers");
	for (unsigned n = 0; n < ARRAY_SIZE(length); n++) {
		for (unsigned i = 0; i < ARRAY_SIZE(items); i++)
			items[i] = AREA + (word_t)i * 4097;
		items[0] = length[n] << 10 | 30 << 4;
		must(send_items(outside(), items, ARRAY_SIZE(items)), "a string of pieces");
	}
	revoke(fpage_of(AREA, AREA_BITS), true);
}

/* --- I/O ports --------------------------------------------------------------------------- */

/* All ports at once, and in so many pieces that the kernel cannot remember more. */
void attack_io(void)
{
	const word_t all = IO_FPAGE(0, 16);

	for (unsigned grant = 0; grant < 2; grant++) {
		must(send_pages(outside(), 0, 0, all, 1, false), "all ports");
		revoke(all, false);
		for (unsigned i = 0; i < 300; i++)
			(void)send_pages(outside(), 0, 0, IO_FPAGE(i * 64, 1), 1, grant);
		(void)send_pages(outside(), 0, 0, all, 31, false);
		revoke(IO_FPAGE(64, 1), false);
		revoke(all, false);
	}
}
