/* SPDX-License-Identifier: BSD-2-Clause */
/* ia32_layout.h - the kernel's part of every address space and the segment selectors; asm-safe. */
#ifndef IA32_LAYOUT_H
#define IA32_LAYOUT_H

/*
 *	00000000 - BFFFFFFF	user
 *	C0000000 - EFFFFFFF	kernel memory: physical address + IA32_KERNEL_BASE, only what is
 *				the kernel's own (image, pool)
 *	F0000000 - FF7FFFFF	nothing
 *	FF800000 - FFBFFFFF	a table with gaps (arch_sparse_map)
 *	FFC00000 - FFCFFFFF	windows, IA32_WINDOW_PAGES per CPU
 *	FFD00000 - FFDFFFFF	devices (arch_map_device)
 *	FFE00000 - FFFFEFFF	free for glue (arch_kernel_map), here user pages may be
 *	FFFFF000 - FFFFFFFF	nothing
 */
#define IA32_KERNEL_BASE	0xc0000000
#define IA32_DIRECT_END		0xf0000000	/* end of the direct map */
#define IA32_SPARSE_BASE	0xff800000	/* one page table */
#define IA32_SPARSE_BYTES	0x00400000
#define IA32_TOP_BASE		0xffc00000	/* one page table covers everything from here */
#define IA32_WINDOW_BASE	0xffc00000
#define IA32_WINDOW_PAGES	4
#define IA32_DEVICE_BASE	0xffd00000
#define IA32_DEVICE_END		0xffe00000
#define IA32_GLUE_BASE		0xffe00000
#define IA32_GLUE_END		0xfffff000

#define IA32_IMAGE_TABLE_BYTES	0x00400000	/* the image lies below this physical address */
#define IA32_STACK_BYTES	0x2000		/* kernel stack of a CPU; an unmapped page below */
#define IA32_CPUS		1

/* Selectors, in the order sysenter and sysexit want. */
#define IA32_KCS	0x08
#define IA32_KDS	0x10
#define IA32_UCS	0x1b
#define IA32_UDS	0x23
#define IA32_UTCB_SEG	0x2b
#define IA32_TSS	0x30
#define IA32_TSS_DF	0x38			/* task of the double fault */
#define IA32_TSS_NMI	0x40			/* task of the NMI: it may come without a stack */
#define IA32_GDT_BYTES	0x48
#define IA32_GDT_START_BYTES	0x28		/* those up to IA32_UDS, known from the start */
#define IA32_TSS_BYTES	0x206c			/* with a bit for each I/O port */

#endif
