/* SPDX-License-Identifier: BSD-2-Clause */
/* vregs.h - where the virtual registers of a thread lie in its arm UTCB (X2:3.6). */

#ifndef L4_ARM_VREGS_H
#define L4_ARM_VREGS_H

#include <l4/vregs_up.h>
#include <l4/word.h>

/* ThreadControl's UtcbLocation is this many bytes below the UTCB address. */
#define __L4_UTCB_BIAS			0

/* The word that holds the UTCB address on every kernel for arm. */
#define __L4_UTCB_WORD			0xff000000UL

/* __L4_Utcb(): the UTCB address of this thread, which is also its local id. */
#include <l4/utcb.h>

#include <l4/preempt_flags.h>

#endif /* L4_ARM_VREGS_H */
