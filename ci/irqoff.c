/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * irqoff.c - QEMU plugin: the longest stretches of kernel instructions without interrupts.
 *
 * A stretch begins with the first kernel instruction after user code, or behind a place where the
 * kernel lets interrupts in, and ends at the next such place or with the return to user code.  The
 * places are known by what the CPU executes there: instructions given as `open` let interrupts in
 * when they are done, those given as `close` end it.  Stretches are counted while a mark other than
 * 0 is set (footprint.c), and of each mark the longest is kept.
 *
 * Arguments:	kernel=LOW:HIGH		addresses of kernel code, HIGH exclusive; may come twice
 *		marks=FIRST:STRIDE:N	the table of instructions; without it mark 1 is set when
 *					the kernel is left for the first time
 *		open=HEX:HEX...		instructions that let interrupts in, byte by byte
 *		close=HEX:HEX...	instructions that stop that
 *		out=FILE		report: "stretch MARK COUNT INSNS", then "at ADDRESS" of
 *					each instruction of the longest one
 *
 * One virtual CPU.  An iteration of a repeated string instruction counts as an instruction, as in
 * QEMU's own count.
 */
#include <stdio.h>
#include <string.h>

#include "qemu_marks.h"

#define TRACE_MAX	32768
#define PATTERNS	8

struct pattern {
	unsigned char byte[8];
	size_t size;
};

static struct pattern open_insns[PATTERNS], close_insns[PATTERNS];

static struct {
	unsigned long count, longest;
	size_t kept;
	uint64_t *at;
} result[MARKS];

static unsigned mark;
static bool kernel_runs;		/* it has executed something */
static unsigned long length;		/* of the present stretch; 0: in user code, or just begun */
static uint64_t trace[TRACE_MAX];

static void stretch_end(void)
{
	if (length == 0)
		return;
	result[mark].count++;
	if (length > result[mark].longest) {
		result[mark].longest = length;
		result[mark].kept = length < TRACE_MAX ? length : TRACE_MAX;
		if (!result[mark].at)
			result[mark].at = malloc(sizeof(trace));
		if (!result[mark].at)
			abort();
		memcpy(result[mark].at, trace, result[mark].kept * sizeof(trace[0]));
	}
	length = 0;
}

/* --- what the guest does ------------------------------------------------------------------- */

struct insn {
	uint64_t address;
	bool opens, closes;
};

static void on_insn(unsigned vcpu, void *opaque)
{
	const struct insn *i = opaque;

	(void)vcpu;
	kernel_runs = true;
	if (mark == 0)
		return;
	if (i->closes)
		stretch_end();
	if (length < TRACE_MAX)
		trace[length] = i->address;
	length++;
	if (i->opens)
		stretch_end();
}

static void on_user(unsigned vcpu, void *opaque)
{
	(void)vcpu;
	(void)opaque;
	stretch_end();
	if (marks_count == 0 && kernel_runs)
		mark = 1;
}

static void on_mark(unsigned vcpu, void *opaque)
{
	(void)vcpu;
	mark = (unsigned)(uintptr_t)opaque;
}

static bool is_one_of(const struct qemu_plugin_insn *insn, const struct pattern *p)
{
	size_t size = qemu_plugin_insn_size(insn);

	for (unsigned i = 0; i < PATTERNS; i++)
		if (p[i].size == size && memcmp(p[i].byte, qemu_plugin_insn_data(insn), size) == 0)
			return true;
	return false;
}

/* Lives as long as the emulator: translations are made again and again, but of little code. */
static void watch_kernel(struct qemu_plugin_tb *tb)
{
	for (size_t k = 0; k < qemu_plugin_tb_n_insns(tb); k++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, k);
		struct insn *i = malloc(sizeof(*i));

		if (!i)
			abort();
		i->address = qemu_plugin_insn_vaddr(insn);
		i->opens = is_one_of(insn, open_insns);
		i->closes = is_one_of(insn, close_insns);
		qemu_plugin_register_vcpu_insn_exec_cb(insn, on_insn, CB_NO_REGS, i);
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
		if (result[m].count == 0)
			continue;
		fprintf(out, "stretch %u %lu %lu\n", m, result[m].count, result[m].longest);
		for (size_t i = 0; i < result[m].kept; i++)
			fprintf(out, "at 0x%llx\n", (unsigned long long)result[m].at[i]);
	}
	fclose(out);
}

/* Instructions as hexadecimal bytes, separated by colons. */
static bool patterns(const char *s, struct pattern *p)
{
	for (unsigned i = 0; i < PATTERNS; i++) {
		struct pattern *q = &p[i];

		while (q->size < sizeof(q->byte) && sscanf(s, "%2hhx", &q->byte[q->size]) == 1) {
			q->size++;
			s += s[1] ? 2 : 1;
		}
		if (*s == '\0')
			return q->size != 0;
		if (*s++ != ':')
			return false;
	}
	return false;
}

static bool option(const char *arg)
{
	if (strncmp(arg, "open=", 5) == 0)
		return patterns(arg + 5, open_insns);
	if (strncmp(arg, "close=", 6) == 0)
		return patterns(arg + 6, close_insns);
	return shared_option(arg);
}

int qemu_plugin_install(uint64_t id, const struct qemu_info *info, int argc, char **argv)
{
	(void)info;
	for (int i = 0; i < argc; i++) {
		if (!option(argv[i])) {
			fprintf(stderr, "irqoff: bad argument '%s'\n", argv[i]);
			return -1;
		}
	}
	if (kernel_parts == 0 || !out_name) {
		fprintf(stderr, "irqoff: kernel= and out= are needed\n");
		return -1;
	}
	out_name = strdup(out_name);
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translate);
	qemu_plugin_register_atexit_cb(id, report, NULL);
	return 0;
}
