/* SPDX-License-Identifier: BSD-2-Clause */
/* cp0.h - registers of the system control coprocessor, their bits, exception codes; asm-safe. */
#ifndef CP0_H
#define CP0_H

/* Operands of mtc0 and mfc0. */
#define CP0_INDEX	$0
#define CP0_ENTRYLO0	$2
#define CP0_ENTRYLO1	$3
#define CP0_PAGEMASK	$5
#define CP0_WIRED	$6
#define CP0_HWRENA	$7
#define CP0_BADVADDR	$8
#define CP0_COUNT	$9
#define CP0_ENTRYHI	$10
#define CP0_COMPARE	$11
#define CP0_STATUS	$12
#define CP0_INTCTL	$12, 1
#define CP0_CAUSE	$13
#define CP0_EPC		$14
#define CP0_PRID	$15
#define CP0_EBASE	$15, 1
#define CP0_CONFIG	$16
#define CP0_CONFIG1	$16, 1
#define CP0_CONFIG2	$16, 2
#define CP0_CONFIG3	$16, 3
#define CP0_ERROREPC	$30

#define STATUS_IE	0x00000001	/* interrupts on */
#define STATUS_EXL	0x00000002	/* in an exception: kernel mode, interrupts off */
#define STATUS_ERL	0x00000004
#define STATUS_USER	0x00000010	/* user mode, unless EXL */
#define STATUS_UX	0x00000020	/* users have 64-bit addresses */
#define STATUS_SX	0x00000040
#define STATUS_KX	0x00000080	/* the kernel has, and misses go to the XTLB vector */
#define STATUS_IM(n)	(0x100 << (n))
#define STATUS_BEV	0x00400000
#define STATUS_FR	0x04000000	/* 32 FPU registers of 64 bits */
#define STATUS_CU1	0x20000000	/* the FPU may be used */

#define CAUSE_CODE_SHIFT 2		/* exception code */
#define CAUSE_CODE_MASK	0x7c
#define CAUSE_IP(n)	(0x100 << (n))
#define CAUSE_IV	0x00800000	/* interrupts have a vector of their own */
#define CAUSE_CE_SHIFT	28		/* which coprocessor is unusable */
#define CAUSE_TI	0x40000000	/* timer interrupt pending */
#define CAUSE_BD	0x80000000	/* the exception is in a branch delay slot */

#define CFG_K0		0x00000007	/* how ckseg0 is cached */
#define CFG_K0_CACHED	3

#define CONFIG1_FP	0x00000001
#define CONFIG1_TLB(c)	(((c) >> 25 & 63) + 1)	/* entries of the TLB */

/* Exception codes. */
#define EXC_INT		0		/* interrupt */
#define EXC_MOD		1		/* store to a page that is not to be written */
#define EXC_TLBL	2		/* no translation for a load or fetch */
#define EXC_TLBS	3		/* no translation for a store */
#define EXC_ADEL	4		/* address error: load or fetch */
#define EXC_ADES	5		/* address error: store */
#define EXC_IBE		6		/* bus error: fetch */
#define EXC_DBE		7		/* bus error: load or store */
#define EXC_SYS		8		/* syscall */
#define EXC_BP		9		/* break */
#define EXC_RI		10		/* reserved instruction */
#define EXC_CPU		11		/* coprocessor unusable */
#define EXC_OV		12		/* arithmetic overflow */
#define EXC_TR		13		/* trap */
#define EXC_FPE		15		/* floating point */
#define EXC_WATCH	23
#define EXC_MCHECK	24		/* machine check: two TLB entries for one address */

/* EntryLo: frame number from bit 6 on. */
#define ENTRYLO_G	0x01
#define ENTRYLO_V	0x02
#define ENTRYLO_D	0x04		/* may be written */
#define ENTRYLO_C_SHIFT	3
#define ENTRYLO_PFN	6

#define ENTRYHI_ASID	0xff

#endif
