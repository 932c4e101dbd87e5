/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * paths.c - random IPC, and hashes of all that comes of it: the same whatever path through the
 * kernel it takes.  ci/test_paths.py compares what builds with different paths print.
 */

#include <stdio.h>
#include <string.h>

#include "hostile/hostile.h"
#include "lib.h"

#define SPACES	3 /* the first is ours; two actors in each */
#define ACTORS	(2 * SPACES)
#define OPS	8 /* of each actor in a round */
#define ROUNDS	40 /* of which so many with the same threads: */
#define LIVES	5
#define KICKS	2
#define SETTLE	3000 /* us: longer than all time-outs of a round */
#define HASH_NEW 2166136261u

/* One IPC: what to do, and all that came of it. */
struct op {
	tid_t to, from_spec;
	word_t timeouts, tag, fpu;
	tid_t virtual_sender;
	bool lipc;
	bool answer; /* to who sent the last message, if one came */

	volatile bool returned;
	word_t order;
	bool fpu_held;
	tid_t from;
	word_t tcrs[8];
	word_t in[64];
};

static struct actor {
	struct thread *thread;
	struct op ops[OPS];
	bool begun, timed, server;
	uint32_t hash;
} actors[ACTORS];

/* ExchangeRegisters is for threads of the same space: somebody in each who calls it for us. */
static struct thread *helpers[SPACES];

struct request {
	tid_t dest;
	word_t control;
	struct exregs result;
};

static word_t order;
static bool all_wait; /* first of all */
static bool uses_fpu; /* who has once used it is special for life */

static void request_body(void *arg)
{
	struct request *r = arg;

	r->result = exregs_control(r->dest, r->control);
}

static word_t control(unsigned who, word_t bits)
{
	static struct request r;

	r = (struct request){.dest = actors[who].thread->id, .control = bits};
	ask(helpers[who / 2], request_body, &r);
	CHECK(!L4_IsNilThread(r.result.result));
	return r.result.control;
}

/* --- in the actors ------------------------------------------------------------------------ */

static void op_do(struct op *o, word_t who)
{
	L4_MsgTag_t tag;
	word_t out[64];

	for (unsigned i = 1; i < 64; i++)
		out[i] = ipc_pattern(who, i);
	out[0] = o->tag;
	if (TAG_T(o->tag)) {
		out[TAG_U(o->tag) + 1] = 8; /* maps nothing */
		out[TAG_U(o->tag) + 2] = 0;
	}
	if (o->fpu)
		arch_fpu_fill(o->fpu);
	L4_LoadBR(0, 0);
	L4_Set_VirtualSender(o->virtual_sender);
	L4_LoadMRs(0, 64, out);
	tag = o->lipc ? L4_Lipc(o->to, o->from_spec, o->timeouts, &o->from) :
			L4_Ipc(o->to, o->from_spec, o->timeouts, &o->from);
	L4_StoreMRs(0, 64, o->in);
	o->in[0] = tag.raw;
	o->tcrs[0] = tag.raw & TAG_E ? L4_ErrorCode() : 0;
	o->tcrs[1] = L4_ActualSender().raw;
	o->tcrs[2] = tag.raw & TAG_R ? L4_IntendedReceiver().raw : 0;
	o->tcrs[3] = L4_XferTimeouts();
	o->tcrs[4] = L4_Pager().raw;
	o->tcrs[5] = L4_ExceptionHandler().raw;
	o->tcrs[6] = L4_UserDefinedHandle();
	o->tcrs[7] = L4_MyGlobalId().raw;
	o->fpu_held = !o->fpu || arch_fpu_holds(o->fpu);
	o->order = order++;
	o->returned = true;
}

static void script_body(void *arg)
{
	struct actor *a = arg;

	for (unsigned i = 0; i < OPS; i++) {
		struct op *o = &a->ops[i];

		if (o->answer && i > 0 && !(o[-1].in[0] & TAG_E) && !L4_IsNilThread(o[-1].from))
			o->to = o[-1].from;
		op_do(o, (word_t)(a - actors));
	}
}

/* --- what they are to do ------------------------------------------------------------------ */

/*
 * Ids of nobody: numbers, versions; in the UTCB area a slot that is free, one far away, no slot;
 * behind it.
 */
static tid_t pick_nobody(struct rng *r, const struct thread *t)
{
	const word_t far = space_slots() - MAX_THREADS;
	tid_t id = thread_local_id(t);

	switch (rng_below(r, 6)) {
	case 0:
		return bogus_id();
	case 1:
		return stale_id(t->id);
	case 2:
		id.raw += MAX_THREADS / 2 * L4_UtcbSize(kip);
		break;
	case 3:
		id.raw += far * L4_UtcbSize(kip);
		break;
	case 4:
		id.raw += space_slots() * L4_UtcbSize(kip);
		break;
	default:
		id.raw += 64;
	}
	return id;
}

static tid_t pick(struct rng *r, unsigned me)
{
	const unsigned other = rng_below(r, ACTORS);

	if (rng_below(r, 24) == 0)
		return pick_nobody(r, actors[other].thread);
	if (other / 2 == me / 2 && rng_below(r, 2))
		return thread_local_id(actors[other].thread);
	return actors[other].thread->id;
}

/* One finite time-out a round for each, so that no two of them end at about one time. */
static L4_Time_t pick_timeout(struct rng *r, unsigned me)
{
	struct actor *a = &actors[me];

	if (!a->timed && rng_below(r, 8) == 0) {
		a->timed = true;
		return L4_TimePeriod(300 * (me + 1));
	}
	return rng_below(r, 6) ? L4_Never : L4_ZeroTime;
}

/* What a server does, what a client does, or anything. */
static void op_choose(struct op *o, struct rng *r, unsigned me, bool first)
{
	const bool usual = rng_below(r, 4) != 0, server = actors[me].server;
	const unsigned kind = usual ? (server ? 7 : 0) : rng_below(r, 7);
	const unsigned sizes[] = {1, 3, 10, 62};
	L4_Time_t send;
	unsigned u;

	memset(o, 0, sizeof(*o));
	o->answer = kind == 7;
	o->to = kind == 6 || (server && first) ? L4_nilthread : pick(r, me);
	if (first && all_wait) {
		o->to = L4_nilthread;
		o->from_spec = L4_anythread;
	} else if (kind < 2) {
		o->from_spec = o->to;
	} else if (kind == 2) {
		o->from_spec = L4_nilthread;
	} else if (kind == 3) {
		o->from_spec = pick(r, me);
	} else {
		o->from_spec = rng_below(r, 8) ? L4_anythread : L4_anylocalthread;
	}
	send = pick_timeout(r, me);
	o->timeouts = L4_Timeouts(send, usual ? L4_Never : pick_timeout(r, me));
	u = rng_below(r, sizes[rng_below(r, ARRAY_SIZE(sizes))]);
	o->tag = TAG(me * 16 + rng_below(r, 16), u, rng_below(r, 16) ? 0 : 2);
	if (rng_below(r, 16) == 0)
		o->tag |= TAG_P;
	o->virtual_sender = pick(r, me);
	o->lipc = rng_below(r, 8) == 0;
	o->fpu = uses_fpu && rng_below(r, 16) == 0 ? rng_below(r, 1000) + 1 : 0;
}

/* Messages out of the second space. */
static void redirect(tid_t redirector)
{
	word_t old;

	CHECK(L4_SpaceControl(actors[2].thread->id, 0, L4_Nilpage, L4_Nilpage, redirector, &old));
}

/* --- what is seen afterwards -------------------------------------------------------------- */

static void add(struct actor *a, word_t w)
{
	for (unsigned i = 0; i < sizeof(w); i++, w >>= 8)
		a->hash = (a->hash ^ (w & 0xff)) * 16777619u;
}

static void add_op(struct actor *a, const struct op *o)
{
	const word_t tag = o->in[0];
	const bool received = !(tag & TAG_E) && !L4_IsNilThread(o->from_spec);

	add(a, o->returned);
	if (!o->returned)
		return;
	CHECK(o->fpu_held);
	add(a, o->order);
	add(a, tag);
	for (unsigned i = 0; i < ARRAY_SIZE(o->tcrs); i++)
		add(a, o->tcrs[i]);
	if (received)
		add(a, o->from.raw);
	for (unsigned i = 1; received && i <= TAG_U(tag) + TAG_T(tag); i++)
		add(a, o->in[i]);
	for (unsigned i = 1; received && i <= TAG_U(tag); i++) /* the label says who sent it */
		CHECK_EQ(o->in[i], ipc_pattern(TAG_LABEL(tag) / 16, i));
}

static void look_at_all(void)
{
	for (unsigned i = 0; i < ACTORS; i++) {
		struct actor *a = &actors[i];

		if (!a->begun)
			continue;
		add(a, thread_state(a->thread->id));
		add(a, control(i, EX_DELIVER));
		for (unsigned k = 0; k < OPS; k++)
			add_op(a, &a->ops[k]);
	}
}

/* --- rounds ------------------------------------------------------------------------------- */

static void actors_start(void)
{
	helpers[0] = server_new(NULL);
	for (unsigned i = 0; i < ACTORS; i++) {
		struct thread *first = i < 2 ? NULL : actors[i & ~1u].thread;

		actors[i].thread = server_new(i >= 2 && i % 2 == 0 ? NEW_SPACE : first);
		if (i >= 2 && i % 2)
			helpers[i / 2] = server_new(first);
	}
	sleep_us(SETTLE);
}

/*
 * Cancel what still waits; who is through waits to tell us.  Some of the cancels hit nothing when
 * an emulator's clock leaps: the time is over, and nobody had his turn.
 */
static void round_end(void)
{
	for (unsigned i = 0; i < ACTORS; i++) {
		const struct op *last = &actors[i].ops[OPS - 1];

		for (unsigned k = 0; actors[i].begun && k < 8 * OPS && !last->returned; k++) {
			control(i, EX_R | EX_S);
			sleep_us(SETTLE);
		}
	}
	look_at_all();
	for (unsigned i = 0; i < ACTORS; i++) {
		if (!actors[i].begun)
			continue;
		CHECK(actors[i].ops[OPS - 1].returned);
		ask_end(actors[i].thread);
	}
	sleep_us(1000);
}

static void round_begin(struct rng *r)
{
	order = 0;
	all_wait = rng_below(r, 2);
	for (unsigned i = 0; i < ACTORS; i++) {
		actors[i].timed = false;
		actors[i].server = rng_below(r, 2);
		actors[i].hash = HASH_NEW;
		for (unsigned k = 0; k < OPS; k++)
			op_choose(&actors[i].ops[k], r, i, k == 0);
		set_prio(actors[i].thread->id, 100 + 5 * rng_below(r, 8));
	}
}

/* Wake some at once of those who wait for anybody: some of lower priority wait on. */
static void kick(struct rng *r)
{
	for (unsigned i = 0; i < ACTORS; i++) {
		if (rng_below(r, 3) == 0)
			continue;
		L4_Set_MsgTag(L4_Niltag);
		L4_Send_Timeout(actors[i].thread->id, L4_ZeroTime);
	}
}

static void round_do(struct rng *r)
{
	const bool halts = rng_below(r, 3) == 0, redirects = rng_below(r, 4) == 0,
		   deletes = rng_below(r, 6) == 0;
	const unsigned halted = rng_below(r, ACTORS);
	struct actor *last = &actors[ACTORS - 1];

	round_begin(r);
	if (redirects)
		redirect(actors[0].thread->id);
	for (unsigned i = 0; i < ACTORS; i++) {
		ask_begin(actors[i].thread, script_body, &actors[i]);
		actors[i].begun = true;
	}
	if (halts)
		control(halted, EX_HALT | EX_H);
	sleep_us(SETTLE);
	for (unsigned i = 0; i < KICKS; i++) {
		kick(r);
		sleep_us(SETTLE);
	}
	look_at_all();
	if (halts)
		control(halted, EX_HALT);
	if (deletes) {
		thread_kill(last->thread);
		last->begun = false;
	}
	sleep_us(SETTLE);
	round_end();
	if (redirects)
		redirect(L4_anythread);
	if (deletes) {
		last->thread = server_new(actors[ACTORS - 2].thread);
		sleep_us(SETTLE);
	}
}

static void random_ipc(word_t seed)
{
	for (unsigned i = 0; i < ROUNDS; i++) {
		struct rng r = rng_for((uint32_t)seed, i);

		if (i % LIVES == 0) {
			threads_reset_others();
			actors_start();
			uses_fpu = i / LIVES % 2 != 0;
		}
		round_do(&r);
		printf("paths %lu.%u", seed, i);
		for (unsigned k = 0; k < ACTORS; k++)
			printf(" %08lx", (unsigned long)actors[k].hash);
		printf("\n");
	}
}

static const struct test tests[] = {
	{"random.1", "5.1", random_ipc, 1, 60000},
	{"random.2", "5.1", random_ipc, 2, 60000},
	{"random.3", "5.1", random_ipc, 3, 60000},
	{"random.4", "5.1", random_ipc, 4, 60000},
	{"random.5", "5.1", random_ipc, 5, 60000},
};

TOPIC(paths, "paths");
