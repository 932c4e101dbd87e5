/* SPDX-License-Identifier: BSD-2-Clause */
/* space.h - taking mappings back and asking for their status (X2:4.7). */

#ifndef L4_SPACE_H
#define L4_SPACE_H

#include <l4/binding.h>
#include <l4/message.h>
#include <l4/types.h>

/* Bit 6 of Unmap's control word: take the rights from the caller as well. */
#define __L4_UNMAP_FLUSH	64UL

L4_INLINE L4_Fpage_t __L4_UnmapOne(L4_Word_t flush, L4_Fpage_t f)
{
	L4_LoadMR(0, f.raw);
	L4_Unmap(flush);
	L4_StoreMR(0, &f.raw);
	return f;
}

/* Any number of flexpages, as many at a time as there are message registers. */
L4_INLINE void __L4_UnmapMany(L4_Word_t flush, L4_Word_t n, L4_Fpage_t *fpages)
{
	while (n > 0) {
		L4_Word_t k = n < 64 ? n : 64;

		L4_LoadMRs(0, (int)k, &fpages->raw);
		L4_Unmap(flush | (k - 1));
		L4_StoreMRs(0, (int)k, &fpages->raw);
		fpages += k;
		n -= k;
	}
}

/*
 * The rights of the flexpages are revoked; they come back with the status bits in their place.
 */

L4_INLINE L4_Fpage_t L4_UnmapFpage(L4_Fpage_t f)
{
	return __L4_UnmapOne(0, f);
}

L4_INLINE void L4_UnmapFpages(L4_Word_t n, L4_Fpage_t *fpages)
{
	__L4_UnmapMany(0, n, fpages);
}

L4_INLINE L4_Fpage_t L4_Flush(L4_Fpage_t f)
{
	return __L4_UnmapOne(__L4_UNMAP_FLUSH, f);
}

L4_INLINE void L4_FlushFpages(L4_Word_t n, L4_Fpage_t *fpages)
{
	__L4_UnmapMany(__L4_UNMAP_FLUSH, n, fpages);
}

L4_INLINE L4_Fpage_t L4_GetStatus(L4_Fpage_t f)
{
	return __L4_UnmapOne(0, L4_FpageRemoveRights(f, L4_FullyAccessible));
}

L4_INLINE L4_Bool_t L4_WasReferenced(L4_Fpage_t f)
{
	return (f.X.rwx & L4_Readable) != 0;
}

L4_INLINE L4_Bool_t L4_WasWritten(L4_Fpage_t f)
{
	return (f.X.rwx & L4_Writable) != 0;
}

L4_INLINE L4_Bool_t L4_WaseXecuted(L4_Fpage_t f)
{
	return (f.X.rwx & L4_eXecutable) != 0;
}

#if defined(__cplusplus)

/* C++: overloaded names and operators; what was a pointer in C may be a reference. */

L4_INLINE L4_Fpage_t L4_Unmap(L4_Fpage_t f)
{
	return L4_UnmapFpage(f);
}

L4_INLINE void L4_Unmap(L4_Word_t n, L4_Fpage_t *fpages)
{
	L4_UnmapFpages(n, fpages);
}

L4_INLINE void L4_Flush(L4_Word_t n, L4_Fpage_t *fpages)
{
	L4_FlushFpages(n, fpages);
}

L4_INLINE L4_Word_t L4_SpaceControl(L4_ThreadId_t SpaceSpecifier, L4_Word_t control,
				    L4_Fpage_t KipArea, L4_Fpage_t UtcbArea,
				    L4_ThreadId_t Redirector, L4_Word_t &old_Control)
{
	return L4_SpaceControl(SpaceSpecifier, control, KipArea, UtcbArea, Redirector,
			       &old_Control);
}

#endif /* __cplusplus */

#endif /* L4_SPACE_H */
