/* SPDX-License-Identifier: BSD-2-Clause */
/* refill.S - the TLB refill handler: walks the page table of the current space. */
#include "cp0.h"
#include "mips64_layout.h"

	.set	noreorder
	.set	noat

/*
 * Reached by a miss of user code, with EXL set; k0 and k1 are free, k0 is given its user value at
 * the end.  An address without page goes on at the general vector, where the cause is still to be
 * read.  A page that has not been touched is loaded all the same, invalid: the access then comes to
 * the general vector, too.
 *
 * Each entry of the TLB is for two pages side by side.  For pages of 4 KiB these are two entries of
 * the table.  A larger page is entered in halves, each of them as two pages of a quarter of its
 * size: so no TLB entry ever reaches beyond its page, whatever the size of the neighbour is.
 *
 * 40 instructions for a page of 4 KiB; 35, 40 or 45 for one of 16 MiB, 1 MiB or 64 KiB.
 */
	.equ	arch_general, arch_vectors + 0x180

/* The number of instructions since a label is no accident. */
	.macro	COUNT	since, instructions
	.if	. - \since - 4 * (\instructions)
	.error	"the length of the refill handler has changed: count again, here and in doc/abi"
	.endif
	.endm

/* Go down one level: k1 the table, k0 the address; bits of it from `shift` on are the index. */
	.macro	DOWN	shift, bits
	dsrl	$k0, $k0, \shift
	dins	$k1, $k0, 3, \bits
	ld	$k1, 0($k1)
	.endm

/* k1 is the entry of a page of 2^shift bytes or empty, k0 the address. */
	.macro	LARGE	shift
	beqz	$k1, to_general
	 dsrl	$k1, $k1, 8			/* PTE_LO_SHIFT */
	dext	$k0, $k0, \shift - 1, 1		/* which half */
	dsll	$k0, $k0, \shift - 1 - 12 + ENTRYLO_PFN
	daddu	$k1, $k1, $k0
	dmtc0	$k1, CP0_ENTRYLO0
	li	$k0, 1 << (\shift - 2 - 12 + ENTRYLO_PFN)
	daddu	$k1, $k1, $k0
	dmtc0	$k1, CP0_ENTRYLO1
	lui	$k0, ((1 << (\shift - 1)) - 0x2000) >> 16
	.if	((1 << (\shift - 1)) - 0x2000) & 0xffff
	ori	$k0, $k0, ((1 << (\shift - 1)) - 0x2000) & 0xffff
	.endif
	b	write_large
	 mtc0	$k0, CP0_PAGEMASK
	.endm

	.section .vectors.xtlb, "ax", @progbits
	.globl	arch_refill
arch_refill:
	dmfc0	$k0, CP0_BADVADDR
	dsrl32	$k1, $k0, MIPS64_USER_BITS - 32
	bnez	$k1, to_general			/* the CPU has more address bits */
	 lui	$k1, %hi(arch_tlb_root)
	ld	$k1, %lo(arch_tlb_root)($k1)
	dsrl32	$k0, $k0, 0
	dins	$k1, $k0, 3, 8
	ld	$k1, 0($k1)			/* 4 GiB: no page is so large */
	bgez	$k1, to_general
	 dmfc0	$k0, CP0_BADVADDR
	DOWN	24, 8
	bgez	$k1, large_24
	 dmfc0	$k0, CP0_BADVADDR
	DOWN	20, 4
	bgez	$k1, large_20
	 dmfc0	$k0, CP0_BADVADDR
	DOWN	16, 4
	bgez	$k1, large_16
	 dmfc0	$k0, CP0_BADVADDR
	b	last_level
	 dsrl	$k0, $k0, 13
	COUNT	arch_refill, 27

	.section .vectors.rest, "ax", @progbits
last_level:
	dins	$k1, $k0, 4, 3			/* the pair */
	ld	$k0, 0($k1)
	ld	$k1, 8($k1)
	dsrl	$k0, $k0, 8			/* PTE_LO_SHIFT */
	dmtc0	$k0, CP0_ENTRYLO0
	dsrl	$k1, $k1, 8
	dmtc0	$k1, CP0_ENTRYLO1
	lui	$k0, %hi(arch_user_k0)
	ehb
	tlbwr
	ld	$k0, %lo(arch_user_k0)($k0)
	move	$k1, $zero			/* no frame numbers for users */
	eret
	COUNT	last_level, 13

large_24:
	LARGE	24
large_20:
	LARGE	20
large_16:
	LARGE	16
write_large:
	lui	$k0, %hi(arch_user_k0)
	ehb
	tlbwr
	mtc0	$zero, CP0_PAGEMASK		/* as it is everywhere else */
	ld	$k0, %lo(arch_user_k0)($k0)
	move	$k1, $zero			/* no frame numbers for users */
	eret
	COUNT	large_24, 3 * 13 + 7

to_general:
	j	arch_general
	 nop

/* Vectors nobody should come to. */
	.section .vectors.tlb, "ax", @progbits
	j	arch_general			/* a miss with 32-bit addresses */
	 nop

	.section .vectors.cache, "ax", @progbits
	lui	$sp, %hi(arch_stack_top)	/* Cause and EPC are those of an older trap */
	daddiu	$sp, $sp, %lo(arch_stack_top)
	dmfc0	$a0, CP0_ERROREPC
	j	arch_cache_error
	 move	$ra, $zero

	.section .bss.hot, "aw", @nobits
	.balign	8
	.globl	arch_tlb_root, arch_user_k0
arch_tlb_root:
	.skip	8
arch_user_k0:
	.skip	8

	.section .note.GNU-stack, "", @progbits
