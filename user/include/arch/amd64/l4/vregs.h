/* SPDX-License-Identifier: BSD-2-Clause */
/* vregs.h - where the virtual registers of a thread lie in its amd64 UTCB (X2:3.5). */

#ifndef L4_AMD64_VREGS_H
#define L4_AMD64_VREGS_H

#include <l4/vregs_down.h>
#include <l4/word.h>

/* ThreadControl's UtcbLocation is this many bytes below the UTCB address. */
#define __L4_UTCB_BIAS			512

/* The UTCB address of this thread, which is also its local id. */
L4_INLINE L4_Word_t *__L4_Utcb(void)
{
	L4_Word_t *utcb;

	__asm__ ("movq %%gs:0, %0" : "=r" (utcb));
	return utcb;
}

#include <l4/preempt_flags.h>

#endif /* L4_AMD64_VREGS_H */
