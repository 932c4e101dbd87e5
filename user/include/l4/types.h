/* SPDX-License-Identifier: BSD-2-Clause */
/* types.h - the basic types of X.2: words, thread ids, flexpages, clock and time. */

#ifndef L4_TYPES_H
#define L4_TYPES_H

#include <l4/time.h>
#include <l4/word.h>

/* Results of all system calls but Ipc, found in the ErrorCode TCR (X2:1.8). */
#define L4_ErrOk			0UL
#define L4_ErrNoPrivilege		1UL
#define L4_ErrInvalidThread		2UL
#define L4_ErrInvalidSpace		3UL
#define L4_ErrInvalidScheduler		4UL
#define L4_ErrInvalidParam		5UL
#define L4_ErrUtcbArea			6UL
#define L4_ErrKipArea			7UL
#define L4_ErrNoMem			8UL

/*
 * Thread ids (X2:1.1).
 */

#if defined(L4_64BIT)
#define __L4_VERSION_BITS	32
#else
#define __L4_VERSION_BITS	14
#endif

typedef union {
	L4_Word_t raw;
	union {
		L4_Word_t raw;
		struct {
			__L4_BITS2(L4_Word_t,
				   version : __L4_VERSION_BITS,
				   thread_no : L4_BITS_PER_WORD - __L4_VERSION_BITS);
		} X;
	} global;
	union {
		L4_Word_t raw;
		struct {
			__L4_BITS2(L4_Word_t,
				   __zeros : 6,
				   local_id : L4_BITS_PER_WORD - 6);
		} X;
	} local;
} L4_ThreadId_t;

#define L4_nilthread		((L4_ThreadId_t) { 0UL })
#define L4_anythread		((L4_ThreadId_t) { ~0UL })
#define L4_anylocalthread	((L4_ThreadId_t) { ~0x3fUL })

L4_INLINE L4_ThreadId_t L4_GlobalId(L4_Word_t threadno, L4_Word_t version)
{
	L4_ThreadId_t t;

	t.raw = threadno << __L4_VERSION_BITS;
	t.raw |= version & ((1UL << __L4_VERSION_BITS) - 1);
	return t;
}

L4_INLINE L4_Word_t L4_Version(L4_ThreadId_t t)
{
	return t.raw & ((1UL << __L4_VERSION_BITS) - 1);
}

L4_INLINE L4_Word_t L4_ThreadNo(L4_ThreadId_t t)
{
	return t.raw >> __L4_VERSION_BITS;
}

L4_INLINE L4_Bool_t L4_IsThreadEqual(L4_ThreadId_t l, L4_ThreadId_t r)
{
	return l.raw == r.raw;
}

L4_INLINE L4_Bool_t L4_IsThreadNotEqual(L4_ThreadId_t l, L4_ThreadId_t r)
{
	return l.raw != r.raw;
}

L4_INLINE L4_Bool_t L4_IsNilThread(L4_ThreadId_t t)
{
	return t.raw == 0;
}

L4_INLINE L4_Bool_t L4_IsLocalId(L4_ThreadId_t t)
{
	return (t.raw & 0x3f) == 0;
}

L4_INLINE L4_Bool_t L4_IsGlobalId(L4_ThreadId_t t)
{
	return (t.raw & 0x3f) != 0;
}

/*
 * Flexpages (X2:1.2).
 */

typedef union {
	L4_Word_t raw;
	struct {
		__L4_BITS4(L4_Word_t,
			   rwx : 3,
			   extended : 1,
			   s : 6,
			   b : L4_BITS_PER_WORD - 10);
	} X;
} L4_Fpage_t;

#define L4_NoAccess		0UL
#define L4_eXecutable		1UL
#define L4_Writable		2UL
#define L4_Readable		4UL
#define L4_ReadeXecOnly		(L4_Readable | L4_eXecutable)
#define L4_ReadWriteOnly	(L4_Readable | L4_Writable)
#define L4_FullyAccessible	(L4_Readable | L4_Writable | L4_eXecutable)

#define L4_Nilpage		((L4_Fpage_t) { 0UL })
#define L4_CompleteAddressSpace	((L4_Fpage_t) { 0x10UL })

/* Number of the highest set bit; 0 for 0. */
L4_INLINE L4_Word_t __L4_Msb(L4_Word_t w)
{
	L4_Word_t n = 0;

	while (w >>= 1)
		n++;
	return n;
}

/* The base must be aligned to the size; no rights are set. */
L4_INLINE L4_Fpage_t L4_FpageLog2(L4_Word_t BaseAddress, int FpageSize)
{
	L4_Fpage_t f;

	f.raw = (BaseAddress & ~0x3ffUL) | (((L4_Word_t)FpageSize & 0x3f) << 4);
	return f;
}

/* The size must be a power of two of at least 1024; 0 gives the nilpage. */
L4_INLINE L4_Fpage_t L4_Fpage(L4_Word_t BaseAddress, L4_Word_t FpageSize)
{
	if (FpageSize == 0)
		return L4_Nilpage;
	return L4_FpageLog2(BaseAddress, (int)__L4_Msb(FpageSize));
}

L4_INLINE L4_Word_t L4_Address(L4_Fpage_t f)
{
	return f.raw & ~0x3ffUL;
}

L4_INLINE L4_Word_t L4_SizeLog2(L4_Fpage_t f)
{
	return (f.raw >> 4) & 0x3f;
}

L4_INLINE L4_Bool_t L4_IsNilFpage(L4_Fpage_t f)
{
	return (f.raw & ~7UL) == 0;
}

L4_INLINE L4_Word_t L4_Size(L4_Fpage_t f)
{
	L4_Word_t s = L4_SizeLog2(f);

	return s == 0 || s >= L4_BITS_PER_WORD ? 0 : 1UL << s;
}

L4_INLINE L4_Word_t L4_Rights(L4_Fpage_t f)
{
	return f.raw & 7;
}

L4_INLINE L4_Fpage_t L4_Set_Rights(L4_Fpage_t *f, L4_Word_t AccessRights)
{
	f->raw = (f->raw & ~7UL) | (AccessRights & 7);
	return *f;
}

L4_INLINE L4_Fpage_t L4_FpageAddRights(L4_Fpage_t f, L4_Word_t AccessRights)
{
	f.raw |= AccessRights & 7;
	return f;
}

L4_INLINE L4_Fpage_t L4_FpageRemoveRights(L4_Fpage_t f, L4_Word_t AccessRights)
{
	f.raw &= ~(AccessRights & 7);
	return f;
}

L4_INLINE L4_Fpage_t L4_FpageAddRightsTo(L4_Fpage_t *f, L4_Word_t AccessRights)
{
	*f = L4_FpageAddRights(*f, AccessRights);
	return *f;
}

L4_INLINE L4_Fpage_t L4_FpageRemoveRightsFrom(L4_Fpage_t *f, L4_Word_t AccessRights)
{
	*f = L4_FpageRemoveRights(*f, AccessRights);
	return *f;
}

#if defined(__cplusplus)

/* C++: overloaded names and operators; what was a pointer in C may be a reference. */

L4_INLINE bool operator==(L4_ThreadId_t l, L4_ThreadId_t r)
{
	return l.raw == r.raw;
}

L4_INLINE bool operator!=(L4_ThreadId_t l, L4_ThreadId_t r)
{
	return l.raw != r.raw;
}

L4_INLINE L4_Fpage_t L4_Set_Rights(L4_Fpage_t &f, L4_Word_t AccessRights)
{
	return L4_Set_Rights(&f, AccessRights);
}

L4_INLINE L4_Fpage_t operator+(L4_Fpage_t f, L4_Word_t AccessRights)
{
	return L4_FpageAddRights(f, AccessRights);
}

L4_INLINE L4_Fpage_t operator-(L4_Fpage_t f, L4_Word_t AccessRights)
{
	return L4_FpageRemoveRights(f, AccessRights);
}

L4_INLINE L4_Fpage_t operator+=(L4_Fpage_t &f, L4_Word_t AccessRights)
{
	return L4_FpageAddRightsTo(&f, AccessRights);
}

L4_INLINE L4_Fpage_t operator-=(L4_Fpage_t &f, L4_Word_t AccessRights)
{
	return L4_FpageRemoveRightsFrom(&f, AccessRights);
}

L4_INLINE L4_Clock_t operator+(L4_Clock_t l, L4_Clock_t r)
{
	return L4_ClockAdd(l, r);
}

L4_INLINE L4_Clock_t operator-(L4_Clock_t l, L4_Clock_t r)
{
	return L4_ClockSub(l, r);
}

L4_INLINE L4_Clock_t operator+(L4_Clock_t c, L4_Word64_t usec)
{
	return L4_ClockAddUsec(c, usec);
}

L4_INLINE L4_Clock_t operator-(L4_Clock_t c, L4_Word64_t usec)
{
	return L4_ClockSubUsec(c, usec);
}

L4_INLINE bool operator<(L4_Clock_t l, L4_Clock_t r)
{
	return l.raw < r.raw;
}

L4_INLINE bool operator>(L4_Clock_t l, L4_Clock_t r)
{
	return l.raw > r.raw;
}

L4_INLINE bool operator<=(L4_Clock_t l, L4_Clock_t r)
{
	return l.raw <= r.raw;
}

L4_INLINE bool operator>=(L4_Clock_t l, L4_Clock_t r)
{
	return l.raw >= r.raw;
}

L4_INLINE bool operator==(L4_Clock_t l, L4_Clock_t r)
{
	return l.raw == r.raw;
}

L4_INLINE bool operator!=(L4_Clock_t l, L4_Clock_t r)
{
	return l.raw != r.raw;
}

#endif /* __cplusplus */

#endif /* L4_TYPES_H */
