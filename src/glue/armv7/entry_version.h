/* SPDX-License-Identifier: BSD-2-Clause */
/* entry_version.h - what only ARMv7 has on the page of vectors: nothing; for assembly only. */
#ifndef ENTRY_VERSION_H
#define ENTRY_VERSION_H

#ifdef __ASSEMBLER__

	.macro	VECTOR_PAGE_CODE vectors
	.endm

#endif

#endif
