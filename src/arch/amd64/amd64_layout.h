/* SPDX-License-Identifier: BSD-2-Clause */
/* amd64_layout.h - the kernel's part of every address space and the segment selectors; asm-safe. */
#ifndef AMD64_LAYOUT_H
#define AMD64_LAYOUT_H

/*
 *	00000000 00000000 - 00007FFF FFFFFFFF	user
 *	FFFF8000 00000000 + physical address	all RAM, no execution (up to 64 TiB)
 *	FFFFFFFF 80000000 + physical address	image of the kernel alone, AMD64_IMAGE_BYTES
 *	FFFFFFFF C0000000			windows onto what is not RAM
 *	FFFFFFFF C0100000			devices (arch_map_device)
 *	FFFFFFFF C01F0000 - FFFFFFFF C01FFFFF	free for glue (arch_kernel_map), here user pages
 *						may be
 *	FFFFFFFF C0200000 - FFFFFFFF C03FFFFF	a table with gaps (arch_sparse_map)
 */
#define AMD64_USER_BITS		47
#define AMD64_DIRECT_BASE	0xffff800000000000
#define AMD64_DIRECT_MAX	0x0000400000000000	/* bytes */
#define AMD64_DIRECT_BOOT	0x0000000100000000	/* bytes mapped by start.S */
#define AMD64_IMAGE_BASE	0xffffffff80000000
#define AMD64_IMAGE_BYTES	0x00400000	/* the image lies below this physical address */
#define AMD64_TOP_BASE		0xffffffffc0000000	/* one page table: 2 MiB */
#define AMD64_WINDOW_BASE	0xffffffffc0000000
#define AMD64_DEVICE_BASE	0xffffffffc0100000
#define AMD64_DEVICE_END	0xffffffffc01f0000
#define AMD64_GLUE_BASE		0xffffffffc01f0000
#define AMD64_GLUE_END		0xffffffffc0200000
#define AMD64_SPARSE_BASE	0xffffffffc0200000	/* one page table */
#define AMD64_SPARSE_BYTES	0x00200000

#define AMD64_STACK_BYTES	0x4000		/* kernel stack of a CPU; an unmapped page below */
#define AMD64_CPUS		1

/* Traps with a stack of their own: they come whatever the stack pointer is. */
#define AMD64_IST_DF		1
#define AMD64_IST_NMI		2
#define AMD64_IST_MC		3
#define AMD64_IST_DB		4
#define AMD64_ISTS		4
#define AMD64_IST_BYTES		0x1000		/* of each; an unmapped page below */

/* Selectors, in the order syscall and sysret want.  There is no 32-bit code segment. */
#define AMD64_KCS	0x08
#define AMD64_KDS	0x10
#define AMD64_SYSRET	0x1b			/* user stack segment 8, code segment 16 above */
#define AMD64_UDS	0x23
#define AMD64_UCS	0x2b
#define AMD64_TSS	0x30			/* two entries */
#define AMD64_GS	0x43			/* what GS holds: never valid, see arch_gs_load */
#define AMD64_GDT_BYTES	0x48

#endif
