/* SPDX-License-Identifier: BSD-2-Clause */
/* exception_msg.c - exception messages: words of a frame in the order of each CPU. */
#include "arch.h"
#include "bits.h"
#include "glue.h"
#include "glue_private.h"
#include "kernel.h"
#include "tcb.h"

/* What a reply may change of the flags: those of ExchangeRegisters, and single-stepping. */
#define FLAGS_REPLY	(EFLAGS_ARITHMETIC | EFLAGS_TF)

static word_t *frame_word(struct arch_frame *f, unsigned i)
{
	return (word_t *)((char *)f + glue_exception_words[i]);
}

msgtag_t glue_exception_msg(struct tcb *t, struct tcb *to)
{
	for (unsigned i = 0; i < GLUE_EXCEPTION_WORDS; i++)
		glue_mr_set(to, i + 1, *frame_word(&t->glue.frame, i));
	return tag_protocol(PROTO_EXCEPTION, 0, GLUE_EXCEPTION_WORDS);
}

void glue_exception_reply(struct tcb *t, const struct tcb *from, unsigned u)
{
	struct arch_frame *f = &t->glue.frame;
	word_t vector = f->vector, error = f->error, flags = arch_frame_flags(f);
	word_t *to_flags = frame_word(f, GLUE_EXCEPTION_FLAGS);

	for (unsigned i = 0; i < GLUE_EXCEPTION_WORDS && i < u; i++)
		*frame_word(f, i) = glue_mr_get(from, i + 1);
	*to_flags = (flags & ~(word_t)FLAGS_REPLY) | (*to_flags & FLAGS_REPLY);
	f->vector = vector;
	f->error = error;
}

void glue_raise(struct tcb *t, word_t vector, word_t error)
{
	t->glue.frame.vector = vector;
	t->glue.frame.error = error;
	handle_exception(t);
}
