/* SPDX-License-Identifier: BSD-2-Clause */
/* frame.c - print a frame; follow the kernel's stack; registers by number. */
#include "arch.h"
#include "bits.h"
#include "compiler.h"
#include "cpu.h"
#include "mips64_private.h"
#include "print.h"

#define BACKTRACE_MAX	32
#define PROLOGUE_MAX	1024		/* instructions searched for the beginning of a function */

#define CODE_FRAME	0x67bd		/* daddiu sp, sp, n */
#define OP_JAL		3
#define CODE_SAVE_RA	0xffbf		/* sd ra, n(sp) */

extern char arch_image_start[], arch_image_text_end[];

/* The kernel's own trap that was printed last: the way to it is what a backtrace is about. */
static struct {
	word_t pc, sp, ra;
} trapped;

static const char *const names[] = {
	[EXC_INT] = "interrupt",	   [EXC_MOD] = "TLB modified",
	[EXC_TLBL] = "TLB miss, load",	   [EXC_TLBS] = "TLB miss, store",
	[EXC_ADEL] = "address, load",	   [EXC_ADES] = "address, store",
	[EXC_IBE] = "bus error, fetch",	   [EXC_DBE] = "bus error, data",
	[EXC_SYS] = "syscall",		   [EXC_BP] = "break",
	[EXC_RI] = "reserved instruction", [EXC_CPU] = "coprocessor unusable",
	[EXC_OV] = "overflow",		   [EXC_TR] = "trap",
	[EXC_FPE] = "floating point",	   [EXC_WATCH] = "watch",
	[EXC_MCHECK] = "machine check",	   [EXC_CACHEERR] = "cache error",
};

static const char *cause_name(const struct arch_frame *f)
{
	unsigned code = arch_frame_code(f);

	if ((f->cause & ARCH_FRAME_PARTIAL) != 0)
		return "system call";
	return code < ARRAY_SIZE(names) && names[code] != NULL ? names[code] : "reserved";
}

static void *p(word_t v)
{
	return (void *)v;
}

__cold void arch_frame_print(const struct arch_frame *f)
{
	word_t bad;

	__asm__ volatile("dmfc0 %0, $8" : "=r"(bad));
	kprintf("cause %x (%s%s) in %s mode, last bad address %p\n", (unsigned)f->cause,
		cause_name(f), arch_frame_in_delay_slot(f) ? ", delay slot" : "",
		arch_frame_is_user(f) ? "user" : "kernel", p(bad));
	kprintf("epc %p  status %x\n", p(f->epc), (unsigned)f->status);
	kprintf("at %p  v0 %p  v1 %p\n", p(f->at), p(f->v0), p(f->v1));
	kprintf("a0 %p  a1 %p  a2 %p  a3 %p\n", p(f->a0), p(f->a1), p(f->a2), p(f->a3));
	kprintf("a4 %p  a5 %p  a6 %p  a7 %p\n", p(f->a4), p(f->a5), p(f->a6), p(f->a7));
	kprintf("t0 %p  t1 %p  t2 %p  t3 %p\n", p(f->t0), p(f->t1), p(f->t2), p(f->t3));
	kprintf("s0 %p  s1 %p  s2 %p  s3 %p\n", p(f->s0), p(f->s1), p(f->s2), p(f->s3));
	kprintf("s4 %p  s5 %p  s6 %p  s7 %p\n", p(f->s4), p(f->s5), p(f->s6), p(f->s7));
	kprintf("t8 %p  t9 %p  gp %p  sp %p\n", p(f->t8), p(f->t9), p(f->gp), p(f->sp));
	kprintf("fp %p  ra %p  hi %p  lo %p\n", p(f->fp), p(f->ra), p(f->hi), p(f->lo));
	if (arch_frame_is_user(f))
		return;
	trapped.pc = f->epc;
	trapped.sp = f->sp;
	trapped.ra = f->ra;
}

/* --- backtrace --------------------------------------------------------------------------- */

static bool is_code(word_t pc)
{
	return pc >= (word_t)arch_image_start && pc < (word_t)arch_image_text_end && (pc & 3) == 0;
}

static bool on_stack(word_t sp, word_t bytes)
{
	return sp >= (word_t)arch_stack_bottom && sp + bytes <= (word_t)arch_stack_top;
}

/*
 * Where the function begins that returns to ra, if it is ra's caller's `jal` that led there: a
 * function that was stopped before it made room on the stack, or makes none.
 */
static word_t called_from(word_t ra)
{
	uint32_t code = is_code(ra - 8) ? *(const uint32_t *)(ra - 8) : 0;

	if (code >> 26 != OP_JAL)
		return 0;
	return ALIGN_DOWN(ra, (word_t)1 << 28) | (word_t)(code << 6) >> 4;
}

/*
 * One step: the function that executes at *pc makes room on the stack and saves its return address
 * there at its beginning.  `ra` is taken if it has not saved it (yet).  False: the end.
 */
static bool unwind(word_t *pc, word_t *sp, word_t ra)
{
	word_t saved = 0, at = *pc, begin = called_from(ra);

	for (unsigned n = 0; n < PROLOGUE_MAX && is_code(at - 4); n++) {
		uint32_t code;

		if (at == begin)
			break;
		code = *(const uint32_t *)(at -= 4);
		int16_t offset = (int16_t)code;

		if (code >> 16 == CODE_SAVE_RA && on_stack(*sp + (word_t)offset, 8))
			saved = *sp + (word_t)offset;
		if (code >> 16 == CODE_FRAME && offset < 0) {
			*pc = saved != 0 ? *(const word_t *)saved : ra;
			*sp += (word_t)-offset;
			return on_stack(*sp, 0) && is_code(*pc);
		}
	}
	*pc = ra;
	return is_code(ra);
}

__cold __noinline void arch_backtrace(void (*show)(word_t address))
{
	word_t pc = trapped.pc, sp = trapped.sp, ra = trapped.ra;

	if (pc == 0)
		__asm__ volatile("bal 1f; 1: move %0, $ra; move %1, $sp" : "=r"(pc), "=r"(sp)
				 : : "ra");
	else
		show(pc);
	for (unsigned i = 0; i < BACKTRACE_MAX; i++) {
		if (!is_code(pc) || !unwind(&pc, &sp, ra))
			return;
		show(pc);
		ra = 0;
	}
}

/* --- registers by number ----------------------------------------------------------------- */

#define AT(reg)	offsetof(struct arch_frame, reg)
#define NONE	0xffff

word_t *arch_frame_register(struct arch_frame *f, unsigned n)
{
	static const uint16_t places[32] = {
		NONE,	AT(at), AT(v0), AT(v1), AT(a0), AT(a1), AT(a2), AT(a3),
		AT(a4), AT(a5), AT(a6), AT(a7), AT(t0), AT(t1), AT(t2), AT(t3),
		AT(s0), AT(s1), AT(s2), AT(s3), AT(s4), AT(s5), AT(s6), AT(s7),
		AT(t8), AT(t9), NONE,	NONE,	AT(gp), AT(sp), AT(fp), AT(ra),
	};
	uint16_t place = places[n & 31];

	return place == NONE ? NULL : (word_t *)((char *)f + place);
}
