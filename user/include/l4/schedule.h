/* SPDX-License-Identifier: BSD-2-Clause */
/* schedule.h - processor time: priorities, slices, preemption, times that need the clock. */

#ifndef L4_SCHEDULE_H
#define L4_SCHEDULE_H

#include <l4/binding.h>
#include <l4/types.h>

/* Results of Schedule: the thread's state (X2:4.6). */
#define L4_SCHEDRESULT_ERROR		0UL
#define L4_SCHEDRESULT_DEAD		1UL
#define L4_SCHEDRESULT_INACTIVE		2UL
#define L4_SCHEDRESULT_RUNNING		3UL
#define L4_SCHEDRESULT_PENDING_SEND	4UL
#define L4_SCHEDRESULT_SENDING		5UL
#define L4_SCHEDRESULT_WAITING		6UL
#define L4_SCHEDRESULT_RECEIVING	7UL

/* A parameter of Schedule that is to stay as it is. */
#define __L4_UNCHANGED			(~0UL)

L4_INLINE void L4_Yield(void)
{
	L4_ThreadSwitch(L4_nilthread);
}

L4_INLINE L4_Word_t L4_Set_Priority(L4_ThreadId_t tid, L4_Word_t prio)
{
	L4_Word_t old;

	return L4_Schedule(tid, __L4_UNCHANGED, __L4_UNCHANGED, prio, __L4_UNCHANGED, &old);
}

L4_INLINE L4_Word_t L4_Set_ProcessorNo(L4_ThreadId_t tid, L4_Word_t cpu_no)
{
	L4_Word_t old;

	return L4_Schedule(tid, __L4_UNCHANGED, cpu_no, __L4_UNCHANGED, __L4_UNCHANGED, &old);
}

L4_INLINE L4_Word_t L4_Set_Timeslice(L4_ThreadId_t tid, L4_Time_t timeslice,
				     L4_Time_t totalquantum)
{
	L4_Word_t old;

	return L4_Schedule(tid, (L4_Word_t)timeslice.raw << 16 | totalquantum.raw,
			   __L4_UNCHANGED, __L4_UNCHANGED, __L4_UNCHANGED, &old);
}

/* What is left of both. */
L4_INLINE L4_Word_t L4_Timeslice(L4_ThreadId_t tid, L4_Time_t *timeslice,
				 L4_Time_t *totalquantum)
{
	L4_Word_t old, result;

	result = L4_Schedule(tid, __L4_UNCHANGED, __L4_UNCHANGED, __L4_UNCHANGED,
			     __L4_UNCHANGED, &old);
	timeslice->raw = (L4_Word16_t)(old >> 16);
	totalquantum->raw = (L4_Word16_t)old;
	return result;
}

L4_INLINE L4_Word_t L4_Set_PreemptionDelay(L4_ThreadId_t tid, L4_Word_t sensitivePrio,
					   L4_Word_t maxDelay)
{
	L4_Word_t old;

	return L4_Schedule(tid, __L4_UNCHANGED, __L4_UNCHANGED, __L4_UNCHANGED,
			   (sensitivePrio & 0xff) << 16 | (maxDelay & 0xffff), &old);
}

/*
 * Preempt flags of the caller (X2:3.2); all return the old flag.
 */

#define __L4_PREEMPT_SIGNAL	0x20UL
#define __L4_PREEMPT_DELAY	0x40UL
#define __L4_PREEMPT_PENDING	0x80UL

L4_INLINE L4_Bool_t L4_EnablePreemptionFaultException(void)
{
	return (__L4_UpdatePreemptFlags(0, __L4_PREEMPT_SIGNAL) & __L4_PREEMPT_SIGNAL) != 0;
}

L4_INLINE L4_Bool_t L4_DisablePreemptionFaultException(void)
{
	return (__L4_UpdatePreemptFlags(__L4_PREEMPT_SIGNAL, 0) & __L4_PREEMPT_SIGNAL) != 0;
}

L4_INLINE L4_Bool_t L4_DisablePreemption(void)
{
	return (__L4_UpdatePreemptFlags(0, __L4_PREEMPT_DELAY) & __L4_PREEMPT_DELAY) != 0;
}

L4_INLINE L4_Bool_t L4_EnablePreemption(void)
{
	return (__L4_UpdatePreemptFlags(__L4_PREEMPT_DELAY, 0) & __L4_PREEMPT_DELAY) != 0;
}

/* Clears the flag, too. */
L4_INLINE L4_Bool_t L4_PreemptionPending(void)
{
	return (__L4_UpdatePreemptFlags(__L4_PREEMPT_PENDING, 0) & __L4_PREEMPT_PENDING) != 0;
}

/*
 * Times.  A point names the next clock value whose bits 0 to e+10 are m * 2^e and c, so it can
 * be built and read only with the current time at hand (X2:1.3).
 */

#define __L4_FOREVER	(~(L4_Word64_t)0)

/*
 * The point "at", rounded down to what its mantissa can tell.  ZeroTime, if it has passed
 * already; Never, if it is more than half a minute ahead, beyond the 4-bit exponent.
 */
L4_INLINE L4_Time_t __L4_TimePointFrom(L4_Clock_t now, L4_Clock_t at)
{
	L4_Word64_t ahead = at.raw - now.raw;
	L4_Time_t t = L4_Never;
	unsigned int e = 0;

	if (at.raw <= now.raw)
		return L4_ZeroTime;
	while ((ahead >> e) > 1023)
		e++;
	if (e < 16)
		t.raw = (L4_Word16_t)(0x8000U | e << 11 | ((unsigned int)(at.raw >> e) & 0x7ff));
	return t;
}

L4_INLINE L4_Time_t L4_TimePoint(L4_Clock_t at)
{
	return __L4_TimePointFrom(L4_SystemClock(), at);
}

/* Microseconds from now until t. */
L4_INLINE L4_Word64_t __L4_TimeLeft(L4_Clock_t now, L4_Time_t t)
{
	L4_Word64_t block, at;

	if (t.raw == 0)
		return __L4_FOREVER;
	if (!t.period.X.a)
		return (L4_Word64_t)t.period.X.m << t.period.X.e;
	block = now.raw >> (t.point.X.e + 10);
	at = (block + ((block & 1) != t.point.X.c)) << (t.point.X.e + 10);
	at += (L4_Word64_t)t.point.X.m << t.point.X.e;
	return at > now.raw ? at - now.raw : 0;
}

/* The current time, if one of the times depends on it. */
L4_INLINE L4_Clock_t __L4_TimeNow(L4_Time_t l, L4_Time_t r)
{
	L4_Clock_t now;

	now.raw = 0;
	if (l.period.X.a || r.period.X.a)
		now = L4_SystemClock();
	return now;
}

/* A time of the kind of t, so many microseconds from now. */
L4_INLINE L4_Time_t __L4_TimeLike(L4_Clock_t now, L4_Time_t t, L4_Word64_t usec)
{
	return t.period.X.a ? __L4_TimePointFrom(now, L4_ClockAddUsec(now, usec)) :
			      L4_TimePeriod(usec);
}

/* Sums saturate at Never, differences at ZeroTime; Never changed by any time stays Never. */
L4_INLINE L4_Time_t __L4_TimeAddAt(L4_Clock_t now, L4_Time_t t, L4_Word64_t usec)
{
	L4_Word64_t left = __L4_TimeLeft(now, t);

	if (left > __L4_FOREVER - usec || usec == __L4_FOREVER)
		return L4_Never;
	return t.raw == 0 ? t : __L4_TimeLike(now, t, left + usec);
}

L4_INLINE L4_Time_t __L4_TimeSubAt(L4_Clock_t now, L4_Time_t t, L4_Word64_t usec)
{
	L4_Word64_t left = __L4_TimeLeft(now, t);

	return t.raw == 0 ? t : __L4_TimeLike(now, t, left > usec ? left - usec : 0);
}

L4_INLINE L4_Time_t L4_TimeAddUsec(L4_Time_t t, L4_Word_t usec)
{
	return __L4_TimeAddAt(__L4_TimeNow(t, t), t, usec);
}

L4_INLINE L4_Time_t L4_TimeSubUsec(L4_Time_t t, L4_Word_t usec)
{
	return __L4_TimeSubAt(__L4_TimeNow(t, t), t, usec);
}

L4_INLINE L4_Time_t L4_TimeAddUsecTo(L4_Time_t *t, L4_Word_t usec)
{
	*t = L4_TimeAddUsec(*t, usec);
	return *t;
}

L4_INLINE L4_Time_t L4_TimeSubUsecFrom(L4_Time_t *t, L4_Word_t usec)
{
	*t = L4_TimeSubUsec(*t, usec);
	return *t;
}

L4_INLINE L4_Time_t L4_TimeAdd(L4_Time_t l, L4_Time_t r)
{
	L4_Clock_t now = __L4_TimeNow(l, r);

	return __L4_TimeAddAt(now, l, __L4_TimeLeft(now, r));
}

L4_INLINE L4_Time_t L4_TimeSub(L4_Time_t l, L4_Time_t r)
{
	L4_Clock_t now = __L4_TimeNow(l, r);

	return __L4_TimeSubAt(now, l, __L4_TimeLeft(now, r));
}

L4_INLINE L4_Time_t L4_TimeAddTo(L4_Time_t *l, L4_Time_t r)
{
	*l = L4_TimeAdd(*l, r);
	return *l;
}

L4_INLINE L4_Time_t L4_TimeSubFrom(L4_Time_t *l, L4_Time_t r)
{
	*l = L4_TimeSub(*l, r);
	return *l;
}

L4_INLINE L4_Bool_t L4_IsTimeLonger(L4_Time_t l, L4_Time_t r)
{
	L4_Clock_t now = __L4_TimeNow(l, r);

	return __L4_TimeLeft(now, l) > __L4_TimeLeft(now, r);
}

L4_INLINE L4_Bool_t L4_IsTimeShorter(L4_Time_t l, L4_Time_t r)
{
	return L4_IsTimeLonger(r, l);
}

L4_INLINE L4_Bool_t L4_IsTimeEqual(L4_Time_t l, L4_Time_t r)
{
	L4_Clock_t now = __L4_TimeNow(l, r);

	return __L4_TimeLeft(now, l) == __L4_TimeLeft(now, r);
}

L4_INLINE L4_Bool_t L4_IsTimeNotEqual(L4_Time_t l, L4_Time_t r)
{
	return !L4_IsTimeEqual(l, r);
}

#if defined(__cplusplus)

/* C++: overloaded names and operators; what was a pointer in C may be a reference. */

L4_INLINE L4_Time_t operator+(L4_Time_t t, L4_Word_t usec)
{
	return L4_TimeAddUsec(t, usec);
}

L4_INLINE L4_Time_t operator+=(L4_Time_t &t, L4_Word_t usec)
{
	return L4_TimeAddUsecTo(&t, usec);
}

L4_INLINE L4_Time_t operator+(L4_Time_t l, L4_Time_t r)
{
	return L4_TimeAdd(l, r);
}

L4_INLINE L4_Time_t operator+=(L4_Time_t &l, L4_Time_t r)
{
	return L4_TimeAddTo(&l, r);
}

L4_INLINE L4_Time_t operator-(L4_Time_t t, L4_Word_t usec)
{
	return L4_TimeSubUsec(t, usec);
}

L4_INLINE L4_Time_t operator-=(L4_Time_t &t, L4_Word_t usec)
{
	return L4_TimeSubUsecFrom(&t, usec);
}

L4_INLINE L4_Time_t operator-(L4_Time_t l, L4_Time_t r)
{
	return L4_TimeSub(l, r);
}

L4_INLINE L4_Time_t operator-=(L4_Time_t &l, L4_Time_t r)
{
	return L4_TimeSubFrom(&l, r);
}

L4_INLINE bool operator>(L4_Time_t l, L4_Time_t r)
{
	return L4_IsTimeLonger(l, r) != 0;
}

L4_INLINE bool operator<(L4_Time_t l, L4_Time_t r)
{
	return L4_IsTimeShorter(l, r) != 0;
}

L4_INLINE bool operator==(L4_Time_t l, L4_Time_t r)
{
	return L4_IsTimeEqual(l, r) != 0;
}

L4_INLINE bool operator!=(L4_Time_t l, L4_Time_t r)
{
	return L4_IsTimeNotEqual(l, r) != 0;
}

L4_INLINE L4_Word_t L4_Timeslice(L4_ThreadId_t tid, L4_Time_t &timeslice, L4_Time_t &totalquantum)
{
	return L4_Timeslice(tid, &timeslice, &totalquantum);
}

L4_INLINE L4_Word_t L4_Schedule(L4_ThreadId_t dest, L4_Word_t TimeControl,
				L4_Word_t ProcessorControl, L4_Word_t prio,
				L4_Word_t PreemptionControl, L4_Word_t &old_TimeControl)
{
	return L4_Schedule(dest, TimeControl, ProcessorControl, prio, PreemptionControl,
			   &old_TimeControl);
}

#endif /* __cplusplus */

#endif /* L4_SCHEDULE_H */
