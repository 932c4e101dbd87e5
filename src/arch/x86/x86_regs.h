/* SPDX-License-Identifier: BSD-2-Clause */
/* x86_regs.h - bits of control registers, flags, CPUID and MSRs, exception numbers; asm-safe. */
#ifndef X86_REGS_H
#define X86_REGS_H

/* --- flags register ---------------------------------------------------------------------- */

#define EFLAGS_CF	0x00000001
#define EFLAGS_ONE	0x00000002	/* always 1 */
#define EFLAGS_PF	0x00000004
#define EFLAGS_AF	0x00000010
#define EFLAGS_ZF	0x00000040
#define EFLAGS_SF	0x00000080
#define EFLAGS_TF	0x00000100
#define EFLAGS_IF	0x00000200
#define EFLAGS_DF	0x00000400
#define EFLAGS_OF	0x00000800
#define EFLAGS_IOPL	0x00003000
#define EFLAGS_NT	0x00004000
#define EFLAGS_RF	0x00010000
#define EFLAGS_VM	0x00020000
#define EFLAGS_AC	0x00040000
#define EFLAGS_ID	0x00200000

/* What ExchangeRegisters may change (X2:exregs.flags). */
#define EFLAGS_UNUSUAL /* what user code may set and mean, and others must not inherit */ \
	(EFLAGS_TF | EFLAGS_DF | EFLAGS_IOPL | EFLAGS_NT | EFLAGS_AC | EFLAGS_ID)
#define EFLAGS_ARITHMETIC \
	(EFLAGS_CF | EFLAGS_PF | EFLAGS_AF | EFLAGS_ZF | EFLAGS_SF | EFLAGS_OF)

/* --- control registers ------------------------------------------------------------------- */

#define CR0_PE		0x00000001	/* protected mode */
#define CR0_MP		0x00000002	/* TS concerns WAIT, too */
#define CR0_EM		0x00000004	/* no FPU: its instructions trap */
#define CR0_TS		0x00000008	/* the next FPU instruction traps */
#define CR0_NE		0x00000020	/* FPU errors are exception 16 */
#define CR0_WP		0x00010000	/* read-only holds for the kernel, too */
#define CR0_AM		0x00040000	/* alignment checks for user code */
#define CR0_NW		0x20000000
#define CR0_CD		0x40000000	/* caches off */
#define CR0_PG		0x80000000	/* paging */

#define CR4_TSD		0x00000004	/* rdtsc is privileged */
#define CR4_PSE		0x00000010	/* 4 MiB pages */
#define CR4_MCE		0x00000040	/* machine checks are exception 18, else they reset */
#define CR4_PGE		0x00000080	/* global pages */
#define CR4_OSFXSR	0x00000200	/* FXSAVE covers SSE state; SSE may be used */
#define CR4_OSXMMEXCPT	0x00000400	/* SSE errors are exception 19 */
#define CR4_UMIP	0x00000800	/* no SGDT, SIDT, SLDT, SMSW, STR for users */
#define CR4_SMEP	0x00100000	/* the kernel does not execute user pages */
#define CR4_SMAP	0x00200000	/* nor access them unless EFLAGS.AC */

/* --- page-table entries ------------------------------------------------------------------ */

#define PTE_P		0x001		/* present */
#define PTE_W		0x002		/* writable */
#define PTE_U		0x004		/* for user code */
#define PTE_WT		0x008		/* write through */
#define PTE_CD		0x010		/* not cached */
#define PTE_A		0x020		/* accessed, set by the CPU */
#define PTE_D		0x040		/* dirty, set by the CPU */
#define PTE_PS		0x080		/* in a directory: a large page, not a table */
#define PTE_PAT		0x080		/* of a 4 KiB page */
#define PTE_PAT_LARGE	0x1000		/* of a larger one */
#define PTE_G		0x100		/* stays in the TLB when CR3 is loaded */

/* --- CPUID leaf 1 and 7 ------------------------------------------------------------------ */

#define CPUID_1_EAX_FAMILY	0x00000f00	/* 15: and all later ones of AMD */
#define CPUID_1_EAX_P6		0x00000600
#define CPUID_1_EDX_FPU		0x00000001
#define CPUID_1_EDX_PSE		0x00000008
#define CPUID_1_EDX_TSC		0x00000010
#define CPUID_1_EDX_MSR		0x00000020
#define CPUID_1_EDX_MCE		0x00000080
#define CPUID_1_EDX_APIC	0x00000200
#define CPUID_1_EDX_SEP		0x00000800
#define CPUID_1_EDX_PGE		0x00002000
#define CPUID_1_EDX_PAT		0x00010000
#define CPUID_1_EDX_CLFSH	0x00080000
#define CPUID_1_EDX_FXSR	0x01000000
#define CPUID_1_EDX_SSE		0x02000000
#define CPUID_1_ECX_X2APIC	0x00200000
#define CPUID_1_ECX_DEADLINE	0x01000000	/* the local APIC compares the TSC */
#define CPUID_7_EBX_SMEP	0x00000080
#define CPUID_7_EBX_SMAP	0x00100000
#define CPUID_7_ECX_UMIP	0x00000004

/* --- model specific registers ------------------------------------------------------------ */

#define MSR_APIC_BASE		0x01b
#define MSR_APIC_BASE_ENABLE	0x800
#define MSR_APIC_BASE_X2APIC	0x400
#define MSR_TSC_DEADLINE	0x6e0
#define MSR_X2APIC		0x800
#define MSR_EFER		0xc0000080
#define MSR_PAT			0x277
#define MSR_SYSENTER_CS		0x174
#define MSR_SYSENTER_ESP	0x175
#define MSR_SYSENTER_EIP	0x176

/* --- boot -------------------------------------------------------------------------------- */

#define X86_MULTIBOOT2		0x36d76289	/* in EAX: EBX has Multiboot 2 information */

/* --- exceptions -------------------------------------------------------------------------- */

#define X86_DE		0
#define X86_DB		1
#define X86_NMI		2
#define X86_BP		3
#define X86_OF		4
#define X86_BR		5
#define X86_UD		6
#define X86_NM		7
#define X86_DF		8
#define X86_TS		10
#define X86_NP		11
#define X86_SS		12
#define X86_GP		13
#define X86_PF		14
#define X86_MF		16
#define X86_AC		17
#define X86_MC		18
#define X86_XM		19
#define X86_EXCEPTIONS	32		/* vectors below are exceptions */

/* Error code of a page fault. */
#define PF_PRESENT	0x01		/* rights, not absence */
#define PF_WRITE	0x02
#define PF_USER		0x04
#define PF_RESERVED	0x08
#define PF_FETCH	0x10		/* only told with NX or SMEP */

#endif
