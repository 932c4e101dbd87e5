/* SPDX-License-Identifier: BSD-2-Clause */
/* branch.c - where a program goes on behind an instruction the kernel has carried out for it. */
#include "arch.h"
#include "bits.h"
#include "cpu.h"

/* Major opcodes, and functions of SPECIAL and REGIMM. */
enum {
	OP_SPECIAL = 0, OP_REGIMM = 1, OP_J = 2, OP_JAL = 3,
	OP_BEQ = 4, OP_BNE = 5, OP_BLEZ = 6, OP_BGTZ = 7,
	OP_COP1 = 17,
	OP_BEQL = 20, OP_BNEL = 21, OP_BLEZL = 22, OP_BGTZL = 23,
	SPECIAL_JR = 8, SPECIAL_JALR = 9,
	REGIMM_GEZ = 1,			/* else: less than zero */
	REGIMM_LINK = 16,
	COP1_BC = 8,
};

#define JUMP_BITS	28		/* of an address that j replaces */
#define LINK		8		/* return addresses lie behind the delay slot */
#define RA		31
#define FCSR_CONDITION(n) ((n) == 0 ? 23 : 24 + (n))

static sword_t reg(struct arch_frame *f, unsigned n)
{
	const word_t *r = arch_frame_register(f, n);

	if (n == 26)
		return (sword_t)arch_user_k0;
	return r != NULL ? (sword_t)*r : 0;
}

static void link(struct arch_frame *f, unsigned n)
{
	word_t *r = arch_frame_register(f, n);

	if (r != NULL)
		*r = f->epc + LINK;
}

/*
 * A branch on 1, 2 or 4 conditions of the FPU (BC1ANY2, BC1ANY4: MIPS-3D); its registers are loaded
 * if f's program owns any.
 */
static bool fpu_condition(const struct arch_frame *f, uint32_t code)
{
	unsigned n = code >> 18 & 7, end = MIN(8u, n + (1u << ((code >> 21 & 31) - COP1_BC)));
	uint32_t fcsr = 0;

	if ((f->status & STATUS_CU1) != 0) {
		arch_fpu_enable();
		__asm__ volatile(".set push; .set hardfloat; cfc1 %0, $31; .set pop" : "=r"(fcsr));
	}
	while (n < end && (fcsr >> FCSR_CONDITION(n) & 1) != (code >> 16 & 1))
		n++;
	return n < end;
}

/* Is the condition of a branch true?  False, too, for what is no branch: *known tells. */
static bool is_taken(struct arch_frame *f, uint32_t code, bool *known)
{
	sword_t rs = reg(f, code >> 21 & 31), rt = reg(f, code >> 16 & 31);
	unsigned kind = code >> 16 & 31;

	switch (code >> 26) {
	case OP_BEQ:
	case OP_BEQL:
		return rs == rt;
	case OP_BNE:
	case OP_BNEL:
		return rs != rt;
	case OP_BLEZ:
	case OP_BLEZL:
		return rs <= 0;
	case OP_BGTZ:
	case OP_BGTZL:
		return rs > 0;
	case OP_REGIMM:
		*known = (kind & ~(unsigned)(REGIMM_LINK | 3)) == 0;	/* bit 1: likely */
		if (*known && (kind & REGIMM_LINK) != 0)
			link(f, RA);
		return (rs < 0) != ((kind & REGIMM_GEZ) != 0);
	case OP_COP1:
		*known = (code >> 21 & 31) - COP1_BC <= 2;
		return *known && fpu_condition(f, code);
	default:
		*known = false;
		return false;
	}
}

/* The target of the branch at f->epc; false: it is none. */
static bool branch(struct arch_frame *f, uint32_t code, word_t *target)
{
	word_t slot = f->epc + 4;
	bool known = true;

	switch (code >> 26) {
	case OP_SPECIAL:
		*target = (word_t)reg(f, code >> 21 & 31);
		if ((code & 63) == SPECIAL_JALR)
			link(f, code >> 11 & 31);
		return (code & 63) == SPECIAL_JR || (code & 63) == SPECIAL_JALR;
	case OP_JAL:
		link(f, RA);		/* fall through */
	case OP_J:
		*target = ALIGN_DOWN(slot, (word_t)1 << JUMP_BITS) |
			  (word_t)(code & 0x03ffffff) << 2;
		return true;
	}
	*target = slot + 4;
	if (is_taken(f, code, &known))
		*target = slot + (word_t)((sword_t)(int16_t)code * 4);
	return known;
}

bool arch_frame_next(const struct arch_frame *f, uint32_t code, word_t *next)
{
	struct arch_frame copy = *f;	/* a branch may set a link register */
	bool is_branch = branch(&copy, code, next);

	if (!is_branch)
		*next = f->epc + 4;
	return is_branch;
}

bool arch_frame_skip(struct arch_frame *f, uint32_t code)
{
	word_t target = f->epc + 4;

	if (arch_frame_in_delay_slot(f) && !branch(f, code, &target))
		return false;
	f->epc = target;
	f->cause &= ~CAUSE_BD;
	return true;
}
