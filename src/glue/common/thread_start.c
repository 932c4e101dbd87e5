/* SPDX-License-Identifier: BSD-2-Clause */
/* thread_start.c - a thread starts with registers that are 0 but for its address and stack. */
#include "glue.h"
#include "string.h"
#include "tcb.h"

void glue_thread_start(struct tcb *t, word_t ip, word_t sp)
{
	memset(&t->glue.frame, 0, sizeof(t->glue.frame));
	glue_thread_init(t);
	glue_thread_set_ip(t, ip);
	glue_thread_set_sp(t, sp);
}
