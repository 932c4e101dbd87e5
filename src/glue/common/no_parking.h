/* SPDX-License-Identifier: BSD-2-Clause */
/* no_parking.h - functions of glue.h for CPUs whose threads need nothing done while they wait. */
#ifndef NO_PARKING_H
#define NO_PARKING_H

struct tcb;

static inline void glue_thread_park(struct tcb *t)
{
	(void)t;
}

static inline void glue_thread_unpark(struct tcb *t)
{
	(void)t;
}

#endif
