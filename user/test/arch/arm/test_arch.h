/* SPDX-License-Identifier: BSD-2-Clause */
/* test_arch.h - what the tests must know about arm. */
#ifndef TEST_ARCH_H
#define TEST_ARCH_H

#include <l4/arch.h>
#include <stdbool.h>
#include <stdint.h>

#include "../common/test_links.h"
#include "../common/test_machine.h"
#include "test_version.h"

/* Topics of this CPU alone. */
#define ARCH_TOPICS(t)	    t(abi) t(arm)
#define ARCH_LATE_TOPICS(t)

/* Smallest page. */
#define ARCH_PAGE_SIZE 4096
#define ARCH_KIP_AREA_BITS 12

/* UTCB geometry (X2:2.6) and distance of the local id from the UTCB's start. */
#define ARCH_UTCB_INFO	 0x000c2401UL
#define ARCH_UTCB_OFFSET 0

/* Exception messages (X2:8.1). */
#define ARCH_EXC_WORDS	L4_EXC_MRS
#define ARCH_EXC_FLAGS	L4_EXC_MR_FLAGS
#define ARCH_EXC_NUMBER L4_EXC_MR_EXCEPTIONNO
#define ARCH_EXC_SP	L4_EXC_MR_SP
#define ARCH_EXC_BAD_INSTRUCTION L4_EXC_UNDEFINED
#define ARCH_EXC_BAD_INSTRUCTION_ERROR 0xe7f000f0UL

/* Control-transfer item 0: IP, flags, r0 to r14; the base of arch_dump_registers is r12. */
#define ARCH_CTRLXFER_REGS 17
#define ARCH_CTRLXFER_SP 15
#define ARCH_CTRLXFER_BASE 14
#define ARCH_CTRLXFER_ZERO 0UL
#define ARCH_CTRLXFER_FLAGS 0xa0000000UL

/* The exception of words that are not aligned: its number, and where the address is. */
#define ARCH_EXC_UNALIGNED_READ	 L4_EXC_ALIGNMENT
#define ARCH_EXC_UNALIGNED_WRITE L4_EXC_ALIGNMENT
#define ARCH_EXC_ADDRESS	 L4_EXC_MR_ERRORCODE

/* Registers in held.S: how many, and the places of those with a purpose there (held.h). */
#define ARCH_HELD 15
#define ARCH_HELD_ADDRESS 0
#define ARCH_HELD_VALUE 1
#define ARCH_HELD_LINK 13
#define ARCH_HELD_FLAGS 14
#define ARCH_HELD_FLAGS_SET 0

/* Ways to say that code was written: MemoryControl of instructions, of both, of everything. */
#define ARCH_CODE_WAYS 3

/* FLAGS bits that ExchangeRegisters may set; single step, and what is always set. */
#define ARCH_FLAGS_USER 0xf0000000UL
#define ARCH_FLAGS_TRACE 0
#define ARCH_FLAGS_FIXED 0

/* Attributes of MemoryControl (X2:4.10), those that flush caches included: a bit each. */
static inline L4_Word_t arch_attributes(void)
{
	return 0xe0000003UL;
}

/* One of them that every such CPU has. */
#define ARCH_ATTRIBUTE_UNCACHED L4_UncachedMemory

/* An address in the kernel's part of every space. */
#define ARCH_KERNEL_ADDRESS 0xe0101000UL

/* Run what arch_write_code() wrote. */
static inline void arch_execute(L4_Word_t address)
{
	((void (*)(void))address)();
}

/* Write a function there that does nothing. */
void arch_write_code(L4_Word_t address);

/* 4 KiB, 64 KiB, 1 MiB */
#define ARCH_PAGE_SIZES 0x111000UL
#define ARCH_PAGE_SIZES_MAYBE 0UL

#endif
