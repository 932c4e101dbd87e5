/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - run the tests whose names match the command line, one after the other, and report. */

#include <stdio.h>
#include <string.h>

#include "command_line.h"
#include "hostile/hostile.h"
#include "runner.h"
#include "topics.h"

word_t runner_utcb;

static unsigned passed, failed, skipped, number;
static const struct test *running;
static const char *glob;

/* --- which tests ------------------------------------------------------------------------- */

/* Shell pattern with * and ? only. */
static bool matches(const char *pattern, const char *name)
{
	const char *star = NULL, *resume = NULL;

	while (*name) {
		if (*pattern == '*') {
			star = ++pattern;
			resume = name;
		} else if (*pattern == '?' || *pattern == *name) {
			pattern++;
			name++;
		} else if (star) {
			pattern = star;
			name = ++resume;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return *pattern == '\0';
}

static bool is_wanted(const struct topic *topic, const struct test *test)
{
	char name[96];

	if (!glob || !*glob)
		return true;
	snprintf(name, sizeof(name), "%s/%s", topic->name, test->name);
	return matches(glob, name) || strcmp(glob, topic->name) == 0;
}

/* --- one test ---------------------------------------------------------------------------- */

static void tester_body(void *unused)
{
	(void)unused;
	running->run(running->arg);
	test_passed();
}

static void verdict_clear(void)
{
	memset(&verdict, 0, sizeof(verdict));
}

/*
 * Poll for the verdict; any message cuts a nap short.  Naps are long: the runner has the highest
 * priority, and tests of preemption would notice it.
 */
static bool verdict_wait(unsigned limit_ms)
{
	uint64_t deadline = clock_us() + limit_ms * 1000ULL;

	while (__atomic_load_n(&verdict.kind, __ATOMIC_SEQ_CST) == VERDICT_OPEN) {
		tid_t from;

		if (clock_us() > deadline)
			return false;
		L4_LoadBR(0, 0);
		L4_Wait_Timeout(ms(250), &from);
	}
	return true;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void report(const char *name, bool in_time)
{
	const struct verdict *v = &verdict;

	if (in_time && v->kind == VERDICT_PASS) {
		passed++;
		printf("ok %u %s\n", number, name);
		return;
	}
	if (in_time && v->kind == VERDICT_SKIP) {
		skipped++;
		printf("ok %u %s # skip %s\n", number, name, v->what);
		return;
	}
	failed++;
	printf("not ok %u %s: ", number, name);
	if (!in_time)
		printf("timed out\n");
	else if (v->kind == VERDICT_FAULT)
		printf("page fault at 0x%lx, access %d, IP 0x%lx\n", v->got, v->line, v->want);
	else if (v->kind == VERDICT_EXCEPTION)
		printf("exception %lu, IP 0x%lx\n", v->got, v->want);
	else if (v->kind == VERDICT_FAIL_EQ || v->kind == VERDICT_LATE)
		printf("%s:%d %s is 0x%lx, not 0x%lx\n", base_name(v->file), v->line, v->what,
		       v->got, v->want);
	else
		printf("%s:%d %s\n", base_name(v->file), v->line, v->what);
}

/* Whatever a failed test did to the pager, the next one finds a fresh one. */
static void clean_up(bool ok)
{
	threads_reset();
	if (!ok) {
		pager_stop();
		pager_start();
	}
	memory_restore();
}

/* Run once; was there a verdict in time? */
static bool attempt(const struct test *test)
{
	running = test;
	verdict_clear();
	run_local(tester_body, NULL);
	return verdict_wait(test->limit_ms ? test->limit_ms : DEFAULT_LIMIT_MS);
}

static void run(const struct topic *topic, const struct test *test)
{
	char name[96];
	bool in_time = attempt(test);

	number++;
	for (unsigned i = 0; i < 8 && in_time && verdict.kind == VERDICT_LATE; i++) {
		clean_up(false);
		in_time = attempt(test);
	}
	snprintf(name, sizeof(name), "%s/%s", topic->name, test->name);
	report(name, in_time);
	clean_up(in_time && verdict.kind == VERDICT_PASS);
}

static uint32_t number_in(const char **text)
{
	uint32_t n = 0;

	while (**text == ' ')
		(*text)++;
	while (**text >= '0' && **text <= '9')
		n = n * 10 + (uint32_t)(*(*text)++ - '0');
	return n;
}

/* "GLOB", or "fuzz SEED COUNT" for a long run of the fuzzers that can be repeated exactly. */
static void read_command_line(void)
{
	const char *line = command_line("test");

	glob = line;
	if (!line || strncmp(line, "fuzz ", 5) != 0)
		return;
	line += 5;
	fuzz_seed = number_in(&line);
	fuzz_count = number_in(&line);
	glob = "hostile/fuzz.*";
	printf("fuzz seed %lu count %lu\n", (unsigned long)fuzz_seed, (unsigned long)fuzz_count);
}

int main(void)
{
	kip = L4_GetKernelInterface();
	read_command_line();
	runner_id = L4_Myself();
	runner_utcb = L4_MyLocalId().raw;
	verdict_clear();
	memory_init();
	pager_start();
	memory_restore();
	for (size_t i = 0; topics[i]; i++) {
		for (size_t k = 0; k < topics[i]->count; k++) {
			if (is_wanted(topics[i], &topics[i]->tests[k]))
				run(topics[i], &topics[i]->tests[k]);
		}
	}
	printf("DONE pass=%u fail=%u\n", passed + skipped, failed);
	arch_power_off();
}
