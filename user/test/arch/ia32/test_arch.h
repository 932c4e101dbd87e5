/* SPDX-License-Identifier: BSD-2-Clause */
/* test_arch.h - what the tests must know about ia32. */
#ifndef TEST_ARCH_H
#define TEST_ARCH_H

#include <l4/arch.h>

#include "../common/test_links.h"
#include "../x86/x86_test.h"

/* Topics of this CPU alone. */
#define ARCH_TOPICS(t) \
	t(abi) t(environment) t(vectors) t(cpu) t(debug)
#define ARCH_LATE_TOPICS(t) t(io)

/* UTCB geometry (X2:2.6) and distance of the local id from the UTCB's start. */
#define ARCH_UTCB_INFO	 0x000c2401UL
#define ARCH_UTCB_OFFSET 256
#define ARCH_PAGE_RIGHTS 6

/* 4 KiB; 4 MiB where the CPU has them */
#define ARCH_PAGE_SIZES 0x1000UL
#define ARCH_PAGE_SIZES_MAYBE 0x400000UL

/* Exception messages (X2:6.2). */
#define ARCH_EXC_WORDS	12
#define ARCH_EXC_FLAGS	2
#define ARCH_EXC_NUMBER 3
#define ARCH_EXC_SP	8

/* Registers of control-transfer item 0 (X2:6.3). */
#define ARCH_CTRLXFER_REGS 10

/* Registers in held.S: how many, and the places of those with a purpose there (held.h). */
#define ARCH_HELD 8
#define ARCH_HELD_ADDRESS 0
#define ARCH_HELD_VALUE 3
#define ARCH_HELD_LINK 8
#define ARCH_HELD_FLAGS 7
#define ARCH_HELD_FLAGS_SET 0x202

/* Attributes of MemoryControl (X2:4.10), a bit each: two of them need PAT. */
static inline L4_Word_t arch_attributes(void)
{
	return x86_features() & 1u << 16 ? 0x13f : 0x1f;
}

/* One of them that every such CPU has. */
#define ARCH_ATTRIBUTE_UNCACHED 4

/* An address in the kernel's part of every space. */
#define ARCH_KERNEL_ADDRESS 0xf0001000UL

#endif
