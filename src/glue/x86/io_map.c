/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * io_map.c - I/O permission map of the CPU, I/O faults (X2:protocols.iofault).
 *
 * The CPU has one permission map, in its TSS.  It is a cache of the port set of one space, the last
 * that needed it, filled word by word when an access traps.  It is switched on for those threads of
 * the space that have used ports (SPECIAL_IO), so others pay nothing for it.
 */
#include "io.h"

#include "arch.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "kernel.h"
#include "map.h"
#include "percpu.h"
#include "space.h"
#include "string.h"
#include "tcb.h"

#define INSTRUCTION_MAX	15

#define FILLED_MAX	64u		/* words in use before the map starts empty again */

/* Whose ports the map holds, and which of its words are filled. */
static struct space *cached;
static uint16_t filled[FILLED_MAX];
static unsigned filled_count;

static void clear_map(uint32_t *map)
{
	while (filled_count > 0)
		map[filled[--filled_count]] = ~(uint32_t)0;
}

bool glue_io_switch(const struct tcb *to)
{
	bool on = (to->glue.special & SPECIAL_IO) != 0 && to->space == cached;

	arch_tss[0].hw.iomap = on ? TSS_IO_MAP : TSS_IO_NONE;
	return on;
}

void glue_io_revoked(struct space *s)
{
	if (cached != s)
		return;
	clear_map((uint32_t *)arch_tss[0].io.map);
	cached = NULL;
	arch_tss[0].hw.iomap = TSS_IO_NONE;
}

/* Copy the word with `port` from the set of s, the current space, into the map. */
static void fill_map(struct space *s, unsigned port)
{
	uint32_t *map = (uint32_t *)arch_tss[0].io.map;
	static bool initialised;

	if (!initialised) {
		initialised = true;
		memset(map, 0xff, IO_WORDS * sizeof(*map));
	}
	if (cached != s) {
		clear_map(map);
		cached = s;
	}
	if (filled_count == FILLED_MAX)
		clear_map(map);
	map[port / 32] = ~io_owned(s, port / 32);
	filled[filled_count++] = (uint16_t)(port / 32);
}

/* An I/O instruction: its first port and log2 of the bytes it moves. */
struct io_access {
	unsigned port;
	unsigned bits;
};

static bool decode(struct tcb *t, struct io_access *a)
{
	uint8_t code[INSTRUCTION_MAX];
	size_t n = map_copy_from_user(t->space, code, glue_thread_ip(t), sizeof(code));
	size_t i = 0;
	unsigned wide = 2;

	for (; i < n; i++) {
		if (code[i] == 0x66)
			wide = 1;
		else if (code[i] != 0xf2 && code[i] != 0xf3 && code[i] != 0x67 &&
			 code[i] != 0x2e && code[i] != 0x36 && code[i] != 0x3e &&
			 code[i] != 0x26 && code[i] != 0x64 && code[i] != 0x65)
			break;
	}
	if (i >= n)
		return false;
	a->bits = (code[i] & 1) != 0 ? wide : 0;
	a->port = *arch_frame_dx(&t->glue.frame) & 0xffff;
	if ((code[i] & 0xfc) == 0xe4 && i + 1 < n) {		/* in, out with immediate */
		a->port = code[i + 1];
		return true;
	}
	return (code[i] & 0xfc) == 0xec || (code[i] & 0xfc) == 0x6c;	/* dx; ins, outs */
}

static bool owns(const struct space *s, unsigned port)
{
	return port < IO_PORTS && (io_owned(s, port / 32) >> (port % 32) & 1) != 0;
}

/* True if the CPU already lets t use `port`: then the fault is about something else. */
static bool allowed(const struct tcb *t, unsigned port)
{
	return cached == t->space && (t->glue.special & SPECIAL_IO) != 0 &&
	       (arch_tss[0].io.map[port / 8] >> (port % 8) & 1) == 0;
}

bool glue_io_fault(struct tcb *t)
{
	struct io_access a;
	unsigned last;
	bool all_allowed = true;

	if (t->glue.frame.error != 0 || !decode(t, &a))
		return false;
	last = a.port + (1u << a.bits) - 1;
	if (last >= IO_PORTS)
		return false;
	for (unsigned p = a.port; p <= last; p++) {
		if (!owns(t->space, p)) {
			handle_io_pagefault(t, (fpage_t){ FIELD_SET(a.port, 16, 16) |
				FIELD_SET(a.bits, 10, 6) | FPAGE_S_IO << 4 | RIGHT_R | RIGHT_W },
				glue_thread_ip(t));
			return true;
		}
		all_allowed = all_allowed && allowed(t, p);
	}
	if (all_allowed)
		return false;
	fill_map(t->space, a.port);
	fill_map(t->space, last);
	glue_special_add(t, SPECIAL_IO);
	(void)glue_io_switch(t);
	return true;
}
