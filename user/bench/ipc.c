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
