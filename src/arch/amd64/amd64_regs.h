/* SPDX-License-Identifier: BSD-2-Clause */
/* amd64_regs.h - registers and bits that only 64-bit CPUs have or need; asm-safe. */
#ifndef AMD64_REGS_H
#define AMD64_REGS_H

#define CR4_PAE			0x00000020	/* wide page-table entries */
#define CR4_PCIDE		0x00020000	/* CR3 bits 0-11 name an address space */
#define CR3_PCID		0xfff
#define CR3_KEEP		0x8000000000000000	/* what this PCID has cached is valid */

#define PTE_NX			0x8000000000000000	/* no execution */

/* Bits of MSR_EFER. */
#define EFER_SCE		0x001		/* syscall, sysret */
#define EFER_LME		0x100		/* long mode with paging */
#define EFER_NXE		0x800		/* PTE_NX is known */
#define MSR_STAR		0xc0000081	/* selectors of syscall and sysret */
#define MSR_LSTAR		0xc0000082	/* where syscall goes */
#define MSR_FMASK		0xc0000084	/* flags that it clears */
#define MSR_GS_BASE		0xc0000101

#define CPUID_1_ECX_PCID	0x00020000
#define CPUID_7_EBX_INVPCID	0x00000400
#define CPUID_ADDRESSES		0x80000008	/* EAX 0..7: bits of a physical address */
#define CPUID_EXT		0x80000001
#define CPUID_EXT_EDX_NX	0x00100000
#define CPUID_EXT_EDX_HUGE	0x04000000	/* pages of 1 GiB */
#define CPUID_EXT_EDX_LM	0x20000000	/* 64-bit mode */

#endif
