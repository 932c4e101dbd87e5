/* SPDX-License-Identifier: BSD-2-Clause */
/* ipc.c - one-way IPC, that is half of a call and its answer; of words, and of strings. */
#include "bench.h"

static const unsigned word_counts[] = { 0, 4, 8, 16, 60 };
static const unsigned string_sizes[] = { 64, 4096, 65536 };

#define STRING_ROUNDS 100
#define STRING_MAX 65536
#define STRING_ITEM(bytes) ((word_t)(bytes) << 10)	/* X2:1.5 */
#define ACCEPT_STRINGS 1

static char source[STRING_MAX] __attribute__((aligned(4096)));
static char sink[STRING_MAX] __attribute__((aligned(4096)));

static void measure_words(const char *format, bool inside)
{
	for (size_t i = 0; i < ARRAY_SIZE(word_counts); i++) {
		const unsigned n = word_counts[i];
		const struct exchange e = {
			.name = name_for(format, n), .inside = inside, .tag = n, .reply = n
		};

		report_total(e.name, exchange_ticks(&e), 2 * ROUNDS);
	}
}

/* --- other kinds of IPC ------------------------------------------------------------------ */

static struct thread *others[2];
static struct bench_ipc next[2];
static unsigned send_mark;

static void sink_body(void *unused)
{
	tid_t from;

	(void)unused;
	for (;;)
		(void)L4_Wait(&from);
}

/* Nothing but the Send is counted; then the receiver gets to its next wait. */
static word_t send_loop(word_t n)
{
	const struct bench_ipc send = { .to = others[0]->id.raw, .link = __L4_Ipc };
	word_t ticks = bench_empty(n);

	while (n-- > 0) {
		bench_mark(send_mark);
		ticks += net(bench_ipc(send, 1), 1);
		bench_mark(0);
		L4_ThreadSwitch(others[0]->id);
	}
	return ticks;
}

static void measure_send(const char *name)
{
	others[0] = thread_elsewhere(PRIO_BENCH, sink_body, NULL);
	settle();
	send_mark = mark_new(name);
	report_total(name, repeat(NULL, send_loop, ROUNDS), ROUNDS);
	threads_delete();
}

/* Three threads in a ring: each sends to the next one and waits for the one before it. */
static void ring_body(void *arg)
{
	const struct bench_ipc *ipc = arg;
	tid_t from;

	(void)L4_Wait(&from);		/* with this message *ipc is known */
	(void)bench_ipc(*ipc, ~0UL);
}

static word_t ring_loop(word_t n)
{
	const word_t me = L4_Myself().raw, first = others[0]->id.raw, second = others[1]->id.raw;

	next[0] = (struct bench_ipc){ .to = second, .from = me, .link = __L4_Ipc };
	next[1] = (struct bench_ipc){ .to = me, .from = first, .link = __L4_Ipc };
	return bench_ipc((struct bench_ipc){ .to = first, .from = second, .link = __L4_Ipc }, n);
}

static void measure_ring(const char *name)
{
	for (unsigned i = 0; i < ARRAY_SIZE(others); i++)
		others[i] = thread_elsewhere(PRIO_BENCH, ring_body, &next[i]);
	report_total(name, repeat(name, ring_loop, ROUNDS), 3 * ROUNDS);
	threads_delete();
}

void measure_kinds(void)
{
	const struct exchange fpu = { "ipc.fpu.inter.0", .fpu = true };

	report_total(fpu.name, exchange_ticks(&fpu), 2 * ROUNDS);
	measure_send("ipc.send.0");
	measure_ring("ipc.third.0");
}

void measure_ipc(void)
{
	const struct exchange local = { "ipc.intra.local.0", .inside = true, .local = true };
	const struct exchange lipc = { "lipc.0", .inside = true, .local = true, .lipc = true };

	measure_words("ipc.inter.%u", false);
	measure_words("ipc.intra.%u", true);
	report_total(local.name, exchange_ticks(&local), 2 * ROUNDS);
	report_total(lipc.name, exchange_ticks(&lipc), 2 * ROUNDS);
}

/* The answer is a message without words, whose cost is known. */
static uint64_t measure_size(const char *format, unsigned bytes, const char *from)
{
	const struct exchange e = {
		.name = name_for(format, bytes),
		.tag = 2 << 6,
		.items = { STRING_ITEM(bytes), (word_t)from },
		.brs = { ACCEPT_STRINGS, STRING_ITEM(STRING_MAX), (word_t)sink },
		.rounds = STRING_ROUNDS,
	};
	uint64_t ticks = exchange_ticks(&e) * (uint64_t)(ROUNDS / STRING_ROUNDS);

	ticks -= plain_ticks() / 2;
	report_total(e.name, ticks, ROUNDS);
	return ticks;
}

void measure_string(void)
{
	uint64_t ticks = 0;

	(void)measure_size("string.unaligned.%u", 4000, source + 1);
	for (size_t i = 0; i < ARRAY_SIZE(string_sizes); i++)
		ticks = measure_size("string.%u", string_sizes[i], source);
	report_ratio("string.65536.bytes_per_insn", (uint64_t)STRING_MAX * ROUNDS, ticks);
}
