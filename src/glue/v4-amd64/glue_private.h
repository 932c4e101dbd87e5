/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_private.h - what the files of this port's glue share among themselves. */
#ifndef GLUE_PRIVATE_H
#define GLUE_PRIVATE_H

#include "compiler.h"
#include "types.h"
#include "x86_glue_private.h"

struct tcb;

/* entry.S: 256 stubs of 8 bytes; where syscall goes, or goes on from fastpath.S. */
extern char glue_trap_stubs[];
void glue_syscall_entry(void);
void glue_fast_entry(void);

/* From entry.S: Ipc; another system call; t cannot go on at an address that does not exist. */
__noreturn void glue_ipc(struct tcb *t, word_t to, word_t from, word_t timeouts);
__noreturn void glue_syscall(struct tcb *t, word_t call);
__noreturn void glue_bad_ip(struct tcb *t);

/* kip_stubs.S: a page at GLUE_STUBS for users. */
extern char glue_stubs[], glue_stub_memory_control[];
#define GLUE_STUB_BYTES	8

/* Exception messages (exception_msg.c). */
#define GLUE_EXCEPTION_WORDS	20
#define GLUE_EXCEPTION_FLAGS	17	/* MR18 */

/* A REX prefix, which names registers from 8 on (special.c); 0: another byte. */
static inline unsigned glue_rex(uint8_t code)
{
	return (code & 0xf0) == 0x40 ? code : 0;
}

/* Debugger traps (kdebug.c): mov $text, %rax. */
#define GLUE_KDEBUG_MOV	7

static inline bool glue_kdebug_text(const uint8_t code[GLUE_KDEBUG_MOV], word_t *text)
{
	*text = (word_t)(int32_t)(code[3] | (uint32_t)code[4] << 8 | (uint32_t)code[5] << 16 |
				  (uint32_t)code[6] << 24);
	return code[0] == 0x48 && code[1] == 0xc7 && code[2] == 0xc0;
}

#endif
