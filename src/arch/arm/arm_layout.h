/* SPDX-License-Identifier: BSD-2-Clause */
/* arm_layout.h - the kernel's part of every address space; asm-safe. */
#ifndef ARM_LAYOUT_H
#define ARM_LAYOUT_H

#include "config.h"

/*
 *	00000000 - DFFFFFFF	user
 *	E0000000 - EDFFFFFF	kernel memory: the first 224 MiB of RAM, only what is the kernel's
 *				own (image, pool)
 *	F0000000 - F00FFFFF	a table with gaps (arch_sparse_map): an immediate operand
 *	F0100000 - F01EFFFF	devices (arch_map_device)
 *	F01F0000 - F01F2FFF	windows
 *	F1000000 - FEFFFFFF	kernel memory once more, uncached (ARMv5)
 *	FF000000 - FF000FFF	free for glue: a page that user code may read
 *	FFFF0000 - FFFF0FFF	exception vectors
 */
#define ARM_DIRECT_BASE		0xe0000000
#define ARM_DIRECT_END		0xee000000
#define ARM_WINDOW		(ARM_DIRECT_BASE - CONFIG_RAM_BASE)	/* virtual - physical */
#define ARM_SPARSE_BASE		0xf0000000
#define ARM_SPARSE_BYTES	0x00100000
#define ARM_DEVICE_BASE		0xf0100000
#define ARM_DEVICE_END		0xf01f0000
#define ARM_WINDOW_BASE		0xf01f0000
#define ARM_VIEW_BASE		0xf1000000
#define ARM_USER_PAGE		0xff000000
#define ARM_VECTORS		0xffff0000

#define ARM_IMAGE_PHYS		(CONFIG_RAM_BASE + 0x00100000)	/* the image is in this MiB */
#define ARM_STACK_BYTES		0x2000		/* kernel stack; an unmapped page below */

#endif
