/* SPDX-License-Identifier: BSD-2-Clause */
/* desc.h - descriptor tables and sysenter: how glue hangs its entry points into the CPU. */
#ifndef DESC_H
#define DESC_H

#include "compiler.h"
#include "ia32_layout.h"
#include "types.h"
#include "x86_tss.h"

/* Type bytes of descriptors, present bit included. */
#define DESC_CODE	0x9a		/* execute, read */
#define DESC_DATA	0x92		/* read, write */
#define DESC_DATA_RO	0x90
#define DESC_TSS	0x89
#define DESC_TASK_GATE	0x85
#define DESC_INT_GATE	0x8e		/* entered with interrupts off */
#define DESC_DPL(n)	((n) << 5)

/* Flag nibble above the limit. */
#define DESC_32BIT	0x4
#define DESC_PAGES	0x8		/* limit counts pages */

/* A segment of limit + 1 bytes (pages with DESC_PAGES) from base. */
#define DESC_SEGMENT(base, limit, type, flags) \
	((uint64_t)((limit) & 0xffff) | (uint64_t)((base) & 0xffffff) << 16 | \
	 (uint64_t)(type) << 40 | (uint64_t)((limit) >> 16 & 0xf) << 48 | \
	 (uint64_t)(flags) << 52 | (uint64_t)((base) >> 24 & 0xff) << 56)

/* A gate to selector:offset. */
#define DESC_GATE(selector, offset, type) \
	((uint64_t)((offset) & 0xffff) | (uint64_t)(selector) << 16 | \
	 (uint64_t)(type) << 40 | (uint64_t)((offset) >> 16 & 0xffff) << 48)

/* The hardware's task state: esp0 is where a trap from user mode is pushed. */
struct tss_state {
	uint32_t link, esp0, ss0, esp1, ss1, esp2, ss2;
	uint32_t cr3, eip, eflags, eax, ecx, edx, ebx, esp, ebp, esi, edi;
	uint32_t es, cs, ss, ds, fs, gs, ldt;
	uint16_t trap, iomap;		/* TSS_IO_MAP or TSS_IO_NONE */
};

_Static_assert(sizeof(struct tss_state) == TSS_STATE_BYTES, "fixed by the CPU");

struct arch_tss {
	struct tss_state hw;
	struct tss_io io;
};

extern struct arch_tss arch_tss[IA32_CPUS];
extern uint64_t arch_gdt[IA32_CPUS][IA32_GDT_BYTES / 8];

/*
 * Let `vector` (0..255) enter `handler` through an interrupt gate, callable by INT from privilege
 * levels up to dpl (0 or 3).  Double fault and NMI belong to arch.
 */
void arch_idt_set(unsigned vector, void (*handler)(void), unsigned dpl);

/* Replace the descriptor behind `selector` on this CPU; takes effect when it is loaded next. */
void arch_gdt_set(unsigned selector, uint64_t descriptor);

/* Where sysenter goes on this CPU.  Only if arch_has_sysenter(). */
void arch_sysenter_set(word_t eip, word_t esp);
bool arch_has_sysenter(void);

/* The CPU has a page-attribute table: memory types 4..7 exist. */
bool arch_has_pat(void);

/* Was this general protection fault of the kernel one of arch_rdmsr_safe, arch_wrmsr_safe? */
struct arch_frame;
bool arch_msr_fault(struct arch_frame *f);

/* False on a CPU without FPU: its instructions trap (exception 7) for ever. */
bool arch_has_fpu(void);

#endif
