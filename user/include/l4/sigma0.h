/* SPDX-License-Identifier: BSD-2-Clause */
/* sigma0.h - asking sigma0, or a server that speaks its protocol, for memory (X2:10.7). */

#ifndef L4_SIGMA0_H
#define L4_SIGMA0_H

#include <l4/ipc.h>
#include <l4/kip.h>
#include <l4/message.h>

/* Protocol number -6, in the label's upper bits. */
#define __L4_SIGMA0_LABEL	(-6 * 16)

/*
 * Send a request of n untyped words and receive the mapping in window.  The result is the
 * flexpage that was sent, or nil.  Leaves BR0 as it was.
 */
L4_INLINE L4_Fpage_t __L4_Sigma0Request(L4_ThreadId_t s0, L4_Fpage_t window, int n,
					const L4_Word_t *words)
{
	L4_Acceptor_t accepted = L4_Accepted();
	L4_MsgTag_t tag = L4_Niltag;
	L4_MapItem_t item;

	if (L4_IsNilThread(s0))
		s0 = L4_GlobalId(L4_ThreadIdUserBase(L4_GetKernelInterface()), 1);
	tag.X.u = (L4_Word_t)n & 0x3f;
	L4_Accept(L4_MapGrantItems(window));
	L4_LoadMRs(1, n, words);
	L4_Set_MsgTag(L4_MsgTagAddLabel(tag, __L4_SIGMA0_LABEL));
	tag = L4_Call(s0);
	L4_StoreMRs(1, 2, item.raw);
	L4_Accept(accepted);
	if (L4_IpcFailed(tag) || L4_UntypedWords(tag) != 0 || L4_TypedWords(tag) != 2)
		return L4_Nilpage;
	return L4_MapItemSndFpage(item);
}

/* The page appears in window, which must be at least as large to get all of it. */
L4_INLINE L4_Fpage_t L4_Sigma0_GetPage_RcvWindow(L4_ThreadId_t s0, L4_Fpage_t f, L4_Fpage_t window)
{
	const L4_Word_t words[2] = { f.raw & ~0xfUL, 0 };

	return __L4_Sigma0Request(s0, window, 2, words);
}

/* The page appears at its own address. */
L4_INLINE L4_Fpage_t L4_Sigma0_GetPage(L4_ThreadId_t s0, L4_Fpage_t f)
{
	return L4_Sigma0_GetPage_RcvWindow(s0, f, L4_CompleteAddressSpace);
}

/* A page of 2^s bytes of ordinary memory, wherever sigma0 has one. */
L4_INLINE L4_Fpage_t L4_Sigma0_GetAny(L4_ThreadId_t s0, L4_Word_t s, L4_Fpage_t window)
{
	return L4_Sigma0_GetPage_RcvWindow(s0, L4_FpageLog2(~0UL, (int)s), window);
}

/* A page at a physical address above the word size; "high" holds the upper bits (X2:4.9.1). */
L4_INLINE L4_Fpage_t L4_Sigma0_GetPage_RcvWindow_High(L4_ThreadId_t s0, L4_Fpage_t f,
						      L4_Fpage_t window, L4_Word_t high)
{
	const L4_Word_t words[3] = { (f.raw & ~0xfUL) | 8, 0, high };

	return __L4_Sigma0Request(s0, window, 3, words);
}

/*
 * Map the first physical memory descriptor of a type (t * 16 + type) from addr on, page by page;
 * at its own address if addr is NULL.  The result is where it begins, NULL if there is none or a
 * page was refused.
 */
L4_INLINE void *L4_Sigma0_GetSpecial(L4_Word_t type, void *addr, L4_Word_t pagesize)
{
	const void *kip = L4_GetKernelInterface();
	const L4_MemoryDesc_t *d;
	L4_Word_t n, low, last, to, at;

	for (n = 0; (d = L4_MemoryDesc(kip, n)) != 0; n++) {
		if (!L4_IsMemoryDescVirtual(d) && L4_MemoryDescType(d) == type)
			break;
	}
	if (!d || pagesize == 0)
		return 0;
	low = L4_MemoryDescLow(d) & ~(pagesize - 1);
	last = (L4_MemoryDescHigh(d) & ~(pagesize - 1)) - low;
	to = addr ? (L4_Word_t)addr : low;
	for (at = 0; ; at += pagesize) {
		L4_Fpage_t f = L4_Fpage(low + at, pagesize);

		f = L4_Sigma0_GetPage_RcvWindow(L4_nilthread, f, L4_Fpage(to + at, pagesize));
		if (L4_IsNilFpage(f))
			return 0;
		if (at >= last)
			break;
	}
	return (void *)(to + (L4_MemoryDescLow(d) - low));
}

#endif /* L4_SIGMA0_H */
