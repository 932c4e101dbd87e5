/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_layout.h - address map of every space and sizes fixed by the mips64 ABI; asm-safe. */
#ifndef GLUE_LAYOUT_H
#define GLUE_LAYOUT_H

#include "mips64_layout.h"

/*
 *	00000000 00000000 - 000000FF FFFFFFFF	user; of initial servers also:
 *	  1 00000000				    UTCB area of sigma0, sigma1, root
 *	  2 00000000				    their kernel interface page
 *	above					kernel (mips64_layout.h), nothing of it for users
 */
#define GLUE_USER_END		0x0000010000000000
#define GLUE_PHYS_WINDOW	MIPS64_CACHED_BASE	/* kernel memory: virtual - physical */
#define GLUE_IMAGE_WINDOW	MIPS64_IMAGE_BASE	/* the kernel's image: virtual - physical */
#define GLUE_KERNEL_MEM_START	0x1000
#define GLUE_KERNEL_MEM_END	0x0000001000000000	/* physical, exclusive: 36 bits */

#define GLUE_UTCB_BITS		10	/* X2:abi.mips64: 1024 bytes */
#define GLUE_KIP_BITS		12

#define GLUE_ROOT_UTCB		0x100000000
#define GLUE_ROOT_UTCB_BITS	19	/* 512 UTCBs: UserBase + 256 and more */
#define GLUE_ROOT_KIP		0x200000000

#define GLUE_CTRLXFER_GENERAL	34	/* registers of control-transfer items */

/* Private to this port: what v0 holds at a syscall instruction; others are an exception. */
#define GLUE_CALL_IPC			(-101)
#define GLUE_CALL_THREAD_SWITCH		(-102)
#define GLUE_CALL_THREAD_CONTROL	(-103)
#define GLUE_CALL_EXREGS		(-104)
#define GLUE_CALL_SCHEDULE		(-105)
#define GLUE_CALL_UNMAP			(-106)
#define GLUE_CALL_SPACE_CONTROL		(-107)
#define GLUE_CALL_PROCESSOR_CONTROL	(-108)
#define GLUE_CALL_MEMORY_CONTROL	(-109)
#define GLUE_CALL_SYSTEM_CLOCK		(-110)

#endif
