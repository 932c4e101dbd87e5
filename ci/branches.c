/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * branches.c - QEMU plugin: how often each instruction of some code is followed by the next one,
 * and how often by another: for a conditional jump, how often it is not taken and taken.  And how
 * often it accesses memory, which an instruction whose own condition does not hold does not.
 *
 * Arguments:	code=LOW:HIGH		addresses of the code, HIGH exclusive
 *		out=FILE		report: "ADDRESS NEXT OTHER ACCESSES" of each executed one
 *
 * Interrupts must be off in that code.  One virtual CPU.
 */
#include <stdio.h>
#include <string.h>

#include "qemu_plugin.h"

#define CODE_MAX 65536

struct insn {
	uint64_t address, behind;
	unsigned long next, other, accesses;
};

static uint64_t code_low, code_high;
static const char *out_name;
static struct insn *insns[CODE_MAX];	/* by offset */
static struct insn *last;

static void on_insn(unsigned vcpu, void *opaque)
{
	struct insn *i = opaque;

	(void)vcpu;
	if (last && last->behind == i->address)
		last->next++;
	else if (last)
		last->other++;
	last = i;
}

static void on_access(unsigned vcpu, uint32_t info, uint64_t address, void *opaque)
{
	struct insn *i = opaque;

	(void)vcpu;
	(void)info;
	(void)address;
	i->accesses++;
}

static void on_translate(uint64_t id, struct qemu_plugin_tb *tb)
{
	(void)id;
	for (size_t n = 0; n < qemu_plugin_tb_n_insns(tb); n++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, n);
		uint64_t address = qemu_plugin_insn_vaddr(insn);
		struct insn **i = &insns[address - code_low < CODE_MAX ? address - code_low : 0];

		if (address < code_low || address >= code_high)
			continue;
		if (!*i) {
			*i = calloc(1, sizeof(**i));
			if (!*i)
				abort();
			(*i)->address = address;
			(*i)->behind = address + qemu_plugin_insn_size(insn);
		}
		qemu_plugin_register_vcpu_insn_exec_cb(insn, on_insn, CB_NO_REGS, *i);
		qemu_plugin_register_vcpu_mem_cb(insn, on_access, CB_NO_REGS, MEM_READ_WRITE, *i);
	}
}

static void report(uint64_t id, void *opaque)
{
	FILE *out = fopen(out_name, "w");

	(void)id;
	(void)opaque;
	if (!out) {
		perror(out_name);
		return;
	}
	for (size_t n = 0; n < CODE_MAX; n++) {
		if (insns[n])
			fprintf(out, "%llx %lu %lu %lu\n", (unsigned long long)insns[n]->address,
				insns[n]->next, insns[n]->other, insns[n]->accesses);
	}
	fclose(out);
}

int qemu_plugin_install(uint64_t id, const struct qemu_info *info, int argc, char **argv)
{
	uint64_t *code[] = { &code_low, &code_high };

	(void)info;
	for (int i = 0; i < argc; i++) {
		if (strncmp(argv[i], "code=", 5) == 0 && numbers(argv[i] + 5, code, 2))
			continue;
		if (strncmp(argv[i], "out=", 4) != 0) {
			fprintf(stderr, "branches: bad argument '%s'\n", argv[i]);
			return -1;
		}
		out_name = strdup(argv[i] + 4);
	}
	if (code_high <= code_low || code_high - code_low > CODE_MAX || !out_name) {
		fprintf(stderr, "branches: code= and out= are needed\n");
		return -1;
	}
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translate);
	qemu_plugin_register_atexit_cb(id, report, NULL);
	return 0;
}
