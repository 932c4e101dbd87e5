/* SPDX-License-Identifier: BSD-2-Clause */
/* misc.h - memory attributes; the calls of privileged threads about processors and memory. */

#ifndef L4_MISC_H
#define L4_MISC_H

#include <l4/binding.h>
#include <l4/message.h>
#include <l4/types.h>

/* The CPU's other attributes are in its specials.h (X2:4.10). */
#define L4_DefaultMemory	0UL

/*
 * The rights of each flexpage tell which of the four attributes to apply.  At most 64 flexpages;
 * 1 if successful.
 */
L4_INLINE L4_Word_t L4_Set_PageAttributes(L4_Word_t n, const L4_Fpage_t *fpages,
					  const L4_Word_t *attributes)
{
	if (n == 0)
		return 1;
	L4_LoadMRs(0, (int)n, &fpages->raw);
	return L4_MemoryControl(n - 1, attributes);
}

/* The manual's spelling. */
L4_INLINE L4_Word_t L4_Set_PagesAttributes(L4_Word_t n, const L4_Fpage_t *fpages,
					   const L4_Word_t *attributes)
{
	return L4_Set_PageAttributes(n, fpages, attributes);
}

L4_INLINE L4_Word_t L4_Set_PageAttribute(L4_Fpage_t f, L4_Word_t attribute)
{
	const L4_Word_t attributes[4] = { attribute, 0, 0, 0 };

	f = L4_FpageRemoveRights(f, L4_FullyAccessible);
	return L4_Set_PageAttributes(1, &f, attributes);
}

#endif /* L4_MISC_H */
