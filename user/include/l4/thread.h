/* SPDX-License-Identifier: BSD-2-Clause */
/* thread.h - a thread's own control registers; reading and steering other threads (X2:14.3). */

#ifndef L4_THREAD_H
#define L4_THREAD_H

#include <l4/binding.h>
#include <l4/types.h>

/*
 * Thread control registers of the caller.  The kernel may change them at any time.
 */

L4_INLINE L4_Word_t __L4_TCR(int index)
{
	return *(volatile L4_Word_t *)&__L4_Utcb()[index];
}

L4_INLINE void __L4_TCR_Set(int index, L4_Word_t w)
{
	*(volatile L4_Word_t *)&__L4_Utcb()[index] = w;
}

L4_INLINE L4_ThreadId_t __L4_TCR_Id(int index)
{
	L4_ThreadId_t t;

	t.raw = __L4_TCR(index);
	return t;
}

L4_INLINE L4_ThreadId_t L4_MyGlobalId(void)
{
	return __L4_TCR_Id(__L4_UTCB_MYGLOBALID);
}

L4_INLINE L4_ThreadId_t L4_MyLocalId(void)
{
	L4_ThreadId_t t;

	t.raw = (L4_Word_t)__L4_Utcb();
	return t;
}

L4_INLINE L4_ThreadId_t L4_Myself(void)
{
	return L4_MyGlobalId();
}

L4_INLINE L4_Word_t L4_ProcessorNo(void)
{
	return __L4_TCR(__L4_UTCB_PROCESSORNO);
}

L4_INLINE L4_Word_t L4_UserDefinedHandle(void)
{
	return __L4_TCR(__L4_UTCB_USERDEFINEDHANDLE);
}

L4_INLINE void L4_Set_UserDefinedHandle(L4_Word_t NewValue)
{
	__L4_TCR_Set(__L4_UTCB_USERDEFINEDHANDLE, NewValue);
}

L4_INLINE L4_ThreadId_t L4_Pager(void)
{
	return __L4_TCR_Id(__L4_UTCB_PAGER);
}

L4_INLINE void L4_Set_Pager(L4_ThreadId_t NewPager)
{
	__L4_TCR_Set(__L4_UTCB_PAGER, NewPager.raw);
}

L4_INLINE L4_ThreadId_t L4_ExceptionHandler(void)
{
	return __L4_TCR_Id(__L4_UTCB_EXCEPTIONHANDLER);
}

L4_INLINE void L4_Set_ExceptionHandler(L4_ThreadId_t NewHandler)
{
	__L4_TCR_Set(__L4_UTCB_EXCEPTIONHANDLER, NewHandler.raw);
}

L4_INLINE L4_Word_t L4_ErrorCode(void)
{
	return __L4_TCR(__L4_UTCB_ERRORCODE);
}

L4_INLINE L4_Word_t L4_XferTimeouts(void)
{
	return __L4_TCR(__L4_UTCB_XFERTIMEOUTS);
}

L4_INLINE void L4_Set_XferTimeouts(L4_Word_t NewValue)
{
	__L4_TCR_Set(__L4_UTCB_XFERTIMEOUTS, NewValue);
}

L4_INLINE L4_ThreadId_t L4_IntendedReceiver(void)
{
	return __L4_TCR_Id(__L4_UTCB_INTENDEDRECEIVER);
}

L4_INLINE L4_ThreadId_t L4_ActualSender(void)
{
	return __L4_TCR_Id(__L4_UTCB_SENDER);
}

L4_INLINE void L4_Set_VirtualSender(L4_ThreadId_t t)
{
	__L4_TCR_Set(__L4_UTCB_SENDER, t.raw);
}

/* The byte after the preempt flags; only the thread itself writes it. */
L4_INLINE volatile L4_Word8_t *__L4_CopFlags(void)
{
	return (volatile L4_Word8_t *)&__L4_Utcb()[__L4_UTCB_FLAGS] + 1;
}

L4_INLINE void L4_Set_CopFlag(L4_Word_t n)
{
	*__L4_CopFlags() = (L4_Word8_t)(*__L4_CopFlags() | 1U << (n & 7));
}

L4_INLINE void L4_Clr_CopFlag(L4_Word_t n)
{
	*__L4_CopFlags() = (L4_Word8_t)(*__L4_CopFlags() & ~(1U << (n & 7)));
}

L4_INLINE L4_Word_t L4_WordSizeMask(void)
{
	return __L4_WordSizeMask();
}

L4_INLINE void L4_Reset_WordSizeMask(void)
{
	__L4_ResetWordSizeMask();
}

/* Words 0 and 1 belong to system software such as IDL compilers. */
L4_INLINE L4_Word_t __L4_TCR_ThreadWord(L4_Word_t n)
{
	return __L4_TCR(n ? __L4_UTCB_THREADWORD1 : __L4_UTCB_THREADWORD0);
}

L4_INLINE void __L4_TCR_Set_ThreadWord(L4_Word_t n, L4_Word_t w)
{
	__L4_TCR_Set(n ? __L4_UTCB_THREADWORD1 : __L4_UTCB_THREADWORD0, w);
}

/* Other names of the errors in types.h. */
#define L4_ERROR_OK			L4_ErrOk
#define L4_ERROR_NO_PRIVILEGE		L4_ErrNoPrivilege
#define L4_ERROR_INVALID_THREAD		L4_ErrInvalidThread
#define L4_ERROR_INVALID_SPACE		L4_ErrInvalidSpace
#define L4_ERROR_INVALID_SCHEDULER	L4_ErrInvalidScheduler
#define L4_ERROR_INVALID_PARAM		L4_ErrInvalidParam
#define L4_ERROR_UTCB_AREA		L4_ErrUtcbArea
#define L4_ERROR_KIP_AREA		L4_ErrKipArea
#define L4_ERROR_NO_MEM			L4_ErrNoMem

/* Text for the error of a system call other than Ipc. */
L4_INLINE const char *L4_ErrorCode_String(L4_Word_t err)
{
	static const char *const text[] = {
		"no error", "no privilege", "invalid thread", "invalid space",
		"invalid scheduler", "invalid parameter", "invalid UTCB area",
		"invalid KIP area", "out of memory"
	};

	return err < sizeof(text) / sizeof(text[0]) ? text[err] : "unknown error";
}

/*
 * ExchangeRegisters: the bits of its control word (X2:4.2).
 */

#define __L4_EXREGS_HALT	(1UL << 0)	/* H: the state to set with h */
#define __L4_EXREGS_RECEIVE	(1UL << 1)	/* R */
#define __L4_EXREGS_SEND	(1UL << 2)	/* S */
#define __L4_EXREGS_SP		(1UL << 3)	/* s */
#define __L4_EXREGS_IP		(1UL << 4)	/* i */
#define __L4_EXREGS_FLAGS	(1UL << 5)	/* f */
#define __L4_EXREGS_HANDLE	(1UL << 6)	/* u */
#define __L4_EXREGS_PAGER	(1UL << 7)	/* p */
#define __L4_EXREGS_SETHALT	(1UL << 8)	/* h */
#define __L4_EXREGS_DELIVER	(1UL << 9)	/* d */

/* With no bits set only the id is converted; the result is the other kind of id. */
L4_INLINE L4_ThreadId_t __L4_OtherId(L4_ThreadId_t t)
{
	struct __L4_Exregs r = { t, 0, 0, 0, 0, 0, L4_nilthread };

	__L4_Exregs(&r);
	return r.dest;
}

/* Nil for threads of other spaces and for those that do not exist. */
L4_INLINE L4_ThreadId_t L4_LocalIdOf(L4_ThreadId_t t)
{
	return L4_IsGlobalId(t) ? __L4_OtherId(t) : t;
}

L4_INLINE L4_ThreadId_t L4_GlobalIdOf(L4_ThreadId_t t)
{
	return L4_IsLocalId(t) && !L4_IsNilThread(t) ? __L4_OtherId(t) : t;
}

L4_INLINE L4_Bool_t L4_SameThreads(L4_ThreadId_t l, L4_ThreadId_t r)
{
	return L4_GlobalIdOf(l).raw == L4_GlobalIdOf(r).raw;
}

L4_INLINE L4_Word_t L4_UserDefinedHandleOf(L4_ThreadId_t t)
{
	struct __L4_Exregs r = { t, __L4_EXREGS_DELIVER, 0, 0, 0, 0, L4_nilthread };

	__L4_Exregs(&r);
	return r.handle;
}

L4_INLINE void L4_Set_UserDefinedHandleOf(L4_ThreadId_t t, L4_Word_t handle)
{
	struct __L4_Exregs r = { t, __L4_EXREGS_HANDLE, 0, 0, 0, handle, L4_nilthread };

	__L4_Exregs(&r);
}

L4_INLINE L4_ThreadId_t L4_PagerOf(L4_ThreadId_t t)
{
	struct __L4_Exregs r = { t, __L4_EXREGS_DELIVER, 0, 0, 0, 0, L4_nilthread };

	__L4_Exregs(&r);
	return r.pager;
}

L4_INLINE void L4_Set_PagerOf(L4_ThreadId_t t, L4_ThreadId_t pager)
{
	struct __L4_Exregs r = { t, __L4_EXREGS_PAGER, 0, 0, 0, 0, pager };

	__L4_Exregs(&r);
}

/* Abort the thread's IPC, and let it run (again). */
#define __L4_EXREGS_START	(__L4_EXREGS_SETHALT | __L4_EXREGS_SEND | __L4_EXREGS_RECEIVE)

L4_INLINE void L4_Start(L4_ThreadId_t t)
{
	struct __L4_Exregs r = { t, __L4_EXREGS_START, 0, 0, 0, 0, L4_nilthread };

	__L4_Exregs(&r);
}

L4_INLINE void L4_Start_SpIp(L4_ThreadId_t t, L4_Word_t sp, L4_Word_t ip)
{
	struct __L4_Exregs r = {
		t, __L4_EXREGS_START | __L4_EXREGS_SP | __L4_EXREGS_IP, sp, ip, 0, 0, L4_nilthread
	};

	__L4_Exregs(&r);
}

L4_INLINE void L4_Start_SpIpFlags(L4_ThreadId_t t, L4_Word_t sp, L4_Word_t ip, L4_Word_t flags)
{
	struct __L4_Exregs r = {
		t, __L4_EXREGS_START | __L4_EXREGS_SP | __L4_EXREGS_IP | __L4_EXREGS_FLAGS,
		sp, ip, flags, 0, L4_nilthread
	};

	__L4_Exregs(&r);
}

/* What a thread was doing before it was stopped: the control word returned. */
typedef struct {
	L4_Word_t raw;
} L4_ThreadState_t;

L4_INLINE L4_Bool_t L4_ThreadWasHalted(L4_ThreadState_t s)
{
	return (s.raw & __L4_EXREGS_HALT) != 0;
}

L4_INLINE L4_Bool_t L4_ThreadWasReceiving(L4_ThreadState_t s)
{
	return (s.raw & __L4_EXREGS_RECEIVE) != 0;
}

L4_INLINE L4_Bool_t L4_ThreadWasSending(L4_ThreadState_t s)
{
	return (s.raw & __L4_EXREGS_SEND) != 0;
}

L4_INLINE L4_Bool_t L4_ThreadWasIpcing(L4_ThreadState_t s)
{
	return (s.raw & (__L4_EXREGS_SEND | __L4_EXREGS_RECEIVE)) != 0;
}

#define __L4_EXREGS_STOP	(__L4_EXREGS_SETHALT | __L4_EXREGS_HALT | __L4_EXREGS_DELIVER)

/* Halt t, aborting what the bits in abort say; the registers are those it stopped with. */
L4_INLINE L4_ThreadState_t __L4_Stop(L4_ThreadId_t t, L4_Word_t abort, L4_Word_t *sp,
				     L4_Word_t *ip, L4_Word_t *flags)
{
	struct __L4_Exregs r = { t, __L4_EXREGS_STOP | abort, 0, 0, 0, 0, L4_nilthread };
	L4_ThreadState_t s;

	__L4_Exregs(&r);
	*sp = r.sp;
	*ip = r.ip;
	*flags = r.flags;
	s.raw = r.control;
	return s;
}

L4_INLINE L4_ThreadState_t L4_Stop_SpIpFlags(L4_ThreadId_t t, L4_Word_t *sp, L4_Word_t *ip,
					     L4_Word_t *flags)
{
	return __L4_Stop(t, 0, sp, ip, flags);
}

L4_INLINE L4_ThreadState_t L4_Stop(L4_ThreadId_t t)
{
	L4_Word_t sp, ip, flags;

	return __L4_Stop(t, 0, &sp, &ip, &flags);
}

L4_INLINE L4_ThreadState_t L4_AbortReceive_and_stop_SpIpFlags(L4_ThreadId_t t, L4_Word_t *sp,
							      L4_Word_t *ip, L4_Word_t *flags)
{
	return __L4_Stop(t, __L4_EXREGS_RECEIVE, sp, ip, flags);
}

L4_INLINE L4_ThreadState_t L4_AbortReceive_and_stop(L4_ThreadId_t t)
{
	L4_Word_t sp, ip, flags;

	return __L4_Stop(t, __L4_EXREGS_RECEIVE, &sp, &ip, &flags);
}

L4_INLINE L4_ThreadState_t L4_AbortSend_and_stop_SpIpFlags(L4_ThreadId_t t, L4_Word_t *sp,
							   L4_Word_t *ip, L4_Word_t *flags)
{
	return __L4_Stop(t, __L4_EXREGS_SEND, sp, ip, flags);
}

L4_INLINE L4_ThreadState_t L4_AbortSend_and_stop(L4_ThreadId_t t)
{
	L4_Word_t sp, ip, flags;

	return __L4_Stop(t, __L4_EXREGS_SEND, &sp, &ip, &flags);
}

L4_INLINE L4_ThreadState_t L4_AbortIpc_and_stop_SpIpFlags(L4_ThreadId_t t, L4_Word_t *sp,
							  L4_Word_t *ip, L4_Word_t *flags)
{
	return __L4_Stop(t, __L4_EXREGS_SEND | __L4_EXREGS_RECEIVE, sp, ip, flags);
}

L4_INLINE L4_ThreadState_t L4_AbortIpc_and_stop(L4_ThreadId_t t)
{
	L4_Word_t sp, ip, flags;

	return __L4_Stop(t, __L4_EXREGS_SEND | __L4_EXREGS_RECEIVE, &sp, &ip, &flags);
}

/*
 * Interrupts: ThreadControl on the interrupt's id (X2:10.5).  Privileged; 1 if successful.
 */

L4_INLINE L4_Word_t L4_AssociateInterrupt(L4_ThreadId_t InterruptThread, L4_ThreadId_t Handler)
{
	return L4_ThreadControl(InterruptThread, InterruptThread, L4_nilthread, Handler,
				(void *)~0UL);
}

L4_INLINE L4_Word_t L4_DeassociateInterrupt(L4_ThreadId_t InterruptThread)
{
	return L4_ThreadControl(InterruptThread, InterruptThread, L4_nilthread, InterruptThread,
				(void *)~0UL);
}

#if defined(__cplusplus)

/* C++: overloaded names and operators; what was a pointer in C may be a reference. */

L4_INLINE L4_ThreadId_t L4_LocalId(L4_ThreadId_t t)
{
	return L4_LocalIdOf(t);
}

L4_INLINE L4_ThreadId_t L4_GlobalId(L4_ThreadId_t t)
{
	return L4_GlobalIdOf(t);
}

L4_INLINE L4_Word_t L4_UserDefinedHandle(L4_ThreadId_t t)
{
	return L4_UserDefinedHandleOf(t);
}

L4_INLINE void L4_Set_UserDefinedHandle(L4_ThreadId_t t, L4_Word_t handle)
{
	L4_Set_UserDefinedHandleOf(t, handle);
}

L4_INLINE L4_ThreadId_t L4_Pager(L4_ThreadId_t t)
{
	return L4_PagerOf(t);
}

L4_INLINE void L4_Set_Pager(L4_ThreadId_t t, L4_ThreadId_t pager)
{
	L4_Set_PagerOf(t, pager);
}

L4_INLINE void L4_Start(L4_ThreadId_t t, L4_Word_t sp, L4_Word_t ip)
{
	L4_Start_SpIp(t, sp, ip);
}

L4_INLINE void L4_Start(L4_ThreadId_t t, L4_Word_t sp, L4_Word_t ip, L4_Word_t flags)
{
	L4_Start_SpIpFlags(t, sp, ip, flags);
}

L4_INLINE L4_ThreadState_t L4_Stop(L4_ThreadId_t t, L4_Word_t &sp, L4_Word_t &ip, L4_Word_t &flags)
{
	return L4_Stop_SpIpFlags(t, &sp, &ip, &flags);
}

L4_INLINE L4_ThreadState_t L4_Stop(L4_ThreadId_t t, L4_Word_t *sp, L4_Word_t *ip, L4_Word_t *flags)
{
	return L4_Stop_SpIpFlags(t, sp, ip, flags);
}

L4_INLINE L4_ThreadState_t L4_AbortReceive_and_stop(L4_ThreadId_t t, L4_Word_t &sp, L4_Word_t &ip,
						    L4_Word_t &flags)
{
	return L4_AbortReceive_and_stop_SpIpFlags(t, &sp, &ip, &flags);
}

L4_INLINE L4_ThreadState_t L4_AbortReceive_and_stop(L4_ThreadId_t t, L4_Word_t *sp, L4_Word_t *ip,
						    L4_Word_t *flags)
{
	return L4_AbortReceive_and_stop_SpIpFlags(t, sp, ip, flags);
}

L4_INLINE L4_ThreadState_t L4_AbortSend_and_stop(L4_ThreadId_t t, L4_Word_t &sp, L4_Word_t &ip,
						 L4_Word_t &flags)
{
	return L4_AbortSend_and_stop_SpIpFlags(t, &sp, &ip, &flags);
}

L4_INLINE L4_ThreadState_t L4_AbortSend_and_stop(L4_ThreadId_t t, L4_Word_t *sp, L4_Word_t *ip,
						 L4_Word_t *flags)
{
	return L4_AbortSend_and_stop_SpIpFlags(t, sp, ip, flags);
}

L4_INLINE L4_ThreadState_t L4_AbortIpc_and_stop(L4_ThreadId_t t, L4_Word_t &sp, L4_Word_t &ip,
						L4_Word_t &flags)
{
	return L4_AbortIpc_and_stop_SpIpFlags(t, &sp, &ip, &flags);
}

L4_INLINE L4_ThreadState_t L4_AbortIpc_and_stop(L4_ThreadId_t t, L4_Word_t *sp, L4_Word_t *ip,
						L4_Word_t *flags)
{
	return L4_AbortIpc_and_stop_SpIpFlags(t, sp, ip, flags);
}

L4_INLINE L4_ThreadId_t L4_ExchangeRegisters(L4_ThreadId_t dest, L4_Word_t control, L4_Word_t sp,
					     L4_Word_t ip, L4_Word_t flags, L4_Word_t UserDefHandle,
					     L4_ThreadId_t pager, L4_Word_t &old_control,
					     L4_Word_t &old_sp, L4_Word_t &old_ip,
					     L4_Word_t &old_flags, L4_Word_t &old_UserDefhandle,
					     L4_ThreadId_t &old_pager)
{
	return L4_ExchangeRegisters(dest, control, sp, ip, flags, UserDefHandle, pager,
				    &old_control, &old_sp, &old_ip, &old_flags,
				    &old_UserDefhandle, &old_pager);
}

#endif /* __cplusplus */

#endif /* L4_THREAD_H */
