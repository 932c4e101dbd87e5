/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * footprint.c - QEMU plugin: instructions and cache lines of each stay in the kernel.
 *
 * A run lasts from the first kernel instruction after user code to the last one before user code,
 * so no entry and no exit must be known.  Runs are counted while a mark other than 0 is set: the
 * guest sets mark n by executing the n-th instruction of a table.  Of each mark the cheapest two
 * runs in succession are reported: for IPC the two halves of a round trip.
 *
 * Arguments:	kernel=LOW:HIGH		addresses of kernel code, HIGH exclusive
 *		marks=FIRST:STRIDE:N	the table of instructions
 *		trace=MARK		also list the instructions of these two runs
 *		through=ADDRESS		only runs that execute this instruction count: the others
 *					fill the TLB
 *		out=FILE		report: "footprint MARK RUNS", then twice "run INSNS ILINES
 *					DLINES" and, if traced, "at ADDRESS" of each instruction
 *
 * Lines have 64 bytes and are told apart by virtual address.  An instruction that faults and is
 * restarted counts twice.  One virtual CPU.
 */
#include <stdio.h>
#include <string.h>

#include "qemu_marks.h"

/* --- sets of cache lines ------------------------------------------------------------------- */

#define LINE_BITS	6
#define SET_SIZE	4096		/* power of two; more lines than any run touches */

struct set {
	uint64_t line[SET_SIZE];
	unsigned long stamp[SET_SIZE];	/* the run in which the entry was made */
	unsigned used;
};

static void set_add_line(struct set *s, uint64_t line, unsigned long run)
{
	unsigned i = (unsigned)(line * 0x9e3779b97f4a7c15ULL >> 40) % SET_SIZE;

	while (s->stamp[i] == run) {
		if (s->line[i] == line || s->used == SET_SIZE - 1)
			return;
		i = (i + 1) % SET_SIZE;
	}
	s->line[i] = line;
	s->stamp[i] = run;
	s->used++;
}

static void set_add(struct set *s, uint64_t address, uint64_t bytes, unsigned long run)
{
	uint64_t last = (address + bytes - 1) >> LINE_BITS;

	for (uint64_t line = address >> LINE_BITS; line <= last; line++)
		set_add_line(s, line, run);
}

/* --- runs ---------------------------------------------------------------------------------- */

#define TRACE_MAX	65536

struct run {
	unsigned long insns;
	unsigned ilines, dlines;
};

struct trace {
	uint64_t at[TRACE_MAX];
	size_t n;
};

static struct {
	unsigned long runs;
	struct run previous;
	struct run best[2];		/* in succession */
} result[MARKS];

struct insn {
	uint64_t address;
	unsigned size;
};

static unsigned long traced;

static uint64_t through;
static unsigned mark;			/* set now */
static bool in_kernel, counts;
static unsigned long run_number;
static struct run now;
static struct set code, data;
static struct trace traces[2], *trace_now = &traces[0], *trace_previous = &traces[1];
static struct trace best_traces[2];

static void run_begin(void)
{
	in_kernel = true;
	counts = through == 0;
	run_number++;
	now.insns = 0;
	code.used = data.used = 0;
	trace_now->n = 0;
}

static void keep(struct trace *to, const struct trace *from)
{
	memcpy(to->at, from->at, from->n * sizeof(from->at[0]));
	to->n = from->n;
}

/* The runs of a mark need not follow each other immediately: others may be between them. */
static void run_end(void)
{
	struct run *previous = &result[mark].previous, *best = result[mark].best;
	struct trace *t = trace_now;

	in_kernel = false;
	if (!counts)
		return;
	now.ilines = code.used;
	now.dlines = data.used;
	if (result[mark].runs++ != 0 && (best[0].insns == 0 || previous->insns + now.insns <
								best[0].insns + best[1].insns)) {
		best[0] = *previous;
		best[1] = now;
		if (mark == traced) {
			keep(&best_traces[0], trace_previous);
			keep(&best_traces[1], trace_now);
		}
	}
	*previous = now;
	if (mark == traced) {
		trace_now = trace_previous;
		trace_previous = t;
	}
}

/* --- what the guest does ------------------------------------------------------------------- */

static void on_insn(unsigned vcpu, void *opaque)
{
	const struct insn *i = opaque;

	(void)vcpu;
	if (mark == 0)
		return;
	if (!in_kernel)
		run_begin();
	if (mark == traced && trace_now->n < TRACE_MAX)
		trace_now->at[trace_now->n++] = i->address;
	if (i->address == through)
		counts = true;
	now.insns++;
	set_add(&code, i->address, i->size, run_number);
}

static void on_memory(unsigned vcpu, uint32_t info, uint64_t address, void *opaque)
{
	struct qemu_plugin_hwaddr *where;

	(void)vcpu;
	(void)opaque;
	if (!in_kernel)
		return;
	where = qemu_plugin_get_hwaddr(info, address);
	if (where && qemu_plugin_hwaddr_is_io(where))
		return;
	set_add(&data, address, 1u << qemu_plugin_mem_size_shift(info), run_number);
}

static void on_user(unsigned vcpu, void *opaque)
{
	(void)vcpu;
	(void)opaque;
	if (in_kernel)
		run_end();
}

static void on_mark(unsigned vcpu, void *opaque)
{
	(void)vcpu;
	mark = (unsigned)(uintptr_t)opaque;
}

/* Lives as long as the emulator: translations are made again and again, but of little code. */
static struct insn *insn_new(const struct qemu_plugin_insn *insn)
{
	struct insn *i = malloc(sizeof(*i));

	if (!i)
		abort();
	i->address = qemu_plugin_insn_vaddr(insn);
	i->size = (unsigned)qemu_plugin_insn_size(insn);
	return i;
}

static void watch_kernel(struct qemu_plugin_tb *tb)
{
	for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);

		qemu_plugin_register_vcpu_insn_exec_cb(insn, on_insn, CB_NO_REGS, insn_new(insn));
		qemu_plugin_register_vcpu_mem_cb(insn, on_memory, CB_NO_REGS, MEM_READ_WRITE, NULL);
	}
}

/* --- report and arguments ------------------------------------------------------------------ */

static void report(uint64_t id, void *opaque)
{
	FILE *out = report_open();

	(void)id;
	(void)opaque;
	if (!out)
		return;
	for (unsigned m = 1; m < MARKS; m++) {
		if (result[m].runs < 2)
			continue;
		fprintf(out, "footprint %u %lu\n", m, result[m].runs);
		for (unsigned k = 0; k < 2; k++) {
			const struct run *r = &result[m].best[k];

			fprintf(out, "run %lu %u %u\n", r->insns, r->ilines, r->dlines);
			for (size_t i = 0; m == traced && i < best_traces[k].n; i++)
				fprintf(out, "at 0x%llx\n",
					(unsigned long long)best_traces[k].at[i]);
		}
	}
	fclose(out);
}

static bool option(const char *arg)
{
	if (strncmp(arg, "trace=", 6) == 0) {
		traced = strtoul(arg + 6, NULL, 0);
		return true;
	}
	if (strncmp(arg, "through=", 8) == 0) {
		through = strtoull(arg + 8, NULL, 0);
		return true;
	}
	return shared_option(arg);
}

int qemu_plugin_install(uint64_t id, const struct qemu_info *info, int argc, char **argv)
{
	(void)info;
	for (int i = 0; i < argc; i++) {
		if (!option(argv[i])) {
			fprintf(stderr, "footprint: bad argument '%s'\n", argv[i]);
			return -1;
		}
	}
	if (kernel_parts == 0 || marks_stride == 0 || !out_name) {
		fprintf(stderr, "footprint: kernel=, marks= and out= are needed\n");
		return -1;
	}
	out_name = strdup(out_name);
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translate);
	qemu_plugin_register_atexit_cb(id, report, NULL);
	return 0;
}
