/* SPDX-License-Identifier: BSD-2-Clause */
/* attacks.c - adversaries beside a victim that must keep its service; the fuzzer's tests. */

#include "hostile.h"

/* --- fuzzing without privileges ---------------------------------------------------------- */

static void fuzz_loop(struct worker *w)
{
	while (w->calls < w->last) {
		struct rng r = rng_for(w->seed, w->calls);

		fuzz_user(w, &r);
		w->calls++;
	}
}

/* Each worker knows itself, the other one and the victim. */
static void introduce(struct worker *w, uint32_t seed, uint32_t count)
{
	w->seed = seed;
	w->calls = 0;
	w->last = count;
	w->ids[1] = victim_server();
	w->ids[2] = worker(0)->ids[0];
	w->ids[3] = worker(1)->ids[0];
	w->id_count = 4;
}

static void fuzz_two(bool one_space)
{
	jail_open();
	victim_start();
	for (unsigned i = 0; i < 2; i++)
		introduce(worker(i), fuzz_seed + i * 1000003u, fuzz_count);
	worker_start(0, NULL, fuzz_loop);
	worker_start(1, one_space ? worker(0)->t : NULL, fuzz_loop);
	worker(0)->ids[3] = worker(1)->ids[0];
	worker_finish(0);
	worker_finish(1);
	victim_check();
}

static void fuzz_spaces(word_t arg)
{
	(void)arg;
	fuzz_two(false);
}

static void fuzz_threads(word_t arg)
{
	(void)arg;
	fuzz_two(true);
}

/* --- fuzzing with privileges: in a sandbox of thread numbers ------------------------------- */

#define SANDBOX 24

static word_t sandbox_first;

static tid_t sandbox_id(struct rng *r)
{
	return L4_GlobalId(sandbox_first + rng_below(r, SANDBOX), 1 + rng_below(r, 3));
}

static tid_t sandbox_tid(struct rng *r)
{
	switch (rng_below(r, 8)) {
	case 0:
		return L4_nilthread;
	case 1:
		return bogus_id();
	case 2:
		return (tid_t){.raw = ARCH_KERNEL_ADDRESS};
	default:
		return sandbox_id(r);
	}
}

static word_t sandbox_utcb(struct rng *r)
{
	word_t size = L4_UtcbSize(kip);

	switch (rng_below(r, 6)) {
	case 0:
		return ALL_ONES;
	case 1:
		return ARCH_KERNEL_ADDRESS & ~(size - 1);
	case 2:
		return rng_word(r);
	default:
		return L4_Address(space_utcb_area()) + size * rng_below(r, space_slots());
	}
}

static L4_Fpage_t sandbox_area(struct rng *r, L4_Fpage_t good)
{
	L4_Fpage_t f;

	if (rng_below(r, 3))
		return good;
	f.raw = rng_word(r);
	return f;
}

/* A privileged call; threads of the suite are never named as its target. */
static void sandbox_call(struct rng *r)
{
	tid_t dest = sandbox_id(r);
	word_t old, attributes[4];

	switch (rng_below(r, 8)) {
	case 0:
	case 1:
	case 2: {
		/* In our space nothing becomes active: its UTCBs are the suite's. */
		tid_t space = rng_below(r, 3) ? dest : sandbox_tid(r);

		L4_ThreadControl(dest, space, rng_below(r, 8) ? runner_id : sandbox_tid(r),
				 rng_below(r, 2) ? L4_nilthread : sandbox_tid(r),
				 (void *)sandbox_utcb(r));
		break;
	}
	case 3:
		L4_ThreadControl(dest, L4_nilthread, L4_nilthread, L4_nilthread, UTCB_NONE);
		break;
	case 4:
		L4_SpaceControl(dest, rng_word(r), sandbox_area(r, space_kip_area()),
				sandbox_area(r, space_utcb_area()),
				rng_below(r, 4) ? L4_nilthread : sandbox_tid(r), &old);
		break;
	case 5:
		L4_Schedule(dest, rng_word(r), rng_word(r), rng_below(r, 300), rng_word(r), &old);
		break;
	case 6:
		for (unsigned i = 0; i < 4; i++)
			attributes[i] = rng_below(r, 2) ? rng_below(r, 10) : rng_word(r);
		L4_LoadMR(0, (WINDOW + (rng_word(r) & 0xfff000)) | (word_t)rng_below(r, 32) << 4 |
				     rng_below(r, 4));
		L4_MemoryControl(0, attributes);
		break;
	default:
		send_word(dest, rng_word(r), L4_Timeouts(L4_ZeroTime, L4_ZeroTime));
		exregs_control(dest, rng_below(r, 0x2000));
		L4_ThreadSwitch(dest);
		break;
	}
}

static void fuzz_privileged(word_t arg)
{
	(void)arg;
	sandbox_first = reserve_numbers(SANDBOX);
	victim_start();
	for (uint32_t n = 0; n < fuzz_count; n++) {
		struct rng r = rng_for(fuzz_seed, n);

		sandbox_call(&r);
	}
	for (word_t i = 0; i < SANDBOX; i++)
		L4_ThreadControl(L4_GlobalId(sandbox_first + i, 1), L4_nilthread, L4_nilthread,
				 L4_nilthread, UTCB_NONE);
	victim_check();
}

/* --- attacks with a plan ----------------------------------------------------------------- */

/* Run an attack in the jail for a while; the victim must not notice. */
static void attack(void (*run)(struct worker *w), unsigned workers, unsigned for_ms)
{
	jail_open();
	victim_start();
	for (unsigned i = 0; i < workers; i++) {
		introduce(worker(i), i + 1, ~0u);
		worker_start(i, i ? worker(0)->t : NULL, run);
	}
	for (unsigned i = 0; i < for_ms / 50; i++) {
		sleep_us(50000);
		victim_check();
	}
	for (unsigned i = 0; i < workers; i++)
		thread_kill(worker(i)->t);
	victim_check();
}

/* Ids of all kinds, thousands of them. */
static void forge_ids(struct worker *w)
{
	for (;;) {
		struct rng r = rng_for(w->seed, w->calls++);
		tid_t from;

		L4_Set_MsgTag(L4_Niltag);
		L4_Ipc((tid_t){.raw = rng_word(&r) & (rng_below(&r, 2) ? ALL_ONES : ~0x3fUL)},
		       (tid_t){.raw = rng_word(&r)}, L4_Timeouts(L4_ZeroTime, L4_ZeroTime), &from);
		exregs_control((tid_t){.raw = rng_word(&r) & ~0x3fUL}, 0);
	}
}

static void attack_ids(word_t arg)
{
	(void)arg;
	attack(forge_ids, 1, 300);
}

/* One thread talks, another writes all over their UTCBs meanwhile. */
static void scribble_or_talk(struct worker *w)
{
	for (;;) {
		struct rng r = rng_for(w->seed, w->calls++);

		if (w == worker(1)) {
			word_t area = L4_Address(space_utcb_area());
			word_t *utcb = (word_t *)(area +
						  L4_UtcbSize(kip) * rng_below(&r, space_slots()));

			utcb[rng_below(&r, (uint32_t)(L4_UtcbSize(kip) / sizeof(word_t)))] =
				rng_word(&r);
		} else {
			fuzz_user(w, &r);
		}
	}
}

static void attack_utcb(word_t arg)
{
	(void)arg;
	attack(scribble_or_talk, 2, 300);
}

/* Kernel addresses wherever an address goes. */
static void kernel_addresses(struct worker *w)
{
	for (;;) {
		struct rng r = rng_for(w->seed, w->calls++);
		word_t bad = ARCH_KERNEL_ADDRESS + (rng_word(&r) & 0xffffff);
		tid_t from;

		L4_LoadBR(0, (bad & ~0x3ffUL) | 12 << 4 | 1);
		L4_LoadBR(1, (word_t)100000 << 10);
		L4_LoadBR(2, bad);
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, 4)});
		L4_LoadMR(1, (word_t)100000 << 10);
		L4_LoadMR(2, bad);
		L4_LoadMR(3, (bad & ~0x3ffUL) | 8);
		L4_LoadMR(4, (bad & ~0x3ffUL) | 12 << 4 | 7);
		L4_Ipc(w->ids[rng_below(&r, 4)], L4_nilthread,
		       L4_Timeouts(L4_ZeroTime, L4_ZeroTime), &from);
		L4_LoadMR(0, (bad & ~0x3ffUL) | 12 << 4 | 7);
		L4_Unmap(FLUSH);
		exregs(L4_Myself(), EX_DELIVER, bad, bad, bad, bad, L4_nilthread);
	}
}

static void attack_addresses(word_t arg)
{
	(void)arg;
	attack(kernel_addresses, 1, 300);
}

/* Senders that all wait for the victim's server with long messages, and give up. */
static void crowd(struct worker *w)
{
	for (;;) {
		struct rng r = rng_for(w->seed, w->calls++);
		tid_t from;

		for (int i = 1; i < 64; i++)
			L4_LoadMR(i, rng_word(&r));
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(rng_below(&r, 100), 63, 0)});
		L4_Ipc(w->ids[1], w->ids[1],
		       L4_Timeouts(L4_TimePeriod(1 + rng_below(&r, 200)), L4_ZeroTime), &from);
	}
}

static void attack_crowd(word_t arg)
{
	(void)arg;
	attack(crowd, 4, 300);
}

/* --- memory ------------------------------------------------------------------------------ */

/* What the fuzzers did has cost no kernel memory. */
static void no_leak(word_t arg)
{
	uint32_t count = fuzz_count;
	unsigned before, after;

	(void)arg;
	fuzz_count = 1500;
	fuzz_two(false);
	threads_reset_others();
	before = kernel_capacity();
	for (unsigned i = 0; i < 4; i++) {
		fuzz_seed++;
		fuzz_two(i & 1);
		threads_reset_others();
	}
	fuzz_seed -= 4;
	fuzz_count = count;
	sleep_us(50000);
	after = kernel_capacity();
	CHECK_IN(after, before - before / 200, before + before / 200);
}

static const struct test tests[] = {
	{"ids", "1.1", attack_ids, 0, 60000},
	{"utcb", "3.1", attack_utcb, 0, 60000},
	{"kernel-addresses", "5.4", attack_addresses, 0, 60000},
	{"crowd", "5.2", attack_crowd, 0, 60000},
	{"fuzz.spaces", "4.2", fuzz_spaces, 0, ~0u},
	{"fuzz.threads", "4.2", fuzz_threads, 0, ~0u},
	{"fuzz.privileged", "4.3", fuzz_privileged, 0, ~0u},
	{"no-leak", "4.3", no_leak, 0, 300000},
};

TOPIC(attacks, "hostile");
