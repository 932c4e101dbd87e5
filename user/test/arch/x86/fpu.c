/* SPDX-License-Identifier: BSD-2-Clause */
/* fpu.c - floating-point state of PCs: of the x87 alone, or with SSE all that FXSAVE stores. */

#include "test_arch.h"

#define XMM_REGISTERS (sizeof(L4_Word_t) == 8 ? 16 : 8)
#define ST_BYTES      10

/* As FNINIT leaves them, and all exceptions of SSE masked. */
#define FCW_INITIAL   0x37f
#define MXCSR_INITIAL 0x1f80

/* Rounds to zero with 53 bits; C3 and a masked exception are set, and TOP is 5. */
#define FCW_HELD 0xe7f
#define FSW_HELD 0x6801

struct fxsave {
	uint16_t fcw, fsw, tags, last_opcode;
	uint32_t last_addresses[4];
	uint32_t mxcsr, mxcsr_mask;
	uint8_t st[8][16];
	uint8_t xmm[16][16];
	uint8_t rest[96];
} __attribute__((aligned(16)));

static bool has_sse(void)
{
	return (x86_features() & 3u << 24) == 3u << 24;
}

/* Byte n of the registers. */
static uint8_t pattern(L4_Word_t seed, unsigned n)
{
	return (uint8_t)(((uint32_t)seed * 0x9e3779b1u + n * 0x85ebca6bu) >> 24);
}

static void make(struct fxsave *f, L4_Word_t seed)
{
	*f = (struct fxsave){.fcw = FCW_HELD, .fsw = FSW_HELD, .tags = 0xff};
	f->mxcsr = MXCSR_INITIAL | (seed & 3) << 13 | (seed >> 2 & 0x3f);
	for (unsigned i = 0; i < 8; i++) {
		for (unsigned j = 0; j < ST_BYTES; j++)
			f->st[i][j] = pattern(seed, i * 16 + j);
	}
	for (unsigned i = 0; i < XMM_REGISTERS; i++) {
		for (unsigned j = 0; j < 16; j++)
			f->xmm[i][j] = pattern(seed, 128 + i * 16 + j);
	}
}

/* All that a program can load is the same. */
static bool same(const struct fxsave *a, const struct fxsave *b)
{
	bool same = a->fcw == b->fcw && a->fsw == b->fsw && (a->tags & 0xff) == (b->tags & 0xff) &&
		    a->mxcsr == b->mxcsr;

	for (unsigned i = 0; i < 8; i++) {
		for (unsigned j = 0; j < ST_BYTES; j++)
			same = same && a->st[i][j] == b->st[i][j];
	}
	for (unsigned i = 0; i < XMM_REGISTERS; i++) {
		for (unsigned j = 0; j < 16; j++)
			same = same && a->xmm[i][j] == b->xmm[i][j];
	}
	return same;
}

static bool is(const struct fxsave *wanted)
{
	struct fxsave now = {0};

	__asm__ volatile("fxsave %0" : "+m"(now));
	return same(&now, wanted);
}

/* --- the x87 alone: its stack holds seed .. seed+7 ---------------------------------------- */

static void fill_x87(L4_Word_t seed)
{
	__asm__ volatile("fninit");
	for (unsigned i = 0; i < 8; i++) {
		int32_t v = (int32_t)(seed + i);

		__asm__ volatile("fildl %0" : : "m"(v));
	}
}

static bool x87_holds(L4_Word_t seed)
{
	bool same = true;

	for (unsigned i = 8; i-- > 0;) {
		int32_t v;

		__asm__ volatile("fistpl %0" : "=m"(v));
		same = same && v == (int32_t)(seed + i);
	}
	fill_x87(seed);
	return same;
}

/* Default control word, no exception, all registers empty and zero. */
static bool x87_is_fresh(void)
{
	uint32_t image[27];
	bool clean = true;

	__asm__ volatile("fnsave %0" : "=m"(image));
	for (unsigned i = 7; i < 27; i++)
		clean = clean && image[i] == 0;
	return clean && (image[0] & 0xffff) == FCW_INITIAL && (image[1] & 0xffff) == 0 &&
	       (image[2] & 0xffff) == 0xffff;
}

/* --- test_machine.h ---------------------------------------------------------------------- */

void arch_fpu_fill(L4_Word_t seed)
{
	struct fxsave f;

	if (!has_sse()) {
		fill_x87(seed);
		return;
	}
	make(&f, seed);
	__asm__ volatile("fxrstor %0" : : "m"(f));
}

bool arch_fpu_holds(L4_Word_t seed)
{
	struct fxsave f;

	if (!has_sse())
		return x87_holds(seed);
	make(&f, seed);
	return is(&f);
}

bool arch_fpu_is_fresh(void)
{
	static const struct fxsave fresh = {.fcw = FCW_INITIAL, .mxcsr = MXCSR_INITIAL};

	return has_sse() ? is(&fresh) : x87_is_fresh();
}
