/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_layout.h - address map of every space and sizes fixed by the arm ABI; asm-safe. */
#ifndef GLUE_LAYOUT_H
#define GLUE_LAYOUT_H

#include "arm_layout.h"

/*
 *	00000000 - DFFFFFFF	user; initial servers have UTCBs and KIP at its end:
 *	  DFF00000		    UTCB area of sigma0, sigma1, root
 *	  DFFFF000		    their kernel interface page
 *	E0000000 - FFFFFFFF	kernel (arm_layout.h), but for users:
 *	FF000000		word with the local id of the running thread
 *	FFFFFFA0 - FFFFFFBB	addresses that nobody can execute: calls of the kernel
 */
#define GLUE_USER_END		0xe0000000
#define GLUE_KERNEL_BASE	ARM_DIRECT_BASE
#define GLUE_PHYS_WINDOW	ARM_WINDOW		/* kernel memory: virtual - physical */
#define GLUE_IMAGE_WINDOW	ARM_WINDOW		/* the kernel's image: virtual - physical */
#define GLUE_KERNEL_MEM_START	(CONFIG_RAM_BASE + 0x1000)
#define GLUE_KERNEL_MEM_END	(ARM_DIRECT_END - ARM_WINDOW)	/* physical, exclusive */

#define GLUE_UTCB_BITS		9	/* X2:abi.arm: 512 bytes */
#define GLUE_KIP_BITS		12

#define GLUE_ROOT_UTCB		0xdff00000
#define GLUE_ROOT_UTCB_BITS	18	/* 512 UTCBs: UserBase + 256 and more */
#define GLUE_ROOT_KIP		0xdffff000

#define GLUE_CTRLXFER_GENERAL	15	/* registers of control-transfer items */

/* Private to this port. */
#define GLUE_UTCB_WORD		ARM_USER_PAGE

/* Calls of the kernel by a jump, return address in lr (X2:abi.arm). */
#define GLUE_CALLS		0xffffffa0
#define GLUE_CALL_PUTC		0xffffffa0
#define GLUE_CALL_GETC		0xffffffa4
#define GLUE_CALL_GETC_NOW	0xffffffa8
#define GLUE_CALL_ENTER		0xffffffac
#define GLUE_CALL_UTCB		0xffffffb0
#define GLUE_CALL_KIP		0xffffffb4
#define GLUE_CALL_NAME		0xffffffb8

#endif
