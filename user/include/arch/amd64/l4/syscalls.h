/* SPDX-License-Identifier: BSD-2-Clause */
/* syscalls.h - the system calls of X.2 on amd64 (X2:7). */

#ifndef L4_AMD64_SYSCALLS_H
#define L4_AMD64_SYSCALLS_H

#include <l4/kernel_interface.h>
#include <l4/links.h>
#include <l4/msgtag.h>
#include <l4/types.h>
#include <l4/vregs.h>

/* The address behind a link of the kernel interface page (X2:kip.links). */
#define __L4_LINK(kip, link)	((void)(kip), (link))

#if defined(__cplusplus)
extern "C" {
#endif

/* The registers of the calls other than Ipc. */
struct __L4_Regs {
	L4_Word_t rax;
	L4_Word_t rcx;
	L4_Word_t rdx;
	L4_Word_t rsi;
	L4_Word_t rdi;
	L4_Word_t r8;
	L4_Word_t r9;
	L4_Word_t r10;
	L4_Word_t r11;
};

/* Load all of regs, call link, store all registers back. */
void __L4_Call(void (*link)(void), struct __L4_Regs *regs);

/* The same with the message registers MR0 .. MR7 loaded from the UTCB and stored back. */
void __L4_CallMRs(void (*link)(void), struct __L4_Regs *regs, L4_Word_t *utcb);

/* Ipc or Lipc; the result is MR0. */
L4_Word_t __L4_CallIpc(L4_Word_t to, L4_Word_t FromSpecifier, L4_Word_t Timeouts, L4_Word_t *utcb,
		       void (*link)(void), L4_Word_t *from);

#if defined(__cplusplus)
}
#endif

L4_INLINE void __L4_Exregs(struct __L4_Exregs *x)
{
	struct __L4_Regs r = { x->dest.raw, 0, x->sp, x->control, x->pager.raw, x->ip, x->flags,
			       x->handle, 0 };

	__L4_Call(__L4_ExchangeRegisters, &r);
	x->dest.raw = r.rax;
	x->control = r.rsi;
	x->sp = r.rdx;
	x->ip = r.r8;
	x->flags = r.r9;
	x->handle = r.r10;
	x->pager.raw = r.rdi;
}

L4_INLINE L4_Word_t L4_ThreadControl(L4_ThreadId_t dest, L4_ThreadId_t SpaceSpecifier,
				     L4_ThreadId_t Scheduler, L4_ThreadId_t Pager,
				     void *UtcbLocation)
{
	struct __L4_Regs r = {
		0, 0, Scheduler.raw, Pager.raw, dest.raw, SpaceSpecifier.raw,
		(L4_Word_t)UtcbLocation, 0, 0
	};

	__L4_Call(__L4_ThreadControl, &r);
	return r.rax;
}

L4_INLINE L4_Clock_t L4_SystemClock(void)
{
	struct __L4_Regs r = { 0, 0, 0, 0, 0, 0, 0, 0, 0 };
	L4_Clock_t clock;

	__L4_Call(__L4_SystemClock, &r);
	clock.raw = r.rax;
	return clock;
}

L4_INLINE void L4_ThreadSwitch(L4_ThreadId_t dest)
{
	struct __L4_Regs r = { 0, 0, 0, 0, dest.raw, 0, 0, 0, 0 };

	__L4_Call(__L4_ThreadSwitch, &r);
}

L4_INLINE L4_Word_t L4_Schedule(L4_ThreadId_t dest, L4_Word_t TimeControl,
				L4_Word_t ProcessorControl, L4_Word_t prio,
				L4_Word_t PreemptionControl, L4_Word_t *old_TimeControl)
{
	struct __L4_Regs r = {
		0, 0, TimeControl, prio, dest.raw, ProcessorControl, PreemptionControl, 0, 0
	};

	__L4_Call(__L4_Schedule, &r);
	*old_TimeControl = r.rdx;
	return r.rax;
}

L4_INLINE L4_MsgTag_t L4_Ipc(L4_ThreadId_t to, L4_ThreadId_t FromSpecifier, L4_Word_t Timeouts,
			     L4_ThreadId_t *from)
{
	L4_MsgTag_t tag;

	tag.raw = __L4_CallIpc(to.raw, FromSpecifier.raw, Timeouts, __L4_Utcb(), __L4_Ipc,
			       &from->raw);
	return tag;
}

L4_INLINE L4_MsgTag_t L4_Lipc(L4_ThreadId_t to, L4_ThreadId_t FromSpecifier, L4_Word_t Timeouts,
			      L4_ThreadId_t *from)
{
	L4_MsgTag_t tag;

	tag.raw = __L4_CallIpc(to.raw, FromSpecifier.raw, Timeouts, __L4_Utcb(), __L4_Lipc,
			       &from->raw);
	return tag;
}

L4_INLINE void L4_Unmap(L4_Word_t control)
{
	struct __L4_Regs r = { 0, 0, control, 0, 0, 0, 0, 0, 0 };

	__L4_CallMRs(__L4_Unmap, &r, __L4_Utcb());
}

L4_INLINE L4_Word_t L4_SpaceControl(L4_ThreadId_t SpaceSpecifier, L4_Word_t control,
				    L4_Fpage_t KipArea, L4_Fpage_t UtcbArea,
				    L4_ThreadId_t Redirector, L4_Word_t *old_Control)
{
	struct __L4_Regs r = {
		0, 0, KipArea.raw, control, SpaceSpecifier.raw, UtcbArea.raw, Redirector.raw, 0, 0
	};

	__L4_Call(__L4_SpaceControl, &r);
	*old_Control = r.rdx;
	return r.rax;
}

L4_INLINE L4_Word_t L4_ProcessorControl(L4_Word_t ProcessorNo, L4_Word_t InternalFrequency,
					L4_Word_t ExternalFrequency, L4_Word_t voltage)
{
	struct __L4_Regs r = {
		0, 0, ExternalFrequency, InternalFrequency, ProcessorNo, voltage, 0, 0, 0
	};

	__L4_Call(__L4_ProcessorControl, &r);
	return r.rax;
}

L4_INLINE L4_Word_t L4_MemoryControl(L4_Word_t control, const L4_Word_t *attributes)
{
	struct __L4_Regs r = {
		0, attributes[0], control, attributes[1], 0, attributes[2], 0, 0, attributes[3]
	};

	__L4_CallMRs(__L4_MemoryControl, &r, __L4_Utcb());
	return r.rdx;
}

#endif /* L4_AMD64_SYSCALLS_H */
