/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_layout.h - address map of every space and sizes fixed by the ia32 ABI; asm-safe. */
#ifndef GLUE_LAYOUT_H
#define GLUE_LAYOUT_H

#include "ia32_layout.h"

/*
 *	00000000 - BFFFFFFF	user; initial servers have UTCBs and KIP at its end:
 *	  BF000000		    UTCB area of sigma0, sigma1, root
 *	  BFF00000		    their kernel interface page
 *	C0000000 - EFFFFFFF	kernel memory (ia32_layout.h)
 *	FFE00000		word that GS:0 reads: local id of the running thread
 */
#define GLUE_USER_END		0xc0000000
#define GLUE_KERNEL_BASE	IA32_KERNEL_BASE
#define GLUE_PHYS_WINDOW	IA32_KERNEL_BASE	/* kernel memory: virtual - physical */
#define GLUE_IMAGE_WINDOW	IA32_KERNEL_BASE	/* the kernel's image: virtual - physical */
#define GLUE_KERNEL_MEM_START	0x1000
#define GLUE_KERNEL_MEM_END	(IA32_DIRECT_END - IA32_KERNEL_BASE) /* physical, exclusive */

#define GLUE_UTCB_BITS		9	/* X2:abi.ia32: 512 bytes */
#define GLUE_KIP_BITS		12

#define GLUE_ROOT_UTCB		0xbf000000
#define GLUE_ROOT_UTCB_BITS	18	/* 512 UTCBs: UserBase + 256 and more */
#define GLUE_ROOT_KIP		0xbff00000

#define GLUE_CTRLXFER_GENERAL	8	/* registers of control-transfer items */

/* Private to this port. */
#define GLUE_UTCB_WORD		IA32_GLUE_BASE

/*
 * Vectors: exceptions, interrupts from 0x20, then one per system call, called by the stubs; some
 * that nothing uses, which all look like the first of them; more interrupts.
 */
#define GLUE_VECTOR_IRQ		0x20
#define GLUE_VECTOR_SYSCALL	0x90
#define GLUE_VECTOR_UNUSED	0xa0
#define GLUE_VECTOR_UNUSED_END	0xe0
#define GLUE_VECTOR_SYSENTER	0x100	/* not a vector: tells frames made by sysenter */

#endif
