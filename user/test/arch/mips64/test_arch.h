/* SPDX-License-Identifier: BSD-2-Clause */
/* test_arch.h - what the tests must know about mips64. */
#ifndef TEST_ARCH_H
#define TEST_ARCH_H

#include <l4/arch.h>
#include <stdbool.h>
#include <stdint.h>

#include "../common/test_links.h"
#include "../common/test_machine.h"

/* Topics of this CPU alone. */
#define ARCH_TOPICS(t) t(abi) t(delay)
#define ARCH_LATE_TOPICS(t)

/* Smallest page. */
#define ARCH_PAGE_SIZE 4096
#define ARCH_KIP_AREA_BITS 12

/* UTCB geometry (X2:2.6) and distance of the local id from the UTCB's start. */
#define ARCH_UTCB_INFO 0x000c2801UL
#define ARCH_UTCB_OFFSET 0
#define ARCH_PAGE_RIGHTS 6

/* 4 KiB, 64 KiB, 1 MiB, 16 MiB */
#define ARCH_PAGE_SIZES 0x1111000UL
#define ARCH_PAGE_SIZES_MAYBE 0UL

/* Exception messages (X2:9.1). */
#define ARCH_EXC_WORDS L4_EXC_MRS
#define ARCH_EXC_FLAGS L4_EXC_MR_FLAGS
#define ARCH_EXC_NUMBER L4_EXC_MR_EXCEPTIONNO
#define ARCH_EXC_SP L4_EXC_MR_SP
#define ARCH_EXC_BAD_INSTRUCTION 10
#define ARCH_EXC_BAD_INSTRUCTION_ERROR 0x04170000

/* Control-transfer item 0: IP, flags, $0 to $31, hi, lo; the base of arch_dump_registers is $25. */
#define ARCH_CTRLXFER_REGS 36
#define ARCH_CTRLXFER_SP 31
#define ARCH_CTRLXFER_BASE 27
#define ARCH_CTRLXFER_ZERO (1UL << 2 | 3UL << 28) /* $0, k0, k1 */
#define ARCH_CTRLXFER_FLAGS 0x04000000UL

/* May words be at any address?  The exception if not: its number, and where the address is. */
#define ARCH_UNALIGNED_WORDS false
#define ARCH_EXC_UNALIGNED_READ 4
#define ARCH_EXC_UNALIGNED_WRITE 5
#define ARCH_EXC_ADDRESS L4_EXC_MR_ERRORCODE

/* Registers in held.S: how many, and the places of those with a purpose there (held.h). */
#define ARCH_HELD 30
#define ARCH_HELD_ADDRESS 11
#define ARCH_HELD_VALUE 12
#define ARCH_HELD_LINK 27
#define ARCH_HELD_FLAGS 30
#define ARCH_HELD_FLAGS_SET 0

/* Ways to say that code was written: synci, MemoryControl of instructions, of both, of all. */
#define ARCH_CODE_WAYS 4

/* FLAGS bits that ExchangeRegisters may set: Status.FR; single step, and what is always set. */
#define ARCH_FLAGS_USER 0x04000000UL
#define ARCH_FLAGS_TRACE 0
#define ARCH_FLAGS_FIXED 0

/* Attributes of MemoryControl (X2:4.10), those that flush caches included: a bit each. */
static inline L4_Word_t arch_attributes(void)
{
	return 0xe000003fUL;
}

/* One of them that every such CPU has. */
#define ARCH_ATTRIBUTE_UNCACHED L4_UncachedMemory

/* An address beyond those that users may map; a kernel's own is an address error (X2:9.1). */
#define ARCH_KERNEL_ADDRESS 0x10000001000UL

/* Interrupt that arch_irq_raise_in() makes happen. */
#define ARCH_IRQ 0

/* Run what arch_write_code() wrote. */
static inline void arch_execute(L4_Word_t address)
{
	((void (*)(void))address)();
}

/* Write a function there that does nothing. */
void arch_write_code(L4_Word_t address);

/* fpu.S: which bits of the rounding mode in FCSR can be set; they are set afterwards. */
L4_Word_t fpu_rounding(void);

static inline uint64_t arch_cycles(void)
{
	uint32_t count;

	__asm__ volatile("rdhwr %0, $2" : "=r"(count));
	return count;
}

#endif
