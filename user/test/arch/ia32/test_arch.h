/* SPDX-License-Identifier: BSD-2-Clause */
/* test_arch.h - what the tests must know about ia32. */
#ifndef TEST_ARCH_H
#define TEST_ARCH_H

#include <l4/arch.h>
#include <stdbool.h>
#include <stdint.h>

/* Topics of this CPU alone. */
#define ARCH_TOPICS(t) t(abi) t(vectors)
#define ARCH_LATE_TOPICS(t) t(io)

/* Smallest page, UTCB geometry (X2:2.6) and distance of the local id from the UTCB's start. */
#define ARCH_PAGE_SIZE 4096
#define ARCH_UTCB_INFO 0x000c2401UL
#define ARCH_KIP_AREA_BITS 12
#define ARCH_UTCB_OFFSET 256
#define ARCH_PAGE_RIGHTS 6

/* Exception messages (X2:6.2). */
#define ARCH_EXC_WORDS 12
#define ARCH_EXC_FLAGS 2
#define ARCH_EXC_NUMBER 3
#define ARCH_EXC_SP 8
#define ARCH_EXC_BAD_INSTRUCTION 6

/* Attribute of MemoryControl that every such CPU has (X2:4.10). */
#define ARCH_ATTRIBUTE_UNCACHED 4

/* FLAGS bits that ExchangeRegisters may set. */
#define ARCH_FLAGS_USER 0x8d5UL

/* An address in the kernel's part of every space. */
#define ARCH_KERNEL_ADDRESS 0xf0001000UL

/* Interrupt that arch_irq_raise_in() makes happen. */
#define ARCH_IRQ 0

/* Links of the KIP are offsets (X2:2.5): inside the page, and the same wherever it is. */
static inline bool arch_link_is_inside(L4_Word_t link, L4_Word_t log2, L4_Word_t kip)
{
	(void)kip;
	return link < 1UL << log2;
}

static inline L4_Word_t arch_link_moved(L4_Word_t link, L4_Word_t kip)
{
	(void)kip;
	return link;
}

/* SP for a C function that is entered by a jump. */
static inline L4_Word_t arch_entry_sp(L4_Word_t top)
{
	return (top & ~15UL) - 4;
}

/* Run the machine code at an address that holds arch_return_code(). */
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

static inline uint64_t arch_cycles(void)
{
	uint64_t t;

	__asm__ volatile("rdtsc" : "=A"(t));
	return t;
}

/* An illegal instruction; its address is arch_bad_instruction, the next one's ..._end. */
extern const char arch_bad_instruction[], arch_bad_instruction_end[];
void arch_raise(void);

/* One read of address; its instruction is at arch_read_at. */
extern const char arch_read_at[], arch_write_at[];
L4_Word_t arch_read(L4_Word_t address);
void arch_write(L4_Word_t address, L4_Word_t value);

/* Make the interrupt ARCH_IRQ happen once, in about us microseconds. */
void arch_irq_raise_in(unsigned us);

/* Fill the floating-point state from seed; is it still that?  Is it as a new thread's must be? */
void arch_fpu_fill(L4_Word_t seed);
bool arch_fpu_holds(L4_Word_t seed);
bool arch_fpu_is_fresh(void);

__attribute__((noreturn)) void arch_power_off(void);

#endif
