/* SPDX-License-Identifier: BSD-2-Clause */
/* mips64_layout.h - the segments of the address space and what the kernel has in them; asm-safe. */
#ifndef MIPS64_LAYOUT_H
#define MIPS64_LAYOUT_H

/*
 *	00000000 00000000 - 000000FF FFFFFFFF	user (xuseg), through the TLB
 *	90000000 00000000 + physical address	all of it, uncached (xkphys): devices
 *	98000000 00000000 + physical address	all of it, cached (xkphys): the kernel's memory
 *	FFFFFFFF 80000000 + physical address	the first 512 MiB, cached (ckseg0): the image
 *	FFFFFFFF A0000000 + physical address	the same, uncached (ckseg1)
 *
 * Every 64-bit CPU of the architecture has at least 40 bits of user addresses; those it has beyond
 * are not used.  No kernel address goes through the TLB.
 */
#define MIPS64_USER_BITS	40
#define MIPS64_UNCACHED_BASE	0x9000000000000000
#define MIPS64_CACHED_BASE	0x9800000000000000
#define MIPS64_IMAGE_BASE	0xffffffff80000000
#define MIPS64_XKPHYS_BASE	0x8000000000000000
#define MIPS64_XKPHYS_CCA	59		/* bit number of the attribute in xkphys */
#define MIPS64_CKSEG1_BASE	0xffffffffa0000000

#define MIPS64_STACK_BYTES	0x4000		/* kernel stack of a CPU */

#endif
