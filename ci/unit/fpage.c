/* SPDX-License-Identifier: BSD-2-Clause */
/* fpage.c - flexpage arithmetic: worked encodings, placement against a byte-by-byte model. */
#include "fake.h"

#include "fpage.h"

/* X2:encodings: the test vectors of the specification and the special pages. */
static void test_encodings(void)
{
	fpage_t f = fpage_make(0x1000, 12, RIGHTS_ALL);

	CHECK(f.raw == 0x10c7);
	CHECK(fpage_make(0x400000, 22, RIGHT_R | RIGHT_W).raw == 0x400166);
	CHECK(fpage_bits(f) == 12 && fpage_base(f) == 0x1000 && fpage_last_of(f, 12) == 0x1fff);
	CHECK(fpage_bits(FPAGE_NIL) == 0);
	CHECK(fpage_bits(FPAGE_COMPLETE) == WORD_BITS);
	CHECK(fpage_base_of(FPAGE_COMPLETE, WORD_BITS) == 0);
	CHECK(fpage_last_of(FPAGE_COMPLETE, WORD_BITS) == WORD_MAX);
	CHECK(fpage_bits((fpage_t){ 0x03f80c26 }) == 0);		/* I/O ports */
	CHECK(fpage_bits(fpage_make(0, 10, 7)) == 0 && fpage_bits(fpage_make(0, 11, 7)) == 0);
	CHECK(fpage_bits(fpage_make(0x400, 1, 7)) == 0);		/* complete has base 0 */
	CHECK(fpage_bits(fpage_make(0, 63, 7)) == (WORD_BITS == 64 ? 63 : 0));
	CHECK(WORD_BITS == 64 || fpage_bits(fpage_make(0, 32, 7)) == 32);
	CHECK(fpage_base(fpage_make(0x7000, 14, 7)) == 0x4000);
	CHECK(fpage_with_rights(f, 2).raw == 0x10c2);
	fake_ok("fpage/encodings");
}

/* X2:mapping.placement, literally. */
static void place_model(word_t bs, unsigned s, word_t h, word_t br, unsigned r, word_t *src,
			word_t *dst)
{
	word_t sizes = MASK(s), sizer = MASK(r);

	*src = bs;
	*dst = br;
	if (s > r)
		*src = bs + ((h & sizes) & ~sizer);
	if (s < r)
		*dst = br + ((h & sizer) & ~sizes);
}

static word_t random_word(void)
{
	word_t w = fake_random(BIT(16));

	for (unsigned i = 0; i < WORD_BITS / 16; i++)
		w = w << 16 | fake_random(BIT(16));
	return w;
}

static void test_placement(void)
{
	struct fpage_placement p;

	CHECK(!fpage_place(FPAGE_NIL, 0, FPAGE_COMPLETE, &p));
	CHECK(!fpage_place(FPAGE_COMPLETE, 0, FPAGE_NIL, &p));
	CHECK(fpage_place(FPAGE_COMPLETE, 0, FPAGE_COMPLETE, &p));
	CHECK(p.src == 0 && p.dst == 0 && p.bits == WORD_BITS);
	CHECK(fpage_place(fpage_make(0x5000, 12, 7), 0x9abc, FPAGE_COMPLETE, &p));
	CHECK(p.src == 0x5000 && p.dst == 0x9000 && p.bits == 12);
	for (unsigned i = 0; i < 200000; i++) {
		unsigned s = 12 + (unsigned)fake_random(MIN(WORD_BITS, 63u) - 11);
		unsigned r = 12 + (unsigned)fake_random(MIN(WORD_BITS, 63u) - 11);
		word_t bs = random_word() & ~MASK(s), br = random_word() & ~MASK(r);
		word_t h = random_word(), src, dst;

		CHECK(fpage_place(fpage_make(bs, s, 7), h, fpage_make(br, r, 0), &p));
		place_model(bs, s, h & ~(word_t)1023, br, r, &src, &dst);
		CHECK(p.src == src && p.dst == dst && p.bits == MIN(s, r));
		CHECK(((p.src | p.dst) & MASK(p.bits)) == 0);
		CHECK(p.src - bs <= MASK(s) && p.dst - br <= MASK(r));
	}
	fake_ok("fpage/placement");
}

int main(void)
{
	test_encodings();
	test_placement();
	return fake_done();
}
