/* SPDX-License-Identifier: BSD-2-Clause */
/* frame.c - print a frame and say in words why it was taken. */
#include "arch.h"
#include "arch_arm.h"
#include "arm_fault.h"
#include "arm_private.h"
#include "assert.h"
#include "bits.h"
#include "compiler.h"
#include "print.h"

static const char *const vector_names[] = {
	"reset", "undefined instruction", "system call", "prefetch abort",
	"data abort", "reserved", "interrupt", "fast interrupt",
};

static __cold const char *fault_name(unsigned status)
{
	switch (arm_fault_kind(status)) {
	case ARM_FAULT_ALIGNMENT:
		return "alignment";
	case ARM_FAULT_TRANSLATION:
		return "not mapped";
	case ARM_FAULT_PERMISSION:
		return "forbidden";
	default:
		return "external or other";
	}
}

__cold void arch_frame_print(const struct arch_frame *f)
{
	kprintf("vector %u (%s), in %s mode\n", (unsigned)f->vector, vector_names[f->vector & 7],
		arch_frame_is_user(f) ? "user" : "kernel");
	if (f->vector == ARM_VECTOR_DATA)
		kprintf("%s of %p: %s, status %x\n",
			(arm_dfsr() & ARM_DFSR_WRITE) != 0 ? "write" : "access",
			(void *)arm_data_fault_address(), fault_name(arm_data_fault_status()),
			arm_data_fault_status());
	else if (f->vector == ARM_VECTOR_FETCH)
		kprintf("execution of %p: %s, status %x\n", (void *)f->pc,
			fault_name(arm_fetch_fault_status()), arm_fetch_fault_status());
	for (unsigned i = 0; i < 12; i += 4)
		kprintf("r%-2u %p  r%-2u %p  r%-2u %p  r%-2u %p\n", i, (void *)f->r[i], i + 1,
			(void *)f->r[i + 1], i + 2, (void *)f->r[i + 2], i + 3,
			(void *)f->r[i + 3]);
	kprintf("r12 %p  sp  %p  lr  %p  pc  %p  cpsr %p\n", (void *)f->r[12], (void *)f->sp,
		(void *)f->lr, (void *)f->pc, (void *)f->cpsr);
}

bool arch_undef_in_probe(word_t pc)
{
	return pc >= (word_t)arch_probe_start && pc < (word_t)arch_probe_end;
}

void arch_division_by_zero(void)
{
	panic("division by zero");
}
