/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_layout.h - address map of every space and sizes fixed by the amd64 ABI; asm-safe. */
#ifndef GLUE_LAYOUT_H
#define GLUE_LAYOUT_H

#include "amd64_layout.h"

/*
 *	00000000 00000000 - 00007FFF FFFFEFFF	user; of initial servers also:
 *	  BF000000				    UTCB area of sigma0, sigma1, root
 *	  BFF00000				    their kernel interface page
 *	FFFF8000 00000000 - FFFFFFFF FFFFFFFF	kernel (amd64_layout.h), but for users:
 *	FFFFFFFF C01F0000			system-call stubs, the same in all spaces, because
 *						the links of the KIP are absolute
 *	FFFFFFFF C01F1000			word that GS:0 reads: local id of the running thread
 */
#define GLUE_USER_END		0x00007ffffffff000	/* so that code behind a syscall exists */
#define GLUE_KERNEL_BASE	AMD64_DIRECT_BASE
#define GLUE_PHYS_WINDOW	AMD64_DIRECT_BASE	/* kernel memory: virtual - physical */
#define GLUE_IMAGE_WINDOW	AMD64_IMAGE_BASE	/* the kernel's image: virtual - physical */
#define GLUE_KERNEL_MEM_START	0x1000
#define GLUE_KERNEL_MEM_END	AMD64_DIRECT_BOOT	/* physical, exclusive */

#define GLUE_UTCB_BITS		10	/* X2:abi.amd64: 1024 bytes */
#define GLUE_KIP_BITS		12

#define GLUE_ROOT_UTCB		0xbf000000
#define GLUE_ROOT_UTCB_BITS	19	/* 512 UTCBs: UserBase + 256 and more */
#define GLUE_ROOT_KIP		0xbff00000

#define GLUE_CTRLXFER_GENERAL	16	/* registers of control-transfer items */

/* Private to this port. */
#define GLUE_STUBS		AMD64_GLUE_BASE
#define GLUE_UTCB_WORD		(AMD64_GLUE_BASE + 0x1000)

/* Vectors: exceptions, then interrupts from 0x20. */
#define GLUE_VECTOR_IRQ		0x20
#define GLUE_VECTOR_SYSCALL	0x100	/* not a vector: tells frames made by syscall */

/* What ebp holds in system calls: from here on a number (enum x2_call), below: Ipc or Lipc. */
#define GLUE_CALLS		0x10000

#endif
