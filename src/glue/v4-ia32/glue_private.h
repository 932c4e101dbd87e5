/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_private.h - what the files of this port's glue share among themselves. */
#ifndef GLUE_PRIVATE_H
#define GLUE_PRIVATE_H

#include "compiler.h"
#include "types.h"
#include "x86_glue_private.h"

struct tcb;

/* entry.S: where sysenter goes; glue_trap_stubs are stubs of 8 bytes (init.c). */
void glue_sysenter(void);

/* fastpath.S: the same, which goes on at glue_sysenter if the fast path is not to be taken. */
void glue_fast_sysenter(void);

/* kip_stubs.S, linked into the KIP. */
extern char glue_stub_ipc_fast[], glue_stub_ipc_return[], glue_stubs[];
#define GLUE_STUB_BYTES	8

/* syscall.c: from glue_sysenter. */
__noreturn void glue_ipc(word_t to, word_t from, word_t timeouts) __attribute__((regparm(3)));

/* entry.S: back to user code from Ipc; tcb as glue_return_to_user. */
__noreturn void glue_return_from_ipc(struct tcb *t) __attribute__((regparm(1)));

/* syscall.c: system call `call` by INT. */
void glue_syscall(struct tcb *t, word_t call);

/* Exception messages (exception_msg.c). */
#define GLUE_EXCEPTION_WORDS	12
#define GLUE_EXCEPTION_FLAGS	1	/* MR2 */

/* There are no prefixes for more registers (special.c). */
static inline unsigned glue_rex(uint8_t code)
{
	(void)code;
	return 0;
}

/* Debugger traps (kdebug.c): mov $text, %eax. */
#define GLUE_KDEBUG_MOV	5

static inline bool glue_kdebug_text(const uint8_t code[GLUE_KDEBUG_MOV], word_t *text)
{
	*text = code[1] | (word_t)code[2] << 8 | (word_t)code[3] << 16 | (word_t)code[4] << 24;
	return code[0] == 0xb8;
}

#endif
