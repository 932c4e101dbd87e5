/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * breakpoint.c - breakpoints and single steps of the kernel debugger (CONFIG_KDB).
 *
 * The watch registers of these CPUs are optional, emulators do not act on them, and nothing traps
 * behind an instruction.  So a breakpoint is a `break` instruction in place of the program's, in
 * every space that has something at its address, and a step is another one where the program comes
 * to next: behind the instruction, or where the branch leads that is evaluated here.
 *
 * To go on behind a breakpoint, its instruction is put back for one step.  A user program makes
 * this step with interrupts off, so nobody else passes meanwhile, unless it faults.
 */
#include "arch.h"
#include "glue.h"
#include "glue_private.h"
#include "kdb.h"
#include "percpu.h"
#include "ptab.h"
#include "space.h"
#include "tcb.h"

#define BREAKPOINTS	4
#define PATCHES		32
#define CODE_BREAK	0x03ffffcdu	/* with a number nobody uses */
#define CODE_SYSCALL	0x0000000cu
#define CODE_BYTES	4

struct patch {
	uint32_t *at;			/* as the kernel sees it; NULL: free */
	word_t va;			/* of the breakpoint it is for */
	uint32_t code;			/* the program's */
	bool out;			/* put back until the step has been made */
};

static word_t address[BREAKPOINTS];
static struct patch patches[PATCHES];

static struct {
	struct arch_frame *f;		/* whose it is; NULL: nobody's */
	struct patch next;		/* where it ends; `out`: a breakpoint is there already */
	bool report;			/* asked for by the user */
	bool quiet;			/* interrupts were switched off for it */
} step;

/* --- code -------------------------------------------------------------------------------- */

static void write_code(uint32_t *at, uint32_t code)
{
	*(volatile uint32_t *)at = code;
	arch_cache_sync_code(at, CODE_BYTES);
}

static void put(struct patch *p)
{
	p->out = false;
	if (*p->at == CODE_BREAK)
		return;
	p->code = *p->at;
	write_code(p->at, CODE_BREAK);
}

/* What is not `break` any more is another program's. */
static void take_out(struct patch *p)
{
	p->out = true;
	if (*p->at == CODE_BREAK)
		write_code(p->at, p->code);
}

static struct patch *patch_at(const uint32_t *at)
{
	for (unsigned i = 0; i < PATCHES; i++)
		if (at != NULL && patches[i].at == at)
			return &patches[i];
	return NULL;
}

/* The kernel's address of user code; NULL: nothing is mapped there. */
static uint32_t *user_code(const struct space *s, word_t va)
{
	struct ptab_slot slot;

	if (va >= GLUE_USER_END || va % CODE_BYTES != 0)
		return NULL;
	ptab_find(s, va, &slot);
	if (arch_pte_kind(*slot.pte, slot.level) != ARCH_PTE_LEAF)
		return NULL;
	return (uint32_t *)(ptab_paddr(&slot, va) + MIPS64_CACHED_BASE);
}

static bool is_kernel_code(word_t va)
{
	extern char arch_image_start[], arch_image_text_end[];

	return va >= (word_t)arch_image_start && va < (word_t)arch_image_text_end &&
	       va % CODE_BYTES == 0;
}

/* The code at va as the program of f sees it. */
static uint32_t *code_of(const struct arch_frame *f, word_t va)
{
	if (arch_frame_is_user(f))
		return user_code(arch_self()->current->space, va);
	return is_kernel_code(va) ? (uint32_t *)va : NULL;
}

/* --- breakpoints ------------------------------------------------------------------------- */

/* Vectors and what leaves the kernel have registers of their own kind. */
static bool is_entry(word_t va)
{
	extern char arch_vectors[], glue_entry_end[];

	return va >= (word_t)arch_vectors && va < (word_t)glue_entry_end;
}

static bool insert(uint32_t *at, word_t va)
{
	struct patch *p = patch_at(at);

	if (p != NULL) {
		if (!p->out)
			put(p);		/* the page has new contents */
		return true;
	}
	for (p = patches; p < patches + PATCHES; p++) {
		if (p->at != NULL)
			continue;
		p->at = at;
		p->va = va;
		put(p);
		return true;
	}
	return false;
}

static bool insert_for(const struct space *s, word_t va)
{
	uint32_t *at = user_code(s, va);

	return at == NULL || insert(at, va);
}

/* A page of s is used for the first time. */
void glue_breakpoint_touched(const struct space *s)
{
	for (unsigned n = 0; n < BREAKPOINTS; n++)
		if (address[n] != 0 && !is_kernel_code(address[n]))
			(void)insert_for(s, address[n]);
}

bool glue_breakpoint_set(unsigned n, word_t va)
{
	bool done = true;

	if (n >= BREAKPOINTS || va % CODE_BYTES != 0 || is_entry(va) ||
	    (va >= GLUE_USER_END && !is_kernel_code(va)))
		return false;
	address[n] = va;
	if (is_kernel_code(va))
		done = insert((uint32_t *)va, va);
	else
		for (struct list *e = space_all.next; e != &space_all && done; e = e->next)
			done = insert_for(container_of(e, struct space, all_link), va);
	if (!done)
		glue_breakpoint_clear(n);
	return done;
}

static bool is_set(word_t va)
{
	for (unsigned n = 0; n < BREAKPOINTS; n++)
		if (address[n] == va)
			return true;
	return false;
}

void glue_breakpoint_clear(unsigned n)
{
	address[n] = 0;
	for (struct patch *p = patches; p < patches + PATCHES; p++) {
		if (p->at == NULL || is_set(p->va))
			continue;
		if (!p->out)
			take_out(p);
		p->at = NULL;
	}
}

/* --- steps ------------------------------------------------------------------------------- */

/* Put the instruction at va back until the step has been made. */
static uint32_t *lay_bare(const struct arch_frame *f, word_t va)
{
	uint32_t *at = code_of(f, va);
	struct patch *p = patch_at(at);

	if (p != NULL)
		take_out(p);
	return at;
}

void glue_breakpoint_interrupts_on(struct arch_frame *f)
{
	if (step.f == f && step.quiet)
		f->status |= STATUS_IE;
	step.quiet = step.quiet && step.f != f;
}

static void end_step(void)
{
	if (step.f != NULL)
		glue_breakpoint_interrupts_on(step.f);
	if (step.next.at != NULL && !step.next.out)
		take_out(&step.next);
	step.next.at = NULL;
	step.f = NULL;
	for (struct patch *p = patches; p < patches + PATCHES; p++)
		if (p->at != NULL && p->out && *p->at == p->code)
			put(p);
}

/* Let the program of f execute one instruction, or a branch with its delay slot. */
static bool begin_step(struct arch_frame *f, bool report)
{
	uint32_t *at;
	word_t next;

	end_step();
	at = lay_bare(f, f->epc);
	if (at == NULL)
		return false;
	if (*at == CODE_SYSCALL)
		next = f->ra;
	else if (arch_frame_next(f, *at, &next))
		lay_bare(f, f->epc + CODE_BYTES);
	step.next.at = code_of(f, next);
	if (step.next.at == NULL)
		return false;
	step.next.out = patch_at(step.next.at) != NULL;
	if (!step.next.out)
		put(&step.next);
	step.f = f;
	step.report = report;
	step.quiet = arch_frame_is_user(f) && *at != CODE_SYSCALL;
	if (step.quiet)
		f->status &= ~(uint32_t)STATUS_IE;
	return true;
}

static bool stop(struct arch_frame *f)
{
	uint32_t *at = code_of(f, arch_frame_pc(f));
	bool stepped = at != NULL && at == step.next.at;
	struct patch *p = patch_at(at);

	if (at == NULL || *at != CODE_BREAK || (!stepped && p == NULL))
		return false;
	stepped = stepped && step.report;
	end_step();
	if (p != NULL && p->va == arch_frame_pc(f))
		kdb_enter("breakpoint", f);
	else if (stepped)
		kdb_enter("step", f);
	p = patch_at(at);
	if (p != NULL && !p->out && (step.f != NULL || !begin_step(f, false)))
		take_out(p);
	return true;
}

bool glue_single_step(struct tcb *t)
{
	return begin_step(&t->glue.frame, true);
}

/* A breakpoint in what it takes to stop at one is passed without stopping. */
__entry_code bool glue_breakpoint_trap(struct arch_frame *f)
{
	static bool busy;
	struct patch *p;
	bool done;

	if (busy) {
		p = patch_at(code_of(f, arch_frame_pc(f)));
		if (p != NULL)
			take_out(p);
		return p != NULL;
	}
	busy = true;
	done = stop(f);
	busy = false;
	return done;
}
