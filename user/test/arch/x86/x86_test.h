/* SPDX-License-Identifier: BSD-2-Clause */
/* x86_test.h - what the tests must know about all PCs. */
#ifndef X86_TEST_H
#define X86_TEST_H

#include <l4/types.h>
#include <stdbool.h>
#include <stdint.h>

#include "../common/test_machine.h"

/* Smallest page. */
#define ARCH_PAGE_SIZE 4096
#define ARCH_KIP_AREA_BITS 12

/* Exception messages (X2:6.2, X2:7.1). */
#define ARCH_EXC_BAD_INSTRUCTION 6
#define ARCH_EXC_BAD_INSTRUCTION_ERROR 0

/* Control-transfer item 0 (X2:6.3); how many registers it has is in test_arch.h. */
#define ARCH_CTRLXFER_SP 5
#define ARCH_CTRLXFER_BASE 0 /* arch_dump_registers needs none */
#define ARCH_CTRLXFER_ZERO 0UL
#define ARCH_CTRLXFER_FLAGS 0x202

/* May words be at any address?  The exception if not: its number, and where the address is. */
#define ARCH_UNALIGNED_WORDS true
#define ARCH_EXC_UNALIGNED_READ 0
#define ARCH_EXC_UNALIGNED_WRITE 0
#define ARCH_EXC_ADDRESS 0

/* Ways to say that code was written. */
#define ARCH_CODE_WAYS 1

/* FLAGS bits that ExchangeRegisters may set; single step, and what is always set. */
#define ARCH_FLAGS_USER 0x8d5UL
#define ARCH_FLAGS_TRACE 0x100
#define ARCH_FLAGS_FIXED 0x202

/* Interrupt that arch_irq_raise_in() makes happen. */
#define ARCH_IRQ 0

/* Run what arch_write_code() wrote. */
static inline void arch_execute(L4_Word_t address)
{
	((void (*)(void))address)();
}

/* Write a function there that does nothing. */
static inline void arch_write_code(L4_Word_t address)
{
	*(volatile uint8_t *)address = 0xc3;
}

static inline void outb(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static inline void outw(uint16_t port, uint16_t value)
{
	__asm__ volatile("outw %0, %1" : : "a"(value), "Nd"(port));
}

static inline uint8_t inb(uint16_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

/* What CPUID 1 says in EDX; 0 if there is no CPUID. */
uint32_t x86_features(void);

static inline uint64_t arch_cycles(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return (uint64_t)high << 32 | low;
}

#endif
