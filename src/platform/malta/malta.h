/* SPDX-License-Identifier: BSD-2-Clause */
/* malta.h - where things are on the board, seen uncached (ckseg1). */
#ifndef MALTA_H
#define MALTA_H

#define MALTA_UNCACHED	0xffffffffa0000000	/* + physical address */
#define MALTA_ISA	(MALTA_UNCACHED + 0x18000000)	/* ports of ISA devices */
#define MALTA_RESET	(MALTA_UNCACHED + 0x1f000500)
#define MALTA_RESET_NOW	0x42

/* Inputs of the CPU. */
#define MALTA_IP_I8259	2
#define MALTA_IP_TIMER	7

#endif
