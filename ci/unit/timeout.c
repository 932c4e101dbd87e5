/* SPDX-License-Identifier: BSD-2-Clause */
/* timeout.c - the wheel of time-outs against a plain list, with random operations. */

#include "../../src/generic/timeout.h"

#include "assert.h"
#include "compiler.h"
#include "unit.h"

#define TIMEOUTS 200u
#define STEPS	 400000u
#define CALLS	 20u /* bound of timeout_expire calls per time-out, see drain() */

struct model {
	struct timeout t;
	bool armed;
	uint64_t deadline;
	uint64_t due; /* deadline, or the wheel's time when it was set if that was later */
};

static struct model model[TIMEOUTS];
static struct timeout_wheel wheel;
static uint64_t now;

void panic(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	exit(2);
}

/* When the first one is due; one set too late is due at once. */
static uint64_t earliest(void)
{
	uint64_t first = TIMEOUT_NEVER;

	for (unsigned i = 0; i < TIMEOUTS; i++) {
		if (model[i].armed && model[i].due < first)
			first = model[i].due;
	}
	return first;
}

static unsigned armed_count(void)
{
	unsigned n = 0;

	for (unsigned i = 0; i < TIMEOUTS; i++)
		n += model[i].armed;
	return n;
}

static void set(struct model *m, uint64_t deadline)
{
	timeout_set(&wheel, &m->t, deadline);
	m->armed = true;
	m->deadline = deadline;
	m->due = deadline > wheel.now ? deadline : wheel.now;
}

static void cancel(struct model *m)
{
	timeout_cancel(&wheel, &m->t);
	m->armed = false;
}

/* At most 16 steps, which are counted. */
static struct timeout *expire(uint64_t until)
{
	unsigned steps = 16, before = steps;
	struct timeout *t = timeout_expire(&wheel, until, &steps);

	UNIT_MUST(steps <= before);
	UNIT_MUST(t != NULL || steps == 0 || timeout_next(&wheel) > until ||
		  timeout_next(&wheel) == TIMEOUT_NEVER);
	return t;
}

/* Take one that has expired; it must be in the model, due, and not out of order. */
static struct model *take(uint64_t *last_due)
{
	struct timeout *t = expire(now);
	struct model *m = container_of(t, struct model, t);

	if (t == NULL)
		return NULL;
	UNIT_MUST(m->armed && !timeout_is_armed(t));
	UNIT_MUST(m->deadline <= now && t->deadline == m->deadline);
	UNIT_MUST(m->due >= *last_due);
	*last_due = m->due;
	m->armed = false;
	return m;
}

/* Take all that are due; each may have had to move through all levels, 16 moves a call. */
static void drain(void)
{
	unsigned calls = 0, bound = (armed_count() + 1) * CALLS;
	uint64_t last_due = 0;

	while (take(&last_due) != NULL || timeout_next(&wheel) <= now)
		UNIT_MUST(++calls <= bound);
	UNIT_MUST(earliest() > now);
}

/* Saturating at the last moment that is not TIMEOUT_NEVER. */
static uint64_t later(uint64_t us)
{
	return us < UINT64_MAX - 1 - now ? now + us : UINT64_MAX - 1;
}

static uint64_t random_deadline(void)
{
	switch (unit_rnd(7)) {
	case 0:
		return now - (now < 100 ? now : unit_rnd(100));
	case 1:
		return later(unit_rnd(64));
	case 2:
		return later(unit_rnd(5000));
	case 3:
		return later(unit_rnd(100000000));
	case 4:
		return later(unit_rnd64() >> (1 + unit_rnd(60)));
	case 5:
		return UINT64_MAX - unit_rnd(1000);
	default:
		return (now | ((UINT64_C(1) << unit_rnd(63)) - 1)) + 1;
	}
}

static void advance(void)
{
	uint64_t next = timeout_next(&wheel), to;

	switch (unit_rnd(12)) {
	case 0:
	case 1:
	case 2:
	case 3:
		to = later(unit_rnd(40));
		break;
	case 4:
	case 5:
	case 6:
		to = later(unit_rnd(3000));
		break;
	case 7:
	case 8:
		to = next == TIMEOUT_NEVER ? now : next;
		break;
	case 9:
		to = next == TIMEOUT_NEVER ? now : next - 1;
		break;
	case 10:
		to = later(unit_rnd(200000000));
		break;
	default:
		to = later(unit_rnd(50) == 0 ? unit_rnd64() >> (5 + unit_rnd(40)) : 1);
		break;
	}
	now = to > now ? to : now;
}

static void step(void)
{
	struct model *m = &model[unit_rnd(TIMEOUTS)];
	uint64_t last_due = 0;

	switch (unit_rnd(8)) {
	case 0:
	case 1:
	case 2:
	case 3:
		if (!m->armed)
			set(m, random_deadline());
		break;
	case 4:
		cancel(m);
		break;
	case 5:
		take(&last_due);
		break;
	case 6:
		advance();
		break;
	default:
		if (unit_rnd(4) == 0)
			drain();
		break;
	}
	UNIT_MUST(timeout_next(&wheel) <= earliest());
	UNIT_MUST(timeout_is_armed(&m->t) == m->armed);
}

static void start(uint64_t at)
{
	now = at;
	timeout_wheel_init(&wheel, now);
	for (unsigned i = 0; i < TIMEOUTS; i++) {
		timeout_init(&model[i].t);
		model[i].armed = false;
	}
}

static void test_random(const char *name, uint64_t at)
{
	start(at);
	for (unsigned i = 0; i < STEPS; i++) {
		if (now > UINT64_MAX / 2 && at < UINT64_MAX / 2)
			start(at);
		step();
	}
	unit_report(name, true);
}

/* Always waking up exactly when timeout_next says must never be late. */
static void test_wakeups(void)
{
	unsigned wakeups = 0, expired = 0;

	start(12345);
	for (unsigned i = 0; i < TIMEOUTS; i++)
		set(&model[i], now + 1 + unit_rnd(10000000));
	while (armed_count() != 0) {
		uint64_t last_due = 0;

		now = timeout_next(&wheel) > now ? timeout_next(&wheel) : now;
		UNIT_MUST(now <= earliest());
		wakeups++;
		for (struct model *m = take(&last_due); m != NULL; m = take(&last_due)) {
			UNIT_MUST(m->deadline == now);
			expired++;
		}
	}
	unit_report("timeout/never-late", expired == TIMEOUTS && wakeups < TIMEOUTS * 6);
}

static void test_empty(void)
{
	start(0);
	unit_report("timeout/empty", timeout_next(&wheel) == TIMEOUT_NEVER &&
					     expire(UINT64_MAX) == NULL);
	start(7);
	timeout_cancel(&wheel, &model[0].t);
	set(&model[0], UINT64_MAX - 1);
	now = UINT64_MAX - 2;
	while (timeout_next(&wheel) <= now)
		UNIT_MUST(expire(now) == NULL);
	now = UINT64_MAX - 1;
	drain();
	unit_report("timeout/end-of-time", !model[0].armed);
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	test_empty();
	test_wakeups();
	test_random("timeout/random", 0);
	test_random("timeout/random-late", UINT64_C(1) << 60);
	test_random("timeout/random-end", UINT64_MAX - 50000000);
	return unit_end();
}
