/* SPDX-License-Identifier: BSD-2-Clause */
/* demo.h - client side of proto.h, for all programs but the root task. */

#ifndef DEMO_H
#define DEMO_H

#include <l4/types.h>
#include <stdbool.h>
#include <stddef.h>

#include "../proto.h"

/* First call of every program: exceptions go where page faults go, to the root task. */
void demo_init(void);

L4_ThreadId_t demo_root(void);

/*
 * Send operation op with n words to a server and wait for the reply, whose first max words go to
 * out.  The result is a status of proto.h; DEMO_EIPC if there was no reply.
 */
L4_Word_t demo_call(L4_ThreadId_t to, L4_Word_t op, const L4_Word_t *in, int n, L4_Word_t *out,
		    int max);

/* The same to a server known by name; waits for it to come, or to come back after its death. */
L4_Word_t demo_call_name(const char *name, L4_Word_t op, const L4_Word_t *in, int n, L4_Word_t *out,
			 int max);

/* Cut off at DEMO_NAME_BYTES - 1 characters. */
void demo_name_pack(L4_Word_t words[DEMO_NAME_WORDS], const char *name);
void demo_name_unpack(char name[DEMO_NAME_BYTES], const L4_Word_t words[DEMO_NAME_WORDS]);

L4_Word_t demo_register(const char *name);
L4_Word_t demo_lookup(const char *name, L4_ThreadId_t *id);
L4_Word_t demo_spawn(const char *program, L4_ThreadId_t *id);
/* A thread in this space; pecan_thread_start starts it. */
L4_Word_t demo_thread(L4_ThreadId_t *id);
L4_Word_t demo_thread_delete(L4_ThreadId_t id);
void demo_exit(void) __attribute__((__noreturn__));

/* Send every message back to its sender, until a PONG_EXIT comes. */
void demo_pong(void);

/* Text for a status. */
const char *demo_status_text(L4_Word_t status);

/*
 * The console driver.  Text and lines wait until it has come (back).
 */

/* From now on printf and its kin write to the driver. */
void demo_console_init(void);

/* One line without its end, cut to size - 1 bytes, NUL-terminated. */
void demo_read_line(char *line, size_t size);

#endif
