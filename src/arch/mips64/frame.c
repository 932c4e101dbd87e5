/* SPDX-License-Identifier: BSD-2-Clause */
/* frame.c - print a frame; find calls on the kernel's stack; registers by number. */
#include "arch.h"
#include "assert.h"
#include "bits.h"
#include "compiler.h"
#include "cpu.h"
#include "mips64_private.h"
#include "print.h"

#define OP_JAL		3
#define CODE_JALR	0x00000009

/* The kernel's own trap that was printed last: the way to it is what a backtrace is about. */
static const struct arch_frame *trapped;

static const char names[32][16] = {
	[EXC_INT] = "interrupt",	   [EXC_MOD] = "TLB modified",
	[EXC_TLBL] = "TLB miss, load",	   [EXC_TLBS] = "TLB miss, store",
	[EXC_ADEL] = "address, load",	   [EXC_ADES] = "address, store",
	[EXC_IBE] = "bus, fetch",	   [EXC_DBE] = "bus, data",
	[EXC_SYS] = "syscall",		   [EXC_BP] = "break",
	[EXC_RI] = "reserved instr.",	   [EXC_CPU] = "no coprocessor",
	[EXC_OV] = "overflow",		   [EXC_TR] = "trap",
	[EXC_FPE] = "floating point",	   [EXC_WATCH] = "watch",
	[EXC_MCHECK] = "machine check",
};

/* Two letters for each. */
static const char registers[] = "  atv0v1a0a1a2a3a4a5a6a7t0t1t2t3s0s1s2s3s4s5s6s7t8t9    gpspfpra";

static const char modes[2][8] = { "kernel", "user" };

static const char *cause_name(const struct arch_frame *f)
{
	return (f->cause & ARCH_FRAME_PARTIAL) != 0 ? "system call" : names[arch_frame_code(f)];
}

static void *p(word_t v)
{
	return (void *)v;
}

__cold void arch_frame_print(const struct arch_frame *f)
{
	word_t bad;

	__asm__ volatile("dmfc0 %0, $8" : "=r"(bad));
	kprintf("cause %x (%s) in %s mode  status %x\n", (unsigned)f->cause, cause_name(f),
		modes[arch_frame_is_user(f)], (unsigned)f->status);
	kprintf("epc %p  last bad address %p\n", p(f->epc), p(bad));
	for (unsigned n = 0; n < 32; n++) {
		const word_t *r = arch_frame_register((struct arch_frame *)f, n);

		if (r != NULL)
			kprintf("%c%c %p %c", registers[2 * n], registers[2 * n + 1], p(*r),
				n % 4 == 3 ? '\n' : ' ');
	}
	kprintf("hi %p  lo %p\n", p(f->hi), p(f->lo));
	if (!arch_frame_is_user(f))
		trapped = f;
}

/* --- backtrace --------------------------------------------------------------------------- */

static bool on_stack(word_t sp)
{
	return sp - (word_t)arch_stack_bottom < (word_t)(arch_stack_top - arch_stack_bottom);
}

/* JAL or JALR; its delay slot is between it and the address. */
static bool is_call(word_t address)
{
	uint32_t code;

	if ((address & 3) != 0)
		return false;
	code = ((const uint32_t *)address)[-2];
	return code >> 26 == OP_JAL || (code & 0xfc00003f) == CODE_JALR;
}

__cold __noinline void arch_backtrace(void (*show)(word_t address))
{
	word_t sp = (word_t)__builtin_frame_address(0);

	if (trapped != NULL) {
		show(trapped->epc);
		backtrace_scan_word(trapped->ra, is_call, show);
		sp = trapped->sp;
	}
	backtrace_scan(sp, on_stack, is_call, show);
}

/* --- registers by number ----------------------------------------------------------------- */

#define AT(reg)	offsetof(struct arch_frame, reg)
#define NONE	0xffff

__noinline word_t *arch_frame_register(struct arch_frame *f, unsigned n)
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
