/* SPDX-License-Identifier: BSD-2-Clause */
/* syscalls.h - the system calls of X.2 on mips64 (X2:9). */

#ifndef L4_MIPS64_SYSCALLS_H
#define L4_MIPS64_SYSCALLS_H

#include <l4/links.h>
#include <l4/msgtag.h>
#include <l4/types.h>
#include <l4/vregs.h>

#if defined(__cplusplus)
extern "C" {
#endif

/* The registers of the calls other than Ipc. */
struct __L4_Regs {
	L4_Word_t a[7];
	L4_Word_t v0;
};

/* Load a0 to a6 from regs, call link, store v0 and a0 to a5 back. */
void __L4_Call(void (*link)(void), struct __L4_Regs *regs);

/* Ipc or Lipc; the result is MR0. */
L4_Word_t __L4_CallIpc(L4_Word_t to, L4_Word_t FromSpecifier, L4_Word_t Timeouts,
		       void (*link)(void), L4_Word_t *from);

/* KernelInterface: base, version, flags, kernel id. */
void __L4_CallKernelInterface(L4_Word_t result[4]);

#if defined(__cplusplus)
}
#endif

/* The address behind a link of the kernel interface page. */
#define __L4_LINK(kip, link)	((L4_Word_t)(kip) + (link))

L4_INLINE void *L4_KernelInterface(L4_Word_t *ApiVersion, L4_Word_t *ApiFlags,
				   L4_Word_t *KernelId)
{
	L4_Word_t result[4];

	__L4_CallKernelInterface(result);
	*ApiVersion = result[1];
	*ApiFlags = result[2];
	*KernelId = result[3];
	return (void *)result[0];
}

L4_INLINE void __L4_Exregs(struct __L4_Exregs *x)
{
	struct __L4_Regs r = { { x->dest.raw, x->control, x->sp, x->ip, x->flags, x->handle,
				 x->pager.raw }, 0 };

	/* Pager and handle change places in the results. */
	__L4_Call(__L4_ExchangeRegisters, &r);
	x->dest.raw = r.v0;
	x->control = r.a[0];
	x->sp = r.a[1];
	x->ip = r.a[2];
	x->flags = r.a[3];
	x->pager.raw = r.a[4];
	x->handle = r.a[5];
}

L4_INLINE L4_Word_t L4_ThreadControl(L4_ThreadId_t dest, L4_ThreadId_t SpaceSpecifier,
				     L4_ThreadId_t Scheduler, L4_ThreadId_t Pager,
				     void *UtcbLocation)
{
	struct __L4_Regs r = {
		{ dest.raw, SpaceSpecifier.raw, Scheduler.raw, Pager.raw,
		  (L4_Word_t)UtcbLocation, 0, 0 }, 0
	};

	__L4_Call(__L4_ThreadControl, &r);
	return r.v0;
}

L4_INLINE L4_Clock_t L4_SystemClock(void)
{
	struct __L4_Regs r = { { 0, 0, 0, 0, 0, 0, 0 }, 0 };
	L4_Clock_t clock;

	__L4_Call(__L4_SystemClock, &r);
	clock.raw = r.v0;
	return clock;
}

L4_INLINE void L4_ThreadSwitch(L4_ThreadId_t dest)
{
	struct __L4_Regs r = { { dest.raw, 0, 0, 0, 0, 0, 0 }, 0 };

	__L4_Call(__L4_ThreadSwitch, &r);
}

L4_INLINE L4_Word_t L4_Schedule(L4_ThreadId_t dest, L4_Word_t TimeControl,
				L4_Word_t ProcessorControl, L4_Word_t prio,
				L4_Word_t PreemptionControl, L4_Word_t *old_TimeControl)
{
	struct __L4_Regs r = {
		{ dest.raw, TimeControl, ProcessorControl, prio, PreemptionControl, 0, 0 }, 0
	};

	__L4_Call(__L4_Schedule, &r);
	*old_TimeControl = r.a[0];
	return r.v0;
}

L4_INLINE L4_MsgTag_t L4_Ipc(L4_ThreadId_t to, L4_ThreadId_t FromSpecifier, L4_Word_t Timeouts,
			     L4_ThreadId_t *from)
{
	L4_MsgTag_t tag;

	tag.raw = __L4_CallIpc(to.raw, FromSpecifier.raw, Timeouts, __L4_Ipc, &from->raw);
	return tag;
}

L4_INLINE L4_MsgTag_t L4_Lipc(L4_ThreadId_t to, L4_ThreadId_t FromSpecifier, L4_Word_t Timeouts,
			      L4_ThreadId_t *from)
{
	L4_MsgTag_t tag;

	tag.raw = __L4_CallIpc(to.raw, FromSpecifier.raw, Timeouts, __L4_Lipc, &from->raw);
	return tag;
}

L4_INLINE void L4_Unmap(L4_Word_t control)
{
	struct __L4_Regs r = { { control, 0, 0, 0, 0, 0, 0 }, 0 };

	__L4_Call(__L4_Unmap, &r);
}

L4_INLINE L4_Word_t L4_SpaceControl(L4_ThreadId_t SpaceSpecifier, L4_Word_t control,
				    L4_Fpage_t KipArea, L4_Fpage_t UtcbArea,
				    L4_ThreadId_t Redirector, L4_Word_t *old_Control)
{
	struct __L4_Regs r = {
		{ SpaceSpecifier.raw, control, KipArea.raw, UtcbArea.raw, Redirector.raw, 0, 0 }, 0
	};

	__L4_Call(__L4_SpaceControl, &r);
	*old_Control = r.a[0];
	return r.v0;
}

L4_INLINE L4_Word_t L4_ProcessorControl(L4_Word_t ProcessorNo, L4_Word_t InternalFrequency,
					L4_Word_t ExternalFrequency, L4_Word_t voltage)
{
	struct __L4_Regs r = {
		{ ProcessorNo, InternalFrequency, ExternalFrequency, voltage, 0, 0, 0 }, 0
	};

	__L4_Call(__L4_ProcessorControl, &r);
	return r.v0;
}

L4_INLINE L4_Word_t L4_MemoryControl(L4_Word_t control, const L4_Word_t *attributes)
{
	struct __L4_Regs r = {
		{ control, attributes[0], attributes[1], attributes[2], attributes[3], 0, 0 }, 0
	};

	__L4_Call(__L4_MemoryControl, &r);
	return r.v0;
}

#endif /* L4_MIPS64_SYSCALLS_H */
