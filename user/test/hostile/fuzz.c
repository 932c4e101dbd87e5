/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz.c - system calls with arguments of the right types and wrong values. */

#include "hostile.h"

uint32_t fuzz_seed = 1, fuzz_count = 6000;

/* --- values ------------------------------------------------------------------------------ */

word_t fuzz_word(const struct worker *w, struct rng *r)
{
	switch (rng_below(r, 14)) {
	case 0:
		return 0;
	case 1:
		return ALL_ONES;
	case 2:
		return ARCH_KERNEL_ADDRESS + rng_below(r, 0x10000);
	case 3:
		return (word_t)w->scratch + rng_below(r, 1024);
	case 4:
		return L4_MyLocalId().raw + rng_below(r, 1024) - 512;
	case 5:
		return (word_t)kip + rng_below(r, 4096);
	case 6:
		return (word_t)1 << rng_below(r, sizeof(word_t) * 8);
	case 7:
		return ((word_t)1 << rng_below(r, sizeof(word_t) * 8)) - 1;
	case 8:
		return (word_t)&fuzz_word;
	case 9:
		return WINDOW + rng_below(r, 0x100000);
	case 10:
		return rng_below(r, 256);
	case 11:
		return ALL_ONES - rng_below(r, 0x2000);
	default:
		return rng_word(r);
	}
}

tid_t fuzz_tid(const struct worker *w, struct rng *r)
{
	tid_t t;

	switch (rng_below(r, 12)) {
	case 0:
		return L4_nilthread;
	case 1:
		return L4_anythread;
	case 2:
		return L4_anylocalthread;
	case 3:
		return bogus_id();
	case 4:
		return stale_id(w->ids[0]);
	case 5:
		return L4_MyLocalId();
	case 6:
		return L4_GlobalId(rng_below(r, 300), 1 + rng_below(r, 3));
	case 7:
		t.raw = fuzz_word(w, r);
		return t;
	default:
		return w->ids[rng_below(r, w->id_count)];
	}
}

static word_t fuzz_time(struct rng *r)
{
	switch (rng_below(r, 8)) {
	case 0:
		return 1 + rng_below(r, 300);
	case 1:
		return 0x8000 | rng_below(r, 0x400); /* a point some us away, or long ago */
	case 2:
		return rng_below(r, 64) == 0 ? 0 : 0x0400;
	default:
		return 0x0400;
	}
}

word_t fuzz_timeouts(struct rng *r)
{
	word_t snd = fuzz_time(r);

	return snd << 16 | fuzz_time(r);
}

static L4_Fpage_t fuzz_fpage(const struct worker *w, struct rng *r)
{
	static const unsigned char bits[] = {0,	 1,  2,	 3,  9,	 10, 11, 12, 12, 12, 13,
					     16, 20, 22, 22, 24, 30, 31, 32, 40, 63};
	L4_Fpage_t f;

	if (rng_below(r, 6) == 0) {
		f.raw = fuzz_word(w, r);
		return f;
	}
	f.raw = (fuzz_word(w, r) & ~0x3ffUL) | rng_below(r, 16) |
		(word_t)bits[rng_below(r, sizeof(bits))] << 4;
	return f;
}

/* --- messages ---------------------------------------------------------------------------- */

static unsigned fuzz_item(const struct worker *w, struct rng *r, word_t *mr)
{
	switch (rng_below(r, 5)) {
	case 0:
		map_item(mr, fuzz_fpage(w, r), fuzz_word(w, r));
		return 2;
	case 1:
		grant_item(mr, fuzz_fpage(w, r), fuzz_word(w, r));
		return 2;
	case 2:
	case 3:
		mr[0] = (word_t)rng_below(r, 5000) << 10 | rng_below(r, 8);
		mr[1] = fuzz_word(w, r);
		return 2;
	default:
		mr[0] = fuzz_word(w, r);
		mr[1] = fuzz_word(w, r);
		return 1 + rng_below(r, 2);
	}
}

static void fuzz_message(const struct worker *w, struct rng *r)
{
	word_t mr[66];
	unsigned u = rng_below(r, rng_below(r, 4) ? 6 : 64), used = 1 + u;

	for (unsigned i = 0; i < 66; i++)
		mr[i] = i <= u ? fuzz_word(w, r) : 0;
	while (used < 60 && rng_below(r, 3) == 0)
		used += fuzz_item(w, r, &mr[used]);
	mr[0] = TAG(rng_below(r, 0x1000), u, used - 1 - u) | (rng_below(r, 4) ? 0 : TAG_P);
	if (rng_below(r, 16) == 0)
		mr[0] = fuzz_word(w, r);
	L4_LoadMRs(0, 64, mr);
}

static void fuzz_buffers(const struct worker *w, struct rng *r)
{
	L4_LoadBR(0, rng_below(r, 3) ? 0x11 : fuzz_word(w, r));
	for (int i = 1; i < 33; i += 2) {
		L4_LoadBR(i, (word_t)rng_below(r, 3000) << 10 |
				     (rng_below(r, 4) ? rng_below(r, 2) : rng_below(r, 0x400)));
		L4_LoadBR(i + 1, rng_below(r, 3) ? (word_t)w->scratch : fuzz_word(w, r));
	}
}

static void fuzz_ipc(const struct worker *w, struct rng *r)
{
	tid_t to = fuzz_tid(w, r), from_spec = fuzz_tid(w, r), from;
	word_t timeouts = fuzz_timeouts(r);

	fuzz_buffers(w, r);
	L4_Set_XferTimeouts(fuzz_timeouts(r));
	L4_Set_VirtualSender(fuzz_tid(w, r));
	fuzz_message(w, r);
	if (rng_below(r, 8))
		L4_Ipc(to, from_spec, timeouts, &from);
	else
		L4_Lipc(to, from_spec, timeouts, &from);
}

/* --- other calls ------------------------------------------------------------------------- */

static void fuzz_exregs(const struct worker *w, struct rng *r)
{
	word_t control = rng_below(r, 0x2000);

	/* Rarely stop or move oneself: starting again takes long. */
	if (rng_below(r, 50))
		control &= ~(word_t)(EX_HALT | EX_SP | EX_IP);
	exregs(fuzz_tid(w, r), control, fuzz_word(w, r), fuzz_word(w, r), fuzz_word(w, r),
	       fuzz_word(w, r), rng_below(r, 20) ? L4_Pager() : fuzz_tid(w, r));
}

static void fuzz_unmap(const struct worker *w, struct rng *r)
{
	word_t k = rng_below(r, 4) ? rng_below(r, 4) : rng_below(r, 64);

	for (word_t i = 0; i <= k; i++)
		L4_LoadMR((int)i, fuzz_fpage(w, r).raw);
	L4_Unmap(k | (rng_below(r, 2) ? FLUSH : 0) |
		 (rng_below(r, 10) ? 0 : fuzz_word(w, r) & ~0x7fUL));
}

static void fuzz_schedule(const struct worker *w, struct rng *r)
{
	word_t old;

	L4_Schedule(fuzz_tid(w, r), fuzz_word(w, r), fuzz_word(w, r), fuzz_word(w, r),
		    fuzz_word(w, r), &old);
}

/* Calls that need privileges: error 1 for us. */
static void fuzz_privileged_calls(const struct worker *w, struct rng *r)
{
	word_t old, attributes[4];

	switch (rng_below(r, 4)) {
	case 0:
		L4_ThreadControl(fuzz_tid(w, r), fuzz_tid(w, r), fuzz_tid(w, r), fuzz_tid(w, r),
				 (void *)fuzz_word(w, r));
		break;
	case 1:
		L4_SpaceControl(fuzz_tid(w, r), fuzz_word(w, r), fuzz_fpage(w, r), fuzz_fpage(w, r),
				fuzz_tid(w, r), &old);
		break;
	case 2:
		L4_ProcessorControl(fuzz_word(w, r), fuzz_word(w, r), fuzz_word(w, r),
				    fuzz_word(w, r));
		break;
	default:
		for (unsigned i = 0; i < 4; i++)
			attributes[i] = fuzz_word(w, r);
		L4_LoadMR(0, fuzz_fpage(w, r).raw);
		L4_MemoryControl(rng_below(r, 64), attributes);
		break;
	}
}

/* Scribble over the own UTCB, keeping what would only stop this thread. */
static void fuzz_utcb(const struct worker *w, struct rng *r)
{
	word_t *block = (word_t *)(L4_MyLocalId().raw - ARCH_UTCB_OFFSET);
	unsigned words = (unsigned)(L4_UtcbSize(kip) / sizeof(word_t));
	tid_t pager = L4_Pager();

	for (unsigned i = 0; i < 6; i++)
		block[rng_below(r, words)] = fuzz_word(w, r);
	if (rng_below(r, 200))
		L4_Set_Pager(pager);
}

static void fuzz_touch(const struct worker *w, struct rng *r)
{
	word_t a = (word_t)w->scratch + rng_below(r, sizeof(w->scratch) - 8);

	(void)*(volatile char *)a;
	if (rng_below(r, 100) == 0)
		(void)*(volatile char *)fuzz_word(w, r);
}

void fuzz_user(struct worker *w, struct rng *r)
{
	word_t version, flags, id;

	switch (rng_below(r, 24)) {
	case 0:
	case 1:
	case 2:
		fuzz_exregs(w, r);
		break;
	case 3:
	case 4:
		fuzz_unmap(w, r);
		break;
	case 5:
		fuzz_schedule(w, r);
		break;
	case 6:
		fuzz_privileged_calls(w, r);
		break;
	case 7:
	case 8:
		fuzz_utcb(w, r);
		break;
	case 9:
		L4_ThreadSwitch(fuzz_tid(w, r));
		break;
	case 10:
		L4_SystemClock();
		L4_KernelInterface(&version, &flags, &id);
		break;
	case 11:
		fuzz_touch(w, r);
		break;
	case 12:
		arch_fuzz(w, r);
		break;
	default:
		fuzz_ipc(w, r);
		break;
	}
}
