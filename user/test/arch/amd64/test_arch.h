/* SPDX-License-Identifier: BSD-2-Clause */
/* test_arch.h - what the tests must know about amd64. */
#ifndef TEST_ARCH_H
#define TEST_ARCH_H

#include <l4/arch.h>

#include "../x86/x86_test.h"

/* Topics of this CPU alone. */
#define ARCH_TOPICS(t) \
	t(abi) t(environment) t(vectors) t(cpu) t(debug) t(highmem) \
	t(leak)
#define ARCH_LATE_TOPICS(t) t(io)

/* UTCB geometry (X2:2.6) and distance of the local id from the UTCB's start. */
#define ARCH_UTCB_INFO 0x000c2801UL
#define ARCH_UTCB_OFFSET 512
#define ARCH_PAGE_RIGHTS 7

/* 4 KiB, 2 MiB; 1 GiB where the CPU has them */
#define ARCH_PAGE_SIZES 0x201000UL
#define ARCH_PAGE_SIZES_MAYBE 0x40000000UL

/* Exception messages (X2:7.1). */
#define ARCH_EXC_WORDS L4_EXC_MRS
#define ARCH_EXC_FLAGS L4_EXC_MR_RFLAGS
#define ARCH_EXC_NUMBER L4_EXC_MR_EXCEPTIONNO
#define ARCH_EXC_SP L4_EXC_MR_RSP

/* Registers of control-transfer item 0 (X2:6.3). */
#define ARCH_CTRLXFER_REGS 18

/* Registers in held.S: how many, and the places of those with a purpose there (held.h). */
#define ARCH_HELD 16
#define ARCH_HELD_ADDRESS 0
#define ARCH_HELD_VALUE 3
#define ARCH_HELD_LINK 16
#define ARCH_HELD_FLAGS 15
#define ARCH_HELD_FLAGS_SET 0x202

/* Attributes of MemoryControl (X2:4.10), those that flush caches included: a bit each. */
static inline L4_Word_t arch_attributes(void)
{
	return 0xe7UL;
}

/* One of them that every such CPU has. */
#define ARCH_ATTRIBUTE_UNCACHED 1

/* An address in the kernel's part of every space. */
#define ARCH_KERNEL_ADDRESS 0xfffffffff0001000UL

/* Links of the KIP are absolute (X2:2.5): outside user memory, and the same in every space. */
static inline bool arch_link_is_inside(L4_Word_t link, L4_Word_t log2, L4_Word_t kip)
{
	(void)log2;
	(void)kip;
	return link >> 47 != 0;
}

static inline L4_Word_t arch_link_moved(L4_Word_t link, L4_Word_t kip)
{
	(void)kip;
	return link;
}

#endif
