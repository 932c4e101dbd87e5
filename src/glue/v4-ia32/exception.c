/* SPDX-License-Identifier: BSD-2-Clause */
/* exception.c - what an exception message tells (X2:abi.ia32.exceptions). */
#include "arch.h"
#include "glue_private.h"

#define AT(reg)		offsetof(struct arch_frame, reg)

const uint8_t glue_exception_words[GLUE_EXCEPTION_WORDS] = {
	AT(eip), AT(eflags), AT(vector), AT(error), AT(edi), AT(esi),
	AT(ebp), AT(esp),    AT(ebx),	 AT(edx),   AT(ecx), AT(eax),
};

word_t *glue_register(struct arch_frame *f, unsigned n)
{
	static const uint8_t places[8] = {
		AT(eax), AT(ecx), AT(edx), AT(ebx), AT(esp), AT(ebp), AT(esi), AT(edi),
	};

	return (word_t *)((char *)f + places[n & 7]);
}
