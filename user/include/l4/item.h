/* SPDX-License-Identifier: BSD-2-Clause */
/* item.h - typed items of a message: map, grant, string, control transfer (X2:1.5). */

#ifndef L4_ITEM_H
#define L4_ITEM_H

#include <l4/types.h>

/* Bits 1..3 of an item's first word; string items have 0hh there. */
#define __L4_ITEM_MAP		4
#define __L4_ITEM_GRANT		5
#define __L4_ITEM_CTRLXFER	6

/*
 * Map and grant items.
 */

typedef union {
	L4_Word_t raw[2];
	struct {
		__L4_BITS4(L4_Word_t,
			   C : 1,
			   __type : 3,
			   __zeros : 6,
			   snd_base : L4_BITS_PER_WORD - 10);
		L4_Fpage_t snd_fpage;
	} X;
} L4_MapItem_t;

typedef union {
	L4_Word_t raw[2];
	struct {
		__L4_BITS4(L4_Word_t,
			   C : 1,
			   __type : 3,
			   __zeros : 6,
			   snd_base : L4_BITS_PER_WORD - 10);
		L4_Fpage_t snd_fpage;
	} X;
} L4_GrantItem_t;

L4_INLINE L4_MapItem_t L4_MapItem(L4_Fpage_t f, L4_Word_t SndBase)
{
	L4_MapItem_t m;

	m.raw[0] = (SndBase & ~0x3ffUL) | __L4_ITEM_MAP << 1;
	m.raw[1] = f.raw;
	return m;
}

L4_INLINE L4_Bool_t L4_IsMapItem(L4_MapItem_t m)
{
	return m.X.__type == __L4_ITEM_MAP;
}

L4_INLINE L4_Fpage_t L4_MapItemSndFpage(L4_MapItem_t m)
{
	return m.X.snd_fpage;
}

L4_INLINE L4_Word_t L4_MapItemSndBase(L4_MapItem_t m)
{
	return m.raw[0] & ~0x3ffUL;
}

L4_INLINE L4_GrantItem_t L4_GrantItem(L4_Fpage_t f, L4_Word_t SndBase)
{
	L4_GrantItem_t g;

	g.raw[0] = (SndBase & ~0x3ffUL) | __L4_ITEM_GRANT << 1;
	g.raw[1] = f.raw;
	return g;
}

L4_INLINE L4_Bool_t L4_IsGrantItem(L4_GrantItem_t g)
{
	return g.X.__type == __L4_ITEM_GRANT;
}

L4_INLINE L4_Fpage_t L4_GrantItemSndFpage(L4_GrantItem_t g)
{
	return g.X.snd_fpage;
}

L4_INLINE L4_Word_t L4_GrantItemSndBase(L4_GrantItem_t g)
{
	return g.raw[0] & ~0x3ffUL;
}

/*
 * String items.  A simple string has two words.  A compound string goes on after them in memory
 * that the program provides: j pointers to each length word, and c = 1 in a length word that
 * another one follows after its pointers.
 */

typedef union {
	L4_Word_t raw[2];
	struct {
		__L4_BITS5(L4_Word_t,
			   C : 1,
			   __type : 3,
			   j : 5,
			   c : 1,
			   string_length : L4_BITS_PER_WORD - 10);
		union {
			void *string_ptr;
			void *substring_ptr[0];
		} str;
	} X;
} L4_StringItem_t;

#define __L4_STRING_C		(1UL << 9)	/* in a length word: another one follows */
#define __L4_STRING_MAXJ	31		/* highest value of j: 32 pointers */

L4_INLINE L4_StringItem_t L4_StringItem(int size, void *address)
{
	L4_StringItem_t s;

	s.raw[0] = (L4_Word_t)size << 10;
	s.raw[1] = (L4_Word_t)address;
	return s;
}

L4_INLINE L4_Bool_t L4_IsStringItem(const L4_StringItem_t *s)
{
	return (s->X.__type & 4) == 0;
}

L4_INLINE L4_Bool_t L4_CompoundString(const L4_StringItem_t *s)
{
	return s->X.j != 0 || s->X.c != 0;
}

/* The pointers that follow a length word. */
L4_INLINE L4_Word_t __L4_StringPtrs(L4_Word_t length_word)
{
	return ((length_word >> 4) & __L4_STRING_MAXJ) + 1;
}

/* The last length word of a string. */
L4_INLINE __L4_AnyWord_t *__L4_StringLast(const L4_StringItem_t *s)
{
	__L4_AnyWord_t *w = (__L4_AnyWord_t *)(L4_Word_t)s;

	while (*w & __L4_STRING_C)
		w += __L4_StringPtrs(*w) + 1;
	return w;
}

/* All words of a string item. */
L4_INLINE L4_Word_t __L4_StringWords(const L4_StringItem_t *s)
{
	__L4_AnyWord_t *last = __L4_StringLast(s);

	return (L4_Word_t)(last - (__L4_AnyWord_t *)(L4_Word_t)s) + __L4_StringPtrs(*last) + 1;
}

/* The number of substrings, whatever their lengths; 1 for a simple string. */
L4_INLINE L4_Word_t L4_Substrings(const L4_StringItem_t *s)
{
	const __L4_AnyWord_t *w = (const __L4_AnyWord_t *)s;
	L4_Word_t n = __L4_StringPtrs(*w);

	while (*w & __L4_STRING_C) {
		w += __L4_StringPtrs(*w) + 1;
		n += __L4_StringPtrs(*w);
	}
	return n;
}

/* Start of the n-th substring, counted from 0; NULL if there is none. */
L4_INLINE void *L4_Substring(const L4_StringItem_t *s, L4_Word_t n)
{
	const __L4_AnyWord_t *w = (const __L4_AnyWord_t *)s;

	while (n >= __L4_StringPtrs(*w)) {
		n -= __L4_StringPtrs(*w);
		if (!(*w & __L4_STRING_C))
			return 0;
		w += __L4_StringPtrs(*w) + 1;
	}
	return (void *)w[1 + n];
}

/* Append the string sub, simple or compound; there must be memory for its words after dest's. */
L4_INLINE L4_StringItem_t *L4_AddSubstringTo(L4_StringItem_t *dest, L4_StringItem_t *sub)
{
	__L4_AnyWord_t *to = (__L4_AnyWord_t *)dest + __L4_StringWords(dest);
	const __L4_AnyWord_t *from = (const __L4_AnyWord_t *)sub;
	L4_Word_t n = __L4_StringWords(sub);

	*__L4_StringLast(dest) |= __L4_STRING_C;
	while (n--)
		*to++ = *from++;
	return dest;
}

/*
 * Append a substring of the same length as dest's last one; takes one word after dest's, or two
 * when the last length word has all its 32 pointers.
 */
L4_INLINE L4_StringItem_t *L4_AddSubstringAddressTo(L4_StringItem_t *dest, void *substring)
{
	__L4_AnyWord_t *end = (__L4_AnyWord_t *)dest + __L4_StringWords(dest);
	__L4_AnyWord_t *last = __L4_StringLast(dest);

	if (__L4_StringPtrs(*last) > __L4_STRING_MAXJ) {
		*last |= __L4_STRING_C;
		*end++ = *last & ~0x3ffUL;
	} else {
		*last += 1UL << 4;
	}
	*end = (L4_Word_t)substring;
	return dest;
}

/*
 * Cacheability hints of string items, in bits 1..2 of the first word (X2:15, item 49).
 */

typedef struct {
	L4_Word_t raw;
} L4_CacheAllocationHint_t;

#define L4_UseDefaultCacheLineAllocation	((L4_CacheAllocationHint_t) { 0UL })
#define L4_AllocateNewCacheLines		((L4_CacheAllocationHint_t) { 1UL })
#define L4_DoNotAllocateNewCacheLines		((L4_CacheAllocationHint_t) { 2UL })
#define L4_AllocateOnlyNewL1CacheLines		((L4_CacheAllocationHint_t) { 3UL })
#define L4_UseDefaultCacheAllocation		L4_UseDefaultCacheLineAllocation

L4_INLINE L4_CacheAllocationHint_t L4_CacheAllocationHint(L4_StringItem_t s)
{
	L4_CacheAllocationHint_t h;

	h.raw = s.X.__type & 3;
	return h;
}

L4_INLINE L4_Bool_t L4_IsCacheAllocationHintEqual(L4_CacheAllocationHint_t l,
						  L4_CacheAllocationHint_t r)
{
	return l.raw == r.raw;
}

L4_INLINE L4_Bool_t L4_IsCacheAllocationHintNotEqual(L4_CacheAllocationHint_t l,
						     L4_CacheAllocationHint_t r)
{
	return l.raw != r.raw;
}

L4_INLINE L4_StringItem_t L4_AddCacheAllocationHint(L4_StringItem_t s,
						    L4_CacheAllocationHint_t h)
{
	s.raw[0] = (s.raw[0] & ~6UL) | (h.raw & 3) << 1;
	return s;
}

L4_INLINE L4_StringItem_t L4_AddCacheAllocationHintTo(L4_StringItem_t *s,
						      L4_CacheAllocationHint_t h)
{
	*s = L4_AddCacheAllocationHint(*s, h);
	return *s;
}

/*
 * Control-transfer items: a word for each bit of mask follows, that of the lowest bit first.
 */

#define __L4_CTRLXFER_WORDS	(1 + L4_BITS_PER_WORD - 12)

typedef union {
	L4_Word_t raw[__L4_CTRLXFER_WORDS];
	struct {
		__L4_BITS4(L4_Word_t,
			   C : 1,
			   __type : 3,
			   id : 8,
			   mask : L4_BITS_PER_WORD - 12);
		L4_Word_t reg[__L4_CTRLXFER_WORDS - 1];
	} X;
} L4_CtrlXferItem_t;

L4_INLINE void L4_CtrlXferItemInit(L4_CtrlXferItem_t *c, L4_Word_t id)
{
	c->raw[0] = (id & 0xff) << 4 | __L4_ITEM_CTRLXFER << 1;
}

L4_INLINE L4_Bool_t L4_IsCtrlXferItem(const L4_CtrlXferItem_t *c)
{
	return c->X.__type == __L4_ITEM_CTRLXFER;
}

L4_INLINE L4_Word_t __L4_CtrlXferWords(L4_Word_t first)
{
	L4_Word_t n = 1;

	for (first >>= 12; first; first &= first - 1)
		n++;
	return n;
}

#if defined(__cplusplus)

/* C++: overloaded names and operators; what was a pointer in C may be a reference. */

L4_INLINE L4_Bool_t L4_MapItem(L4_MapItem_t m)
{
	return L4_IsMapItem(m);
}

L4_INLINE L4_Fpage_t L4_SndFpage(L4_MapItem_t m)
{
	return L4_MapItemSndFpage(m);
}

L4_INLINE L4_Word_t L4_SndBase(L4_MapItem_t m)
{
	return L4_MapItemSndBase(m);
}

L4_INLINE L4_Bool_t L4_GrantItem(L4_GrantItem_t g)
{
	return L4_IsGrantItem(g);
}

L4_INLINE L4_Fpage_t L4_SndFpage(L4_GrantItem_t g)
{
	return L4_GrantItemSndFpage(g);
}

L4_INLINE L4_Word_t L4_SndBase(L4_GrantItem_t g)
{
	return L4_GrantItemSndBase(g);
}

L4_INLINE L4_Bool_t L4_IsStringItem(const L4_StringItem_t &s)
{
	return L4_IsStringItem(&s);
}

L4_INLINE L4_Bool_t L4_StringItem(const L4_StringItem_t &s)
{
	return L4_IsStringItem(&s);
}

L4_INLINE L4_Bool_t L4_StringItem(const L4_StringItem_t *s)
{
	return L4_IsStringItem(s);
}

L4_INLINE L4_Bool_t L4_CompoundString(const L4_StringItem_t &s)
{
	return L4_CompoundString(&s);
}

L4_INLINE L4_Word_t L4_Substrings(const L4_StringItem_t &s)
{
	return L4_Substrings(&s);
}

L4_INLINE void *L4_Substring(const L4_StringItem_t &s, L4_Word_t n)
{
	return L4_Substring(&s, n);
}

L4_INLINE L4_StringItem_t &operator+=(L4_StringItem_t &dest, L4_StringItem_t &sub)
{
	return *L4_AddSubstringTo(&dest, &sub);
}

L4_INLINE L4_StringItem_t &operator+=(L4_StringItem_t &dest, void *substring)
{
	return *L4_AddSubstringAddressTo(&dest, substring);
}

L4_INLINE bool operator==(L4_CacheAllocationHint_t l, L4_CacheAllocationHint_t r)
{
	return l.raw == r.raw;
}

L4_INLINE bool operator!=(L4_CacheAllocationHint_t l, L4_CacheAllocationHint_t r)
{
	return l.raw != r.raw;
}

L4_INLINE L4_StringItem_t operator+(L4_StringItem_t s, L4_CacheAllocationHint_t h)
{
	return L4_AddCacheAllocationHint(s, h);
}

L4_INLINE L4_StringItem_t operator+=(L4_StringItem_t &s, L4_CacheAllocationHint_t h)
{
	return L4_AddCacheAllocationHintTo(&s, h);
}

L4_INLINE void L4_Init(L4_CtrlXferItem_t &c, L4_Word_t id)
{
	L4_CtrlXferItemInit(&c, id);
}

L4_INLINE void L4_Init(L4_CtrlXferItem_t *c, L4_Word_t id)
{
	L4_CtrlXferItemInit(c, id);
}

L4_INLINE L4_Bool_t L4_CtrlXferItem(const L4_CtrlXferItem_t &c)
{
	return L4_IsCtrlXferItem(&c);
}

L4_INLINE L4_Bool_t L4_CtrlXferItem(const L4_CtrlXferItem_t *c)
{
	return L4_IsCtrlXferItem(c);
}

#endif /* __cplusplus */

#endif /* L4_ITEM_H */
