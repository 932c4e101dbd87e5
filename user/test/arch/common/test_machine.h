/* SPDX-License-Identifier: BSD-2-Clause */
/* test_machine.h - what the tests need of every CPU, as its directory supplies it. */
#ifndef TEST_MACHINE_H
#define TEST_MACHINE_H

#include <l4/types.h>
#include <stdbool.h>

/* An illegal instruction; its address is arch_bad_instruction, the next one's ..._end. */
extern const char arch_bad_instruction[], arch_bad_instruction_end[];
void arch_raise(void);

/* One read of address; its instruction is at arch_read_at, the next one at ..._end. */
extern const char arch_read_at[], arch_read_end[], arch_write_at[], arch_write_end[];
L4_Word_t arch_read(L4_Word_t address);
void arch_write(L4_Word_t address, L4_Word_t value);

/* Write a function there that gives n; say that code was written, by one of ARCH_CODE_WAYS. */
void arch_write_number(L4_Word_t address, unsigned n);
void arch_code_written(unsigned way, L4_Word_t address);

/* Make the interrupt ARCH_IRQ happen once, in about us microseconds. */
void arch_irq_raise_in(unsigned us);

/* Its device asks for nothing any more, if it goes on asking until it is told. */
void arch_irq_silence(void);

/* Fill the floating-point state from seed; is it still that?  Is it as a new thread's must be? */
void arch_fpu_fill(L4_Word_t seed);
bool arch_fpu_holds(L4_Word_t seed);
bool arch_fpu_is_fresh(void);

__attribute__((noreturn)) void arch_power_off(void);

#endif
