/* SPDX-License-Identifier: BSD-2-Clause */
/* coherence.c - tests that written code is executed, once that is said as the CPU wants it. */

#include <l4/sigma0.h>

#include "lib.h"

#define ROUNDS 20

static word_t call(word_t address)
{
	return ((word_t(*)(void))address)();
}

/* Write a function here and say so; it is to give the same at `there`. */
static void write_and_call(unsigned way, word_t here, word_t there, unsigned n)
{
	arch_write_number(here, n);
	arch_code_written(way, here);
	CHECK_EQ(call(there), n);
}

/* A program changes its own code. */
static void rewritten(word_t arg)
{
	(void)arg;
	for (unsigned way = 0; way < ARCH_CODE_WAYS; way++)
		for (unsigned n = 0; n < ROUNDS; n++)
			write_and_call(way, arena(2), arena(2), 16 * way + n);
}

/* It writes at one address and executes at another one, and the other way round. */
static void other_mapping(word_t arg)
{
	struct thread *s = server_new(NULL);

	(void)arg;
	CHECK_EQ(tag_error(map_to(s, page(2, RWX), 0, win(0, 0))), 0);
	for (unsigned way = 0; way < ARCH_CODE_WAYS; way++) {
		for (unsigned n = 0; n < ROUNDS; n++) {
			write_and_call(way, arena(2), at(0), 16 * way + 2 * n);
			write_and_call(way, at(0), arena(2), 16 * way + 2 * n + 1);
		}
	}
}

static volatile word_t got;

static void call_there(void *code)
{
	got = call((word_t)code);
}

/* Another space executes what we write, again and again. */
static void other_space(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE);

	(void)arg;
	CHECK_EQ(tag_error(map_to(s, page(4, L4_ReadeXecOnly), 0, win(4, 0))), 0);
	for (unsigned n = 0; n < ROUNDS; n++) {
		arch_write_number(arena(4), n);
		arch_code_written(0, arena(4));
		ask(s, call_there, (void *)at(4));
		CHECK_EQ(got, n);
		CHECK_EQ(call(arena(4)), n);
	}
}

static unsigned number;

static void write_there(void *code)
{
	arch_write_number((word_t)code, number);
	arch_code_written(0, (word_t)code);
}

/* We execute what another space, without privileges, has written. */
static void written_there(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE);

	(void)arg;
	CHECK_EQ(tag_error(map_to(s, page(4, RWX), 0, win(4, 0))), 0);
	for (number = 0; number < ROUNDS; number++) {
		ask(s, write_there, (void *)at(4));
		CHECK_EQ(call(arena(4)), number);
	}
}

/* At one address there is now one page of code, now another one, in both spaces. */
static void replaced(word_t elsewhere)
{
	struct thread *s = server_new(elsewhere ? NEW_SPACE : NULL);

	for (unsigned i = 0; i < 2; i++) {
		arch_write_number(arena(4 + i), 40 + i);
		arch_code_written(0, arena(4 + i));
	}
	for (unsigned n = 0; n < ROUNDS; n++) {
		CHECK_EQ(tag_error(map_to(s, page(4 + n % 2, L4_ReadeXecOnly), 0, win(4, 0))), 0);
		ask(s, call_there, (void *)at(4));
		CHECK_EQ(got, 40 + n % 2);
		CHECK_EQ(call(arena(4 + n % 2)), 40 + n % 2);
	}
}

/* A large page becomes code, all of it at once on some CPUs; also measured (ci/test_irqoff.py). */
static void large(word_t bits)
{
	word_t place = L4_Address(L4_Sigma0_GetAny(L4_nilthread, bits, WHOLE));

	CHECK(place != 0);
	for (unsigned i = 0; i < 4; i++, place += (word_t)1 << (bits - 2))
		write_and_call(0, place, place, 10 * i);
}

/* Code arrives in a string, so the kernel has written it. */
static void in_string(word_t arg)
{
	struct ipc in = {.from_spec = L4_anythread, .timeouts = NEVER, .brs = 3};
	struct ipc out = {.timeouts = L4_Timeouts(ms(500), L4_Never)};
	struct thread *t;

	(void)arg;
	in.br[0] = 1;
	for (unsigned n = 0; n < ROUNDS; n++) {
		in.br[1] = (word_t)ARCH_PAGE_SIZE << 10;
		in.br[2] = arena(6);
		arch_write_number(arena(5), n);
		in.returned = false;
		t = run_ipc(&in, L4_SCHEDRESULT_WAITING);
		out.to = t->id;
		out.mr[0] = TAG(0, 0, 2);
		out.mr[1] = (word_t)64 << 10;
		out.mr[2] = arena(5);
		ipc_do(&out);
		CHECK_EQ(tag_error(out.out[0]), 0);
		thread_join(t);
		thread_kill(t);
		arch_code_written(0, arena(6));
		CHECK_EQ(call(arena(6)), n);
	}
}

/* --- preemption -------------------------------------------------------------------------- */

#define SAMPLES 15
#define SHORT	20	/* microseconds that nobody minds to wait */
#define NO_WAY	ARCH_CODE_WAYS

static volatile bool stop;

static void say_always(void *way)
{
	while (!stop)
		if ((word_t)way != NO_WAY)
			arch_code_written((unsigned)(word_t)way, arena(2));
}

static uint64_t time_of(unsigned way)
{
	uint64_t best = 1000000;

	for (unsigned i = 0; i < 5; i++) {
		uint64_t began = clock_us(), took;

		arch_code_written(way, arena(2));
		took = clock_us() - began;
		best = took < best ? took : best;
	}
	return best;
}

/*
 * How late we wake up while a lower thread says it again and again, or only runs (NO_WAY): the
 * middle one of some.
 */
static uint64_t lateness(unsigned way)
{
	struct thread *t;
	uint64_t late[SAMPLES];

	stop = false;
	t = SPAWN(say_always, (void *)(word_t)way, .prio = PRIO_TEST - 1);
	for (unsigned i = 0; i < SAMPLES; i++) {
		unsigned n = i;
		uint64_t us = 500 + 29 * i, began = clock_us(), l;

		sleep_us(us);
		for (l = clock_us() - began - us; n != 0 && late[n - 1] > l; n--)
			late[n] = late[n - 1];
		late[n] = l;
	}
	stop = true;
	thread_join(t);
	return late[SAMPLES / 2];
}

/* Whoever flushes caches, and all at once, keeps no thread of higher priority waiting. */
static void preempted(word_t arg)
{
	uint64_t least = lateness(NO_WAY); /* much where time is real */

	(void)arg;
	for (unsigned way = 0; way < ARCH_CODE_WAYS; way++) {
		uint64_t all = time_of(way);

		if (all > SHORT && all / 4 > least)
			CHECK_TIME(lateness(way), 0, all / 4);
	}
}

static const struct test tests[] = {
	{"rewritten", "4.10", rewritten},
	{"other-mapping", "4.10", other_mapping},
	{"other-space", "4.10", other_space},
	{"written-there", "4.10", written_there},
	{"replaced.intra", "12.4", replaced, 0},
	{"replaced.inter", "12.4", replaced, 1},
	{"large.64k", "4.10", large, 16},
	{"large.1m", "4.10", large, 20},
	{"in-string", "4.10", in_string},
	{"preempted", "4.10", preempted},
};

TOPIC(coherence, "coherence");
