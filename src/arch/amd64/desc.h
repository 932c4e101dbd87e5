/* SPDX-License-Identifier: BSD-2-Clause */
/* desc.h - descriptor tables and syscall: how glue hangs its entry points into the CPU. */
#ifndef DESC_H
#define DESC_H

#include "amd64_layout.h"
#include "compiler.h"
#include "types.h"
#include "x86_tss.h"

/* The hardware's task state: rsp0 is where a trap from user mode is pushed. */
struct tss_state {
	uint32_t reserved0;
	uint64_t rsp0, rsp1, rsp2;
	uint64_t reserved1;
	uint64_t ist[7];		/* [n - 1]: stack n */
	uint64_t reserved2;
	uint16_t reserved3, iomap;	/* TSS_IO_MAP or TSS_IO_NONE */
} __attribute__((packed, aligned(4)));

_Static_assert(sizeof(struct tss_state) == TSS_STATE_BYTES, "fixed by the CPU");

struct arch_tss {
	struct tss_state hw;
	struct tss_io io;
};

extern struct arch_tss arch_tss[AMD64_CPUS];

/*
 * Let `vector` (0..255) enter `handler` with interrupts off, callable by INT from privilege levels
 * up to dpl (0 or 3), on the stack `ist` of the task state (0: that of the privilege level).
 */
void arch_idt_set(unsigned vector, void (*handler)(void), unsigned dpl, unsigned ist);

/* Where syscall goes on this CPU, with all flags clear that the kernel wants clear. */
void arch_syscall_set(void (*entry)(void));

/*
 * What user code reads at GS:0 is the word at `base`.  It cannot load that base itself, but others:
 * then GS does not hold AMD64_GS any more, as arch_gs_is_loaded() finds out.
 */
void arch_gs_load(word_t base);

static inline bool arch_gs_is_loaded(void)
{
	unsigned gs;

	__asm__ volatile("movl %%gs, %0" : "=r"(gs));
	return gs == AMD64_GS;
}

/* The other data segment registers mean nothing in 64-bit mode, but what is in them can be read. */
static inline void arch_segments_clear(void)
{
	unsigned ds, es, fs;

	__asm__ volatile("movl %%ds, %0; movl %%es, %1; movl %%fs, %2"
			 : "=r"(ds), "=r"(es), "=r"(fs));
	if (unlikely((ds | es | fs) != 0))
		__asm__ volatile("movl %0, %%ds; movl %0, %%es; movl %0, %%fs" : : "r"(0));
}

/* Was this general protection fault of the kernel one of arch_rdmsr_safe, arch_wrmsr_safe? */
struct arch_frame;
bool arch_msr_fault(struct arch_frame *f);

/* Every CPU of this kind has an FPU. */
static inline bool arch_has_fpu(void)
{
	return true;
}

#endif
