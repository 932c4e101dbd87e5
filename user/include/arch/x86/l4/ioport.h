/* SPDX-License-Identifier: BSD-2-Clause */
/* ioport.h - flexpages that name I/O ports of an x86 CPU (X2:1.2). */

#ifndef L4_X86_IOPORT_H
#define L4_X86_IOPORT_H

#include <l4/types.h>

/* Bits 4..9 of an I/O flexpage; the size in ports is in bits 10..15, the port from bit 16 on. */
#define __L4_IOFPAGE_S		2UL

#define L4_CompleteIoSpace	((L4_Fpage_t) { 0x4020UL })

/* 2^log2 ports from a multiple of that; rights 6 as the kernel writes them. */
L4_INLINE L4_Fpage_t L4_IoFpageLog2(L4_Word_t BasePort, int log2FpageSize)
{
	L4_Fpage_t f;

	f.raw = BasePort << 16 | ((L4_Word_t)log2FpageSize & 0x3f) << 10 |
		__L4_IOFPAGE_S << 4 | L4_ReadWriteOnly;
	return f;
}

L4_INLINE L4_Fpage_t L4_IoFpage(L4_Word_t BasePort, int FpageSize)
{
	return L4_IoFpageLog2(BasePort, (int)__L4_Msb((L4_Word_t)FpageSize));
}

L4_INLINE L4_Bool_t L4_IsIoFpage(L4_Fpage_t f)
{
	return f.X.s == __L4_IOFPAGE_S;
}

L4_INLINE L4_Word_t L4_IoFpagePort(L4_Fpage_t f)
{
	return f.raw >> 16;
}

L4_INLINE L4_Word_t L4_IoFpageSizeLog2(L4_Fpage_t f)
{
	return (f.raw >> 10) & 0x3f;
}

L4_INLINE L4_Word_t L4_IoFpageSize(L4_Fpage_t f)
{
	return 1UL << L4_IoFpageSizeLog2(f);
}

#endif /* L4_X86_IOPORT_H */
