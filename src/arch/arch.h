/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * arch.h - CONTRACT: all that a CPU must supply, and nothing about L4.
 *
 * Constants and types come from the port's leaf headers: arch_types.h (safe for assembly:
 * ARCH_WORD_BITS ARCH_BIG_ENDIAN ARCH_PAGE_BITS ARCH_PADDR_BITS ARCH_CACHE_LINE), arch_frame.h,
 * arch_pte.h.  Functions declared `static inline` here are defined by the port's arch_inline.h,
 * included last; the rest in cpu.c, mmu.c, cache.S, fpu.S, frame.c.
 *
 * Unless stated otherwise a function is called with interrupts off, on the kernel stack, and may
 * clobber what the C calling convention allows.
 */
#ifndef ARCH_H
#define ARCH_H

#include "arch_frame.h"
#include "arch_pte.h"
#include "arch_types.h"
#include "compiler.h"
#include "types.h"

struct percpu;

/* --- interrupts and idling --------------------------------------------------------------- */

/* Disable interrupts on this CPU, whatever they were: it is about to end. */
static inline void arch_irq_off(void);

/*
 * Let every pending interrupt be taken, then return with interrupts off again.  The handlers run
 * on the kernel stack above the caller; they may wake threads and set percpu->resched, but switch
 * to nobody.  This is the kernel's only preemption point besides idling.
 */
static inline void arch_irq_window(void);

/* Wait for an interrupt and take it, without losing one that arrives just before. */
static inline void arch_idle(void);

/* Inside a busy-wait loop. */
static inline void arch_relax(void);

/* --- this CPU ---------------------------------------------------------------------------- */

/* The struct percpu of the executing CPU. */
static inline struct percpu *arch_self(void);

/*
 * Bring the executing CPU into the kernel's operating state: descriptor or vector tables,
 * protection features (no-execute, no kernel access to user pages), FPU off.  Once per CPU, after
 * paging is on at the kernel's linked address and before the first user thread.
 */
void arch_init_cpu(unsigned cpu);

/* --- address translation ----------------------------------------------------------------- */

/*
 * Load the page table at physical address `root` with address-space identifier `asid`.  What is
 * cached under another asid stays; without hardware support (ARCH_ASIDS == 0) asid is ignored
 * and all user translations are dropped.
 */
static inline void arch_space_switch(paddr_t root, word_t asid);

/* The `root` that was loaded last. */
static inline paddr_t arch_space_root(void);

/*
 * Drop cached translations of user addresses: the page of 2^bits bytes that va lies in, all of
 * them.
 */
static inline void arch_tlb_flush_page(word_t asid, word_t va, unsigned bits);
static inline void arch_tlb_flush_all(void);

/*
 * Page tables: arch_pte.h is a leaf header and defines what follows for the walker of ptab.c, the
 * only writer of user page tables.  Level 0 is the root, level ARCH_PT_LEVELS - 1 holds pages of
 * PAGE_SIZE.  A table of level l has 2^arch_pt_bits(l) entries and is aligned to its size; each
 * entry covers 2^arch_pt_shift(l) bytes.  Levels may differ in size; a table may be smaller than
 * a page.  All functions are `static inline`.  CPUs that refill their TLB in software read the same
 * tables.
 *
 *	typedef ... pte_t;			one entry; all bits zero means EMPTY
 *	ARCH_PT_LEVELS
 *	unsigned arch_pt_bits(unsigned level)
 *	unsigned arch_pt_shift(unsigned level)
 *	unsigned arch_pt_step(unsigned level)	log2 of the distance of neighbouring entries, in
 *						entries.  Not 0: those in between are the table of
 *						the next level, unless the entry is a page or EMPTY;
 *						the port then tells TABLE from EMPTY by itself.
 *	bool arch_pt_leaf_ok(unsigned level)	may an entry of this level be a page on this CPU?
 *						True for the last level; may be found out at boot.
 *
 *	enum arch_pte_kind { ARCH_PTE_EMPTY, ARCH_PTE_TABLE, ARCH_PTE_LEAF };
 *	enum arch_pte_kind arch_pte_kind(pte_t pte, unsigned level)
 *
 *	pte_t arch_pte_make_table(paddr_t table)		entry for a table of the next level,
 *	paddr_t arch_pte_table(pte_t pte)			limiting no rights below; and back
 *
 *	pte_t arch_pte_leaf(paddr_t pa, unsigned rights, unsigned memtype, unsigned level)
 *		A page for users.  rights: 4 read, 2 write, 1 execute; read is always among them.
 *		Rounded up to what the CPU can enforce (execute comes with read where it cannot tell
 *		them apart); never writable unless asked.  memtype: what glue_mem_attr() returns, 0
 *		is ordinary cached memory, ARCH_MEM_UNCACHED suits registers of devices.  Not
 *		referenced, not written.
 *	paddr_t arch_pte_paddr(pte_t pte, unsigned level)	of a LEAF
 *	unsigned arch_pte_rights(pte_t pte)			of a LEAF: as enforced
 *	unsigned arch_pte_memtype(pte_t pte, unsigned level)	of a LEAF
 *	word_t arch_pte_view(pte_t pte)				of a LEAF: its type as
 *		arch_window needs to know it; ARCH_VIEW_CACHED: of ordinary memory
 *	unsigned arch_pte_status(pte_t pte)			of a LEAF: 4 referenced, 2 written,
 *		1 executed (= referenced where the CPU cannot tell).  A CPU without such bits keeps
 *		them in software bits (a mapping whose bit is not set then faults: map_touch) or
 *		reports all of them always.
 *
 *	void arch_pte_store(pte_t *slot, pte_t pte)		one store; what the new entry refers
 *		to (contents of a table) is visible to the page walker first
 *	pte_t arch_pte_exchange(pte_t *slot, pte_t pte)		the same; the result is the old
 *		entry with all status bits set until then, by the hardware of any CPU
 *	unsigned arch_pte_take_status(pte_t *slot)		read and clear the status bits; the
 *		caller drops cached translations if the result is not 0
 *	pte_t arch_pte_marked(pte_t pte, unsigned status)	of a LEAF: the same with these
 *		status bits (4, 2, 1), too
 *	void arch_pte_mark(pte_t *slot, unsigned status)	make it so in its table
 *	pte_t arch_pte_next(pte_t pte, unsigned level)		of a LEAF: the same for the frames
 *		behind its own
 */

/* The highest physical address that the CPU has: entries of page tables hold no other. */
static inline paddr_t arch_paddr_last(void);

/* Boot: the loader describes the bytes from first to last as memory. */
static inline void arch_note_memory(paddr_t first, paddr_t last);

/*
 * Is the frame at pa memory?  Elsewhere an access of the kernel might end in a bus error, so it
 * makes none for users; always true on CPUs that know no such error.
 */
static inline bool arch_is_memory(paddr_t pa);

/*
 * An address at which the kernel can read and write the page frame at physical address `pa` (one
 * that arch_is_memory, page aligned) until the next call with the same slot.  Slots 0 and 1 are
 * for copying, slot 2 for everything that does not nest.  On CPUs whose kernel sees all of RAM
 * this is an addition; on others it sets a page-table entry of this CPU.  On virtually indexed
 * caches it makes the frame coherent with its user mappings.  `view` is arch_pte_view() of a user's
 * page, as the kernel must leave nothing of uncached memory in a cache, or ARCH_VIEW_CACHED.
 */
#define ARCH_WINDOWS	3
static inline void *arch_window(unsigned slot, paddr_t pa, word_t view);

/*
 * Map device registers [pa, pa + bytes), page aligned, uncached, for the kernel alone and for ever.
 * Boot only; panics when the room for devices is used up.
 */
void *arch_map_device(paddr_t pa, size_t bytes);

/*
 * Room for a table of ARCH_SPARSE_BYTES at ARCH_SPARSE_BASE (arch_types.h, constants for assembly,
 * too): page `offset` / PAGE_SIZE of it is the page frame at `pa` from now on; many may be the same
 * frame; for the kernel alone.  A CPU whose kernel addresses are not translated has no such room:
 * ARCH_SPARSE_BASE is 0 and the function is not called.
 */
void arch_sparse_map(word_t offset, paddr_t pa);

/* --- caches ------------------------------------------------------------------------------ */

/* Make code written through [va, va+len) visible to instruction fetch on all CPUs. */
void arch_cache_sync_code(const void *va, size_t len);

/*
 * Make all that was written before the first step visible to instruction fetch, in bounded steps:
 * *at is 0 for the first one; true: there is more to do.  Anything may run in between.  Only for
 * CPUs with HAVE_CACHE_CONTROL.
 */
bool arch_cache_sync_step(word_t *at);

/* Write back and invalidate the data cache lines of [va, va+len). */
void arch_cache_flush(const void *va, size_t len);

/* --- copying and filling ----------------------------------------------------------------- */

/*
 * memcpy (string.h) the way this CPU does it best; for pieces of up to a page.  A byte costs up to
 * ARCH_COPY_BYTE instructions (arch_types.h) if one of the addresses is no multiple of a word, else
 * less than half of one.
 */
static inline void arch_copy(void *dst, const void *src, size_t len);

/* Write `pattern` to each of the words from dst on, which is aligned; for memset. */
static inline void arch_fill(void *dst, word_t pattern, size_t words);

/* --- floating point and vectors ---------------------------------------------------------- */

/*
 * State is ARCH_FPU_BYTES long, aligned to ARCH_FPU_ALIGN (arch_types.h).  arch_fpu_init writes
 * the state a new thread starts with.  save and restore need the unit enabled; after
 * arch_fpu_disable any use by a user program traps.
 */
void arch_fpu_init(void *state);
void arch_fpu_save(void *state);
void arch_fpu_restore(const void *state);
static inline void arch_fpu_enable(void);
static inline void arch_fpu_disable(void);

/* --- diagnosis --------------------------------------------------------------------------- */

/* Print all registers of a frame and, as far as it can name it, why it was taken. */
void arch_frame_print(const struct arch_frame *f);

/*
 * Print the chain of return addresses of the kernel code that is running, newest first, at most
 * 32 of them, each through `show`.  Survives a broken stack.
 */
void arch_backtrace(void (*show)(word_t address));

#include "arch_inline.h"

#endif
