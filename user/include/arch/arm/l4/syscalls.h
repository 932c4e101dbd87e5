/* SPDX-License-Identifier: BSD-2-Clause */
/* syscalls.h - the system calls of X.2 on arm (X2:8), for programs in ARM state. */

#ifndef L4_ARM_SYSCALLS_H
#define L4_ARM_SYSCALLS_H

#include <l4/links.h>
#include <l4/msgtag.h>
#include <l4/types.h>
#include <l4/vregs.h>

#if defined(__cplusplus)
extern "C" {
#endif

/* R0 to R7: what carries arguments and results. */
struct __L4_Regs {
	L4_Word_t r[8];
};

/* Load all of regs, call link, store all registers back. */
void __L4_Call(void (*link)(void), struct __L4_Regs *regs);

#if defined(__cplusplus)
}
#endif

/* The address behind a link of the kernel interface page. */
#define __L4_LINK(kip, link)	((L4_Word_t)(kip) + (link))

/* Where the kernel expects a call of KernelInterface. */
#define __L4_KERNELINTERFACE	0xffffffb4UL

L4_INLINE void *L4_KernelInterface(L4_Word_t *ApiVersion, L4_Word_t *ApiFlags,
				   L4_Word_t *KernelId)
{
	register L4_Word_t kip __asm__("r0");
	register L4_Word_t version __asm__("r1");
	register L4_Word_t flags __asm__("r2");
	register L4_Word_t id __asm__("r3");

	__asm__ volatile("blx %4"
			 : "=r" (kip), "=r" (version), "=r" (flags), "=r" (id)
			 : "r" (__L4_KERNELINTERFACE) : "lr");
	*ApiVersion = version;
	*ApiFlags = flags;
	*KernelId = id;
	return (void *)kip;
}

L4_INLINE void __L4_Exregs(struct __L4_Exregs *x)
{
	struct __L4_Regs s = { { x->dest.raw, x->control, x->sp, x->ip, x->flags, x->handle,
				 x->pager.raw, 0 } };

	__L4_Call(__L4_ExchangeRegisters, &s);
	x->dest.raw = s.r[0];
	x->control = s.r[1];
	x->sp = s.r[2];
	x->ip = s.r[3];
	x->flags = s.r[4];
	x->handle = s.r[5];
	x->pager.raw = s.r[6];
}

L4_INLINE L4_Word_t L4_ThreadControl(L4_ThreadId_t dest, L4_ThreadId_t SpaceSpecifier,
				     L4_ThreadId_t Scheduler, L4_ThreadId_t Pager,
				     void *UtcbLocation)
{
	struct __L4_Regs s = {
		{ dest.raw, SpaceSpecifier.raw, Scheduler.raw, Pager.raw,
		  (L4_Word_t)UtcbLocation, 0, 0, 0 }
	};

	__L4_Call(__L4_ThreadControl, &s);
	return s.r[0];
}

L4_INLINE L4_Clock_t L4_SystemClock(void)
{
	struct __L4_Regs s = { { 0, 0, 0, 0, 0, 0, 0, 0 } };
	L4_Clock_t clock;

	__L4_Call(__L4_SystemClock, &s);
	clock.raw = (L4_Word64_t)s.r[1] << 32 | s.r[0];
	return clock;
}

L4_INLINE void L4_ThreadSwitch(L4_ThreadId_t dest)
{
	struct __L4_Regs s = { { dest.raw, 0, 0, 0, 0, 0, 0, 0 } };

	__L4_Call(__L4_ThreadSwitch, &s);
}

L4_INLINE L4_Word_t L4_Schedule(L4_ThreadId_t dest, L4_Word_t TimeControl,
				L4_Word_t ProcessorControl, L4_Word_t prio,
				L4_Word_t PreemptionControl, L4_Word_t *old_TimeControl)
{
	struct __L4_Regs s = {
		{ dest.raw, TimeControl, ProcessorControl, prio, PreemptionControl, 0, 0, 0 }
	};

	__L4_Call(__L4_Schedule, &s);
	*old_TimeControl = s.r[1];
	return s.r[0];
}

/*
 * MR0 to MR4 travel in R3 to R7; between calls all message registers are in the UTCB (X2:14.2).
 * R11 may be a frame pointer, which cannot be declared as clobbered.
 */
L4_INLINE L4_MsgTag_t __L4_IpcCall(void (*link)(void), L4_ThreadId_t to,
				   L4_ThreadId_t FromSpecifier, L4_Word_t Timeouts,
				   L4_ThreadId_t *from)
{
	register L4_Word_t *mr __asm__("r8") = __L4_Utcb() + __L4_UTCB_MR0;
	register L4_Word_t r0 __asm__("r0") = to.raw;
	register L4_Word_t r1 __asm__("r1") = FromSpecifier.raw;
	register L4_Word_t r2 __asm__("r2") = Timeouts;
	register void (*ip)(void) __asm__("r12") = link;
	L4_MsgTag_t tag;

	__asm__ volatile("push	{r8, r11}\n\t"
			 "ldmia	r8, {r3-r7}\n\t"
			 "blx	r12\n\t"
			 "pop	{r8, r11}\n\t"
			 "stmia	r8, {r3-r7}"
			 : "+r" (r0), "+r" (r1), "+r" (r2), "+r" (ip)
			 : "r" (mr)
			 : "r3", "r4", "r5", "r6", "r7", "r9", "r10", "lr", "memory", "cc");
	from->raw = r0;
	tag.raw = mr[0];
	return tag;
}

L4_INLINE L4_MsgTag_t L4_Ipc(L4_ThreadId_t to, L4_ThreadId_t FromSpecifier, L4_Word_t Timeouts,
			     L4_ThreadId_t *from)
{
	return __L4_IpcCall(__L4_Ipc, to, FromSpecifier, Timeouts, from);
}

L4_INLINE L4_MsgTag_t L4_Lipc(L4_ThreadId_t to, L4_ThreadId_t FromSpecifier, L4_Word_t Timeouts,
			      L4_ThreadId_t *from)
{
	return __L4_IpcCall(__L4_Lipc, to, FromSpecifier, Timeouts, from);
}

L4_INLINE void L4_Unmap(L4_Word_t control)
{
	L4_Word_t *mr = __L4_Utcb() + __L4_UTCB_MR0;
	struct __L4_Regs s = { { control, 0, 0, mr[0], mr[1], mr[2], mr[3], mr[4] } };

	__L4_Call(__L4_Unmap, &s);
	for (unsigned int i = 0; i < 5; i++)
		mr[i] = s.r[3 + i];
}

L4_INLINE L4_Word_t L4_SpaceControl(L4_ThreadId_t SpaceSpecifier, L4_Word_t control,
				    L4_Fpage_t KipArea, L4_Fpage_t UtcbArea,
				    L4_ThreadId_t Redirector, L4_Word_t *old_Control)
{
	struct __L4_Regs s = {
		{ SpaceSpecifier.raw, control, KipArea.raw, UtcbArea.raw, Redirector.raw, 0, 0, 0 }
	};

	__L4_Call(__L4_SpaceControl, &s);
	*old_Control = s.r[1];
	return s.r[0];
}

L4_INLINE L4_Word_t L4_ProcessorControl(L4_Word_t ProcessorNo, L4_Word_t InternalFrequency,
					L4_Word_t ExternalFrequency, L4_Word_t voltage)
{
	struct __L4_Regs s = {
		{ ProcessorNo, InternalFrequency, ExternalFrequency, voltage, 0, 0, 0, 0 }
	};

	__L4_Call(__L4_ProcessorControl, &s);
	return s.r[0];
}

L4_INLINE L4_Word_t L4_MemoryControl(L4_Word_t control, const L4_Word_t *attributes)
{
	struct __L4_Regs s = {
		{ control, attributes[0], attributes[1], attributes[2], attributes[3], 0, 0, 0 }
	};

	__L4_Call(__L4_MemoryControl, &s);
	return s.r[0];
}

#endif /* L4_ARM_SYSCALLS_H */
