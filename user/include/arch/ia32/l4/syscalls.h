/* SPDX-License-Identifier: BSD-2-Clause */
/* syscalls.h - the system calls of X.2 on ia32 (X2:6), for compilers and programs without PIC. */

#ifndef L4_IA32_SYSCALLS_H
#define L4_IA32_SYSCALLS_H

#include <l4/kernel_interface.h>
#include <l4/links.h>
#include <l4/msgtag.h>
#include <l4/types.h>
#include <l4/vregs.h>

/* The address behind a link of the kernel interface page (X2:kip.links). */
#define __L4_LINK(kip, link)	((L4_Word_t)(kip) + (link))

#if defined(__cplusplus)
extern "C" {
#endif

/* The registers of the calls that are not made in line. */
struct __L4_Regs {
	L4_Word_t eax;
	L4_Word_t ecx;
	L4_Word_t edx;
	L4_Word_t esi;
	L4_Word_t edi;
	L4_Word_t ebx;
	L4_Word_t ebp;
};

/* Load all of regs, call link, store all registers back. */
void __L4_Call(void (*link)(void), struct __L4_Regs *regs) __attribute__((__cdecl__));

#if defined(__cplusplus)
}
#endif

L4_INLINE void __L4_Exregs(struct __L4_Exregs *x)
{
	struct __L4_Regs r = { x->dest.raw, x->control, x->sp, x->ip, x->flags, x->handle,
			       x->pager.raw };

	__L4_Call(__L4_ExchangeRegisters, &r);
	x->dest.raw = r.eax;
	x->control = r.ecx;
	x->sp = r.edx;
	x->ip = r.esi;
	x->flags = r.edi;
	x->handle = r.ebx;
	x->pager.raw = r.ebp;
}

L4_INLINE L4_Word_t L4_ThreadControl(L4_ThreadId_t dest, L4_ThreadId_t SpaceSpecifier,
				     L4_ThreadId_t Scheduler, L4_ThreadId_t Pager,
				     void *UtcbLocation)
{
	struct __L4_Regs r = {
		dest.raw, Pager.raw, Scheduler.raw, SpaceSpecifier.raw,
		(L4_Word_t)UtcbLocation, 0, 0
	};

	__L4_Call(__L4_ThreadControl, &r);
	return r.eax;
}

L4_INLINE L4_Clock_t L4_SystemClock(void)
{
	L4_Clock_t clock;

	__asm__ volatile("call *__L4_SystemClock"
			 : "=A" (clock.raw) : : "ecx", "esi", "edi", "memory", "cc");
	return clock;
}

L4_INLINE void L4_ThreadSwitch(L4_ThreadId_t dest)
{
	__asm__ volatile("call *__L4_ThreadSwitch"
			 : : "a" (dest.raw) : "memory", "cc");
}

L4_INLINE L4_Word_t L4_Schedule(L4_ThreadId_t dest, L4_Word_t TimeControl,
				L4_Word_t ProcessorControl, L4_Word_t prio,
				L4_Word_t PreemptionControl, L4_Word_t *old_TimeControl)
{
	struct __L4_Regs r = {
		dest.raw, prio, TimeControl, ProcessorControl, PreemptionControl, 0, 0
	};

	__L4_Call(__L4_Schedule, &r);
	*old_TimeControl = r.edx;
	return r.eax;
}

/*
 * MR0 travels in ESI, MR1 and MR2 come back in EBX and EBP; between calls all message registers
 * are in the UTCB (X2:14.2).  All operands are in registers, so pushing the frame pointer is safe.
 */
#define __L4_IPC_CALL(link)		\
	"pushl	%%ebp\n\t"		\
	"call	*" link "\n\t"		\
	"movl	%%ebx, 4(%%edi)\n\t"	\
	"movl	%%ebp, 8(%%edi)\n\t"	\
	"popl	%%ebp"

L4_INLINE L4_MsgTag_t L4_Ipc(L4_ThreadId_t to, L4_ThreadId_t FromSpecifier, L4_Word_t Timeouts,
			     L4_ThreadId_t *from)
{
	L4_Word_t *utcb = __L4_Utcb();
	L4_MsgTag_t tag;

	tag.raw = utcb[__L4_UTCB_MR0];
	__asm__ volatile(__L4_IPC_CALL("__L4_Ipc")
			 : "+a" (to.raw), "+c" (Timeouts), "+d" (FromSpecifier.raw),
			   "+S" (tag.raw)
			 : "D" (utcb)
			 : "ebx", "memory", "cc");
	utcb[__L4_UTCB_MR0] = tag.raw;
	*from = to;
	return tag;
}

L4_INLINE L4_MsgTag_t L4_Lipc(L4_ThreadId_t to, L4_ThreadId_t FromSpecifier, L4_Word_t Timeouts,
			      L4_ThreadId_t *from)
{
	L4_Word_t *utcb = __L4_Utcb();
	L4_MsgTag_t tag;

	tag.raw = utcb[__L4_UTCB_MR0];
	__asm__ volatile(__L4_IPC_CALL("__L4_Lipc")
			 : "+a" (to.raw), "+c" (Timeouts), "+d" (FromSpecifier.raw),
			   "+S" (tag.raw)
			 : "D" (utcb)
			 : "ebx", "memory", "cc");
	utcb[__L4_UTCB_MR0] = tag.raw;
	*from = to;
	return tag;
}

L4_INLINE void L4_Unmap(L4_Word_t control)
{
	L4_Word_t *utcb = __L4_Utcb();
	struct __L4_Regs r = { control, 0, 0, utcb[__L4_UTCB_MR0], (L4_Word_t)utcb, 0, 0 };

	__L4_Call(__L4_Unmap, &r);
	utcb[__L4_UTCB_MR0] = r.esi;
}

L4_INLINE L4_Word_t L4_SpaceControl(L4_ThreadId_t SpaceSpecifier, L4_Word_t control,
				    L4_Fpage_t KipArea, L4_Fpage_t UtcbArea,
				    L4_ThreadId_t Redirector, L4_Word_t *old_Control)
{
	struct __L4_Regs r = {
		SpaceSpecifier.raw, control, KipArea.raw, UtcbArea.raw, Redirector.raw, 0, 0
	};

	__L4_Call(__L4_SpaceControl, &r);
	*old_Control = r.ecx;
	return r.eax;
}

L4_INLINE L4_Word_t L4_ProcessorControl(L4_Word_t ProcessorNo, L4_Word_t InternalFrequency,
					L4_Word_t ExternalFrequency, L4_Word_t voltage)
{
	struct __L4_Regs r = {
		ProcessorNo, InternalFrequency, ExternalFrequency, voltage, 0, 0, 0
	};

	__L4_Call(__L4_ProcessorControl, &r);
	return r.eax;
}

L4_INLINE L4_Word_t L4_MemoryControl(L4_Word_t control, const L4_Word_t *attributes)
{
	L4_Word_t *utcb = __L4_Utcb();
	struct __L4_Regs r = {
		control, attributes[0], attributes[1], utcb[__L4_UTCB_MR0], (L4_Word_t)utcb,
		attributes[2], attributes[3]
	};

	__L4_Call(__L4_MemoryControl, &r);
	return r.eax;
}

#endif /* L4_IA32_SYSCALLS_H */
