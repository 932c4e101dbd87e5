/* SPDX-License-Identifier: BSD-2-Clause */
/* exception.c - what an exception message tells (X2:abi.amd64.exceptions). */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "kernel.h"
#include "tcb.h"

#define AT(reg)		offsetof(struct arch_frame, reg)

const uint8_t glue_exception_words[GLUE_EXCEPTION_WORDS] = {
	AT(rip), AT(rbx), AT(r10), AT(r12), AT(r13),	AT(r14),    AT(r15),
	AT(rax), AT(rcx), AT(rdx), AT(rsi), AT(rdi),	AT(rbp),    AT(r8),
	AT(r9),	 AT(r11), AT(rsp), AT(rflags), AT(vector), AT(error),
};

word_t *glue_register(struct arch_frame *f, unsigned n)
{
	static const uint8_t places[16] = {
		AT(rax), AT(rcx), AT(rdx), AT(rbx), AT(rsp), AT(rbp), AT(rsi), AT(rdi),
		AT(r8),	 AT(r9),  AT(r10), AT(r11), AT(r12), AT(r13), AT(r14), AT(r15),
	};

	return (word_t *)((char *)f + places[n & 15]);
}

/* Whatever made t's instruction pointer so: a jump there would have ended with this exception. */
void glue_bad_ip(struct tcb *t)
{
	glue_raise(t, X86_GP, 0);
	kernel_leave();
}
