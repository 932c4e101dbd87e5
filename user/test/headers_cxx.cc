/* SPDX-License-Identifier: BSD-2-Clause */
/* headers_cxx.cc - the L4 headers in C++: sizes, and every overloaded name and operator once. */

/* Compiled, never run; by any C++ from 1998 on, without exceptions and library. */

#include <l4/arch.h>
#include <l4/bootinfo.h>
#include <l4/ipc.h>
#include <l4/kcp.h>
#include <l4/kdebug.h>
#include <l4/kip.h>
#include <l4/message.h>
#include <l4/misc.h>
#include <l4/pagefault.h>
#include <l4/schedule.h>
#include <l4/sigma0.h>
#include <l4/space.h>
#include <l4/thread.h>
#include <l4/types.h>

/* static_assert for old compilers: an array of negative length. */
#define SIZE(type, words)	\
	extern char size_of_##type[sizeof(type) == (words) * sizeof(L4_Word_t) ? 1 : -1]

SIZE(L4_ThreadId_t, 1);
SIZE(L4_Fpage_t, 1);
SIZE(L4_MsgTag_t, 1);
SIZE(L4_Acceptor_t, 1);
SIZE(L4_ThreadState_t, 1);
SIZE(L4_CacheAllocationHint_t, 1);
SIZE(L4_MapItem_t, 2);
SIZE(L4_GrantItem_t, 2);
SIZE(L4_StringItem_t, 2);
SIZE(L4_MemoryDesc_t, 2);
SIZE(L4_ProcDesc_t, 4);
SIZE(L4_MsgBuffer_t, 32);
SIZE(L4_Msg_t, 64);
SIZE(L4_KernelInterfacePage_t, 0x120 / 4);

void use_types();
void use_items();
void use_messages();
void use_buffers();
void use_ipc();
void use_threads();
void use_schedule();
void use_spaces();
void use_kip();

static bool all;

void use_types()
{
	L4_ThreadId_t t = L4_nilthread, u = L4_GlobalId(51, 1);
	L4_Fpage_t f = L4_Fpage(0x1000, 0x1000) + L4_FullyAccessible - L4_Writable;
	L4_Clock_t c, d;

	f += L4_Readable;
	f -= L4_eXecutable;
	L4_Set_Rights(f, L4_ReadeXecOnly);
	L4_Set_Rights(&f, L4_NoAccess);
	c.raw = 5;
	d = c + c - c + 7 - 7;
	all = t == u || t != u || c < d || c > d || c <= d || c >= d || c == d || c != d;
}

void use_items()
{
	L4_StringItem_t store[8], s = L4_StringItem(100, store);
	L4_Fpage_t f = L4_Nilpage;
	L4_CtrlXferItem_t x;

	all = L4_MapItem(L4_MapItem(f, 0)) && L4_GrantItem(L4_GrantItem(f, 0));
	f = L4_SndFpage(L4_MapItem(f, L4_SndBase(L4_MapItem(f, 0))));
	f = L4_SndFpage(L4_GrantItem(f, L4_SndBase(L4_GrantItem(f, 0))));
	store[0] = s;
	store[0] += s;
	store[0] += static_cast<void *>(store);
	s = s + L4_AllocateNewCacheLines;
	s += L4_UseDefaultCacheLineAllocation;
	all = L4_CacheAllocationHint(s) == L4_DoNotAllocateNewCacheLines ||
	      L4_CacheAllocationHint(s) != L4_AllocateOnlyNewL1CacheLines;
	all = L4_StringItem(s) && L4_StringItem(&s) && L4_IsStringItem(s) && L4_IsStringItem(&s) &&
	      L4_CompoundString(s) && L4_CompoundString(&s) && L4_Substrings(s) == 1 &&
	      L4_Substrings(&s) == 1 && L4_Substring(s, 0) == L4_Substring(&s, 0);
	L4_Init(x, 1);
	L4_Init(&x, 1);
	all = L4_CtrlXferItem(x) && L4_CtrlXferItem(&x);
}

void use_messages()
{
	L4_Msg_t m;
	L4_MsgTag_t tag = L4_Niltag + 5;
	L4_Word_t w, words[2] = { 1, 2 };
	L4_MapItem_t map = L4_MapItem(L4_Nilpage, 0);
	L4_GrantItem_t grant = L4_GrantItem(L4_Nilpage, 0);
	L4_StringItem_t s = L4_StringItem(0, words);
	L4_CtrlXferItem_t x;

	tag += -2;
	all = tag == L4_Niltag || tag != L4_MsgTag();
	L4_Set_Label(tag, 1);
	L4_Set_Label(&tag, 1);
	L4_Set_Propagation(tag);
	L4_Set_Propagation(&tag);
	L4_Set_MsgTag(tag);
	L4_Clear(m);
	L4_Clear(&m);
	L4_Set_MsgTag(m, L4_MsgTag(m));
	L4_Set_MsgTag(&m, L4_MsgTag(&m));
	L4_Set_Label(m, L4_Label(&m) + L4_Label(tag));
	L4_Set_Label(&m, L4_Label(m));
	L4_Put(m, 7, 2, words, 0, words);
	L4_Put(&m, 7, 2, words, 0, words);
	L4_Get(m, words, words);
	L4_Get(&m, words, words);
	L4_Init(x, 1);
	L4_Append(m, 0);
	L4_Append(&m, 0u);
	L4_Append(m, words[0]);
	L4_Append(m, map);
	L4_Append(&m, grant);
	L4_Append(m, s);
	L4_Append(m, &s);
	L4_Append(m, &x);
	L4_Put(m, 0, 0);
	L4_Put(&m, 0, words[0]);
	L4_Put(m, 0, map);
	L4_Put(&m, 0, grant);
	L4_Put(m, 0, s);
	L4_Put(m, 0, &s);
	L4_Put(m, 0, &x);
	L4_Get(m, 0, w);
	L4_Get(&m, 0, &w);
	w = L4_Get(m, 0) + L4_Get(&m, 0) + L4_Get(m, 0, map) + L4_Get(&m, 0, &grant) +
	    L4_Get(m, 0, s) + L4_Get(&m, 0, &x);
	L4_Load(m);
	L4_Load(&m);
	L4_Store(tag, m);
	L4_Store(tag, &m);
	L4_StoreMR(1, w);
	L4_StoreMR(1, &w);
}

void use_buffers()
{
	L4_MsgBuffer_t b;
	L4_Word_t w;
	L4_StringItem_t s = L4_StringItem(0, &w);
	L4_Acceptor_t a = L4_MapGrantItems(L4_CompleteAddressSpace) + L4_StringItemsAcceptor;

	a += L4_CtrlXferItemsAcceptor;
	a -= L4_UntypedWordsAcceptor;
	a = a - L4_StringItemsAcceptor;
	all = L4_StringItems(a) && L4_MapGrantItems(a);
	L4_Clear(b);
	L4_Clear(&b);
	L4_Append(b, s);
	L4_Append(&b, s);
	L4_Append(b, &s);
	L4_Append(&b, &s);
	L4_Accept(a);
	L4_Accept(a, b);
	L4_Accept(L4_Accepted(), &b);
	L4_StoreBR(0, w);
	L4_StoreBR(0, &w);
}

void use_ipc()
{
	L4_ThreadId_t t = L4_Myself(), from;

	L4_Call(t);
	L4_Call(t, L4_Never, L4_ZeroTime);
	L4_Send(t);
	L4_Send(t, L4_ZeroTime);
	L4_Reply(t);
	L4_Receive(t);
	L4_Receive(t, L4_ZeroTime);
	L4_Wait(from);
	L4_Wait(&from);
	L4_Wait(L4_Never, from);
	L4_Wait(L4_Never, &from);
	L4_ReplyWait(t, from);
	L4_ReplyWait(t, &from);
	L4_ReplyWait(t, L4_Never, from);
	L4_ReplyWait(t, L4_Never, &from);
	L4_Lcall(t);
	L4_LreplyWait(t, from);
	L4_LreplyWait(t, &from);
	L4_Ipc(t, t, 0, from);
	L4_Lipc(t, t, 0, &from);
	L4_Sleep(L4_TimePeriod(1000));
}

void use_threads()
{
	L4_ThreadId_t t = L4_LocalId(L4_GlobalId(L4_Myself())), pager;
	L4_Word_t a, b, c, d, e;

	L4_Set_UserDefinedHandle(L4_UserDefinedHandle());
	L4_Set_UserDefinedHandle(t, L4_UserDefinedHandle(t));
	L4_Set_Pager(L4_Pager());
	L4_Set_Pager(t, L4_Pager(t));
	L4_Start(t);
	L4_Start(t, 1, 2);
	L4_Start(t, 1, 2, 3);
	all = L4_ThreadWasHalted(L4_Stop(t));
	L4_Stop(t, a, b, c);
	L4_Stop(t, &a, &b, &c);
	L4_AbortReceive_and_stop(t);
	L4_AbortReceive_and_stop(t, a, b, c);
	L4_AbortSend_and_stop(t, &a, &b, &c);
	L4_AbortIpc_and_stop(t, a, b, c);
	L4_ExchangeRegisters(t, 0, 0, 0, 0, 0, t, a, b, c, d, e, pager);
	L4_ExchangeRegisters(t, 0, 0, 0, 0, 0, t, &a, &b, &c, &d, &e, &pager);
	all = L4_SameThreads(t, pager) && L4_ErrorCode_String(L4_ErrorCode())[0];
}

void use_schedule()
{
	L4_Time_t t = L4_TimePeriod(10) + 5 - 3, u = L4_TimePoint(L4_SystemClock());
	L4_Word_t old;

	t += 5;
	t -= 5;
	t += u;
	t -= u;
	t = t + u - u;
	all = t < u || t > u || t == u || t != u;
	L4_Timeslice(L4_Myself(), t, u);
	L4_Timeslice(L4_Myself(), &t, &u);
	L4_Schedule(L4_Myself(), 1, 2, 3, 4, old);
	L4_Schedule(L4_Myself(), 1, 2, 3, 4, &old);
}

void use_spaces()
{
	L4_Fpage_t f[2] = { L4_Nilpage, L4_CompleteAddressSpace };
	L4_Word_t old;

	L4_Unmap(0);
	f[0] = L4_Unmap(f[0]);
	L4_Unmap(2, f);
	f[0] = L4_Flush(f[0]);
	L4_Flush(2, f);
	all = L4_WasWritten(L4_GetStatus(f[0]));
	L4_SpaceControl(L4_Myself(), 0, f[0], f[1], L4_nilthread, old);
	L4_SpaceControl(L4_Myself(), 0, f[0], f[1], L4_nilthread, &old);
	f[0] = L4_Sigma0_GetAny(L4_nilthread, 12, f[1]);
	L4_Set_PageAttribute(f[0], L4_DefaultMemory);
}

void use_kip()
{
	void *kip = L4_KernelInterface();
	L4_Word_t a, b, c;
	L4_MemoryDesc_t *m = L4_MemoryDesc(kip, 0);
	L4_ProcDesc_t *p = L4_ProcDesc(kip, 0);
	L4_BootRec_t *r = L4_BootInfo_FirstEntry(reinterpret_cast<void *>(L4_BootInfo(kip)));

	L4_KernelInterface(a, b, c);
	L4_KernelInterface(&a, &b, &c);
	L4_KernelGenDate(kip, a, b, c);
	L4_KernelGenDate(kip, &a, &b, &c);
	all = L4_IsVirtual(m) && L4_IsVirtual(*m) && L4_Type(m) == L4_Type(*m) &&
	      L4_Low(m) == L4_High(*m) && L4_Low(*m) == L4_High(m) &&
	      L4_ExternalFreq(p) == L4_InternalFreq(*p) && L4_Type(r) && L4_Next(r) &&
	      L4_HasFeature("ioflexpages");
	L4_KDB_Enter("headers_cxx");
}
