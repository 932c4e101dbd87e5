/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * qemu_marks.h - what the plugins that count kernel instructions share: which code is the kernel's,
 * and the marks by which the bench image says what it measures (footprint.py).
 *
 * Included by one plugin, which defines on_user(), on_mark() and watch_kernel().
 */
#ifndef QEMU_MARKS_H
#define QEMU_MARKS_H

#include <stdio.h>
#include <string.h>

#include "qemu_plugin.h"

#define MARKS 256

static struct {
	uint64_t low, high;
} kernel[2];
static unsigned kernel_parts;
static uint64_t marks_first, marks_stride, marks_count;
static const char *out_name;

static void on_user(unsigned vcpu, void *opaque);
static void on_mark(unsigned vcpu, void *opaque);
static void watch_kernel(struct qemu_plugin_tb *tb);

static void watch_user(struct qemu_plugin_tb *tb)
{
	qemu_plugin_register_vcpu_tb_exec_cb(tb, on_user, CB_NO_REGS, NULL);
	for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		uint64_t offset = qemu_plugin_insn_vaddr(insn) - marks_first;

		if (offset < marks_stride * marks_count && offset % marks_stride == 0)
			qemu_plugin_register_vcpu_insn_exec_cb(
				insn, on_mark, CB_NO_REGS,
				(void *)(uintptr_t)(offset / marks_stride));
	}
}

static bool is_kernel(uint64_t address)
{
	for (unsigned i = 0; i < kernel_parts; i++)
		if (address >= kernel[i].low && address < kernel[i].high)
			return true;
	return false;
}

static void on_translate(uint64_t id, struct qemu_plugin_tb *tb)
{
	(void)id;
	if (is_kernel(qemu_plugin_tb_vaddr(tb)))
		watch_kernel(tb);
	else
		watch_user(tb);
}

/*
 * kernel=LOW:HIGH, once or twice, marks=FIRST:STRIDE:N, out=FILE; false: another argument, or a bad
 * one.
 */
static bool shared_option(const char *arg)
{
	uint64_t *part[] = { &kernel[kernel_parts & 1].low, &kernel[kernel_parts & 1].high };
	uint64_t *marks[] = { &marks_first, &marks_stride, &marks_count };

	if (strncmp(arg, "kernel=", 7) == 0)
		return numbers(arg + 7, part, 2) && kernel_parts++ < 2;
	if (strncmp(arg, "marks=", 6) == 0)
		return numbers(arg + 6, marks, 3) && marks_stride != 0 && marks_count <= MARKS;
	if (strncmp(arg, "out=", 4) == 0) {
		out_name = arg + 4;
		return true;
	}
	return false;
}

/* The report, to be closed; NULL: said why. */
static FILE *report_open(void)
{
	FILE *out = fopen(out_name, "w");

	if (!out)
		perror(out_name);
	return out;
}

#endif
