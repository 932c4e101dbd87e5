/* SPDX-License-Identifier: BSD-2-Clause */
/* msgtag.h - the message tag, first word of every message (X2:1.4), as a value. */

#ifndef L4_MSGTAG_H
#define L4_MSGTAG_H

#include <l4/word.h>

typedef union {
	L4_Word_t raw;
	struct {
		__L4_BITS4(L4_Word_t,
			   u : 6,
			   t : 6,
			   flags : 4,
			   label : L4_BITS_PER_WORD - 16);
	} X;
} L4_MsgTag_t;

#define L4_Niltag	((L4_MsgTag_t) { 0UL })

/* The flags nibble sits in bits 12..15. */
#define __L4_TAG_PROPAGATED	(1UL << 12)
#define __L4_TAG_REDIRECTED	(1UL << 13)
#define __L4_TAG_XCPU		(1UL << 14)
#define __L4_TAG_ERROR		(1UL << 15)

L4_INLINE L4_Bool_t L4_IsMsgTagEqual(L4_MsgTag_t l, L4_MsgTag_t r)
{
	return l.raw == r.raw;
}

L4_INLINE L4_Bool_t L4_IsMsgTagNotEqual(L4_MsgTag_t l, L4_MsgTag_t r)
{
	return l.raw != r.raw;
}

L4_INLINE L4_Word_t L4_Label(L4_MsgTag_t t)
{
	return t.raw >> 16;
}

L4_INLINE L4_Word_t L4_UntypedWords(L4_MsgTag_t t)
{
	return t.raw & 0x3f;
}

L4_INLINE L4_Word_t L4_TypedWords(L4_MsgTag_t t)
{
	return (t.raw >> 6) & 0x3f;
}

L4_INLINE void L4_Set_Label(L4_MsgTag_t *t, L4_Word_t label)
{
	t->raw = label << 16 | (t->raw & 0xffff);
}

/* The label replaces the one in the tag; a negative one fills the whole field. */
L4_INLINE L4_MsgTag_t L4_MsgTagAddLabel(L4_MsgTag_t t, int label)
{
	L4_Set_Label(&t, (L4_Word_t)(L4_SignedWord_t)label);
	return t;
}

L4_INLINE L4_MsgTag_t L4_MsgTagAddLabelTo(L4_MsgTag_t *t, int label)
{
	*t = L4_MsgTagAddLabel(*t, label);
	return *t;
}

L4_INLINE L4_Bool_t L4_IpcSucceeded(L4_MsgTag_t t)
{
	return (t.raw & __L4_TAG_ERROR) == 0;
}

L4_INLINE L4_Bool_t L4_IpcFailed(L4_MsgTag_t t)
{
	return (t.raw & __L4_TAG_ERROR) != 0;
}

L4_INLINE L4_Bool_t L4_IpcPropagated(L4_MsgTag_t t)
{
	return (t.raw & __L4_TAG_PROPAGATED) != 0;
}

L4_INLINE L4_Bool_t L4_IpcRedirected(L4_MsgTag_t t)
{
	return (t.raw & __L4_TAG_REDIRECTED) != 0;
}

L4_INLINE L4_Bool_t L4_IpcXcpu(L4_MsgTag_t t)
{
	return (t.raw & __L4_TAG_XCPU) != 0;
}

L4_INLINE void L4_Set_Propagation(L4_MsgTag_t *t)
{
	t->raw |= __L4_TAG_PROPAGATED;
}

#if defined(__cplusplus)

/* C++: overloaded names and operators; what was a pointer in C may be a reference. */

L4_INLINE bool operator==(L4_MsgTag_t l, L4_MsgTag_t r)
{
	return l.raw == r.raw;
}

L4_INLINE bool operator!=(L4_MsgTag_t l, L4_MsgTag_t r)
{
	return l.raw != r.raw;
}

L4_INLINE L4_MsgTag_t operator+(L4_MsgTag_t t, int label)
{
	return L4_MsgTagAddLabel(t, label);
}

L4_INLINE L4_MsgTag_t operator+=(L4_MsgTag_t &t, int label)
{
	return L4_MsgTagAddLabelTo(&t, label);
}

L4_INLINE void L4_Set_Label(L4_MsgTag_t &t, L4_Word_t label)
{
	L4_Set_Label(&t, label);
}

L4_INLINE void L4_Set_Propagation(L4_MsgTag_t &t)
{
	L4_Set_Propagation(&t);
}

#endif /* __cplusplus */

#endif /* L4_MSGTAG_H */
