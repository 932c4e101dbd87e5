/* SPDX-License-Identifier: BSD-2-Clause */
/* x86_tss.h - the I/O map behind the hardware's task state. */
#ifndef X86_TSS_H
#define X86_TSS_H

#include "types.h"

#define TSS_STATE_BYTES	104				/* struct tss_state: fixed by the CPU */
#define TSS_IO_MAP	TSS_STATE_BYTES			/* users have the ports that io_map says */
#define TSS_IO_NONE	0xffff				/* users have no port */

/* A bit per port, 1: user access traps; all 0 at the start.  The CPU wants a byte of ones more. */
struct tss_io {
	uint8_t map[65536 / 8];
	uint8_t end;
};

#endif
