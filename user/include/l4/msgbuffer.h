/* SPDX-License-Identifier: BSD-2-Clause */
/* msgbuffer.h - what a receiver accepts: acceptor and buffer registers (X2:1.6). */

#ifndef L4_MSGBUFFER_H
#define L4_MSGBUFFER_H

#include <l4/binding.h>
#include <l4/item.h>

typedef union {
	L4_Word_t raw;
	struct {
		__L4_BITS4(L4_Word_t,
			   s : 1,
			   c : 1,
			   __zeros : 2,
			   RcvWindow : L4_BITS_PER_WORD - 4);
	} X;
} L4_Acceptor_t;

#define L4_UntypedWordsAcceptor		((L4_Acceptor_t) { 0UL })
#define L4_StringItemsAcceptor		((L4_Acceptor_t) { 1UL })
#define L4_CtrlXferItemsAcceptor	((L4_Acceptor_t) { 2UL })
#define L4_CtrlXferAcceptor		L4_CtrlXferItemsAcceptor

L4_INLINE L4_Acceptor_t L4_MapGrantItems(L4_Fpage_t RcvWindow)
{
	L4_Acceptor_t a;

	a.raw = RcvWindow.raw & ~0xfUL;
	return a;
}

/* A window in r replaces that of l. */
L4_INLINE L4_Acceptor_t L4_AddAcceptor(L4_Acceptor_t l, L4_Acceptor_t r)
{
	L4_Word_t window = r.X.RcvWindow ? r.raw : l.raw;

	l.raw = (window & ~0xfUL) | ((l.raw | r.raw) & 0xf);
	return l;
}

/* A window in r, whichever it is, removes that of l. */
L4_INLINE L4_Acceptor_t L4_RemoveAcceptor(L4_Acceptor_t l, L4_Acceptor_t r)
{
	L4_Word_t window = r.X.RcvWindow ? 0 : l.raw;

	l.raw = (window & ~0xfUL) | (l.raw & ~r.raw & 0xf);
	return l;
}

/* Arguments by value, as existing programs expect (X2:15, item 52); use the result. */
L4_INLINE L4_Acceptor_t L4_AddAcceptorTo(L4_Acceptor_t l, L4_Acceptor_t r)
{
	return L4_AddAcceptor(l, r);
}

L4_INLINE L4_Acceptor_t L4_RemoveAcceptorFrom(L4_Acceptor_t l, L4_Acceptor_t r)
{
	return L4_RemoveAcceptor(l, r);
}

L4_INLINE L4_Bool_t L4_HasStringItems(L4_Acceptor_t a)
{
	return a.X.s;
}

L4_INLINE L4_Bool_t L4_HasMapGrantItems(L4_Acceptor_t a)
{
	return a.X.RcvWindow != 0;
}

L4_INLINE L4_Fpage_t L4_RcvWindow(L4_Acceptor_t a)
{
	L4_Fpage_t f;

	f.raw = a.raw & ~0xfUL;
	return f;
}

/*
 * Buffer registers; "load" writes them.
 */

L4_INLINE void L4_StoreBR(int i, L4_Word_t *word)
{
	*word = __L4_Utcb()[__L4_UTCB_BR(i)];
}

L4_INLINE void L4_LoadBR(int i, L4_Word_t word)
{
	__L4_Utcb()[__L4_UTCB_BR(i)] = word;
}

L4_INLINE void L4_StoreBRs(int i, int k, L4_Word_t *words)
{
	__L4_AnyWord_t *w = (__L4_AnyWord_t *)words;

	for (; k > 0; k--)
		*w++ = __L4_Utcb()[__L4_UTCB_BR(i++)];
}

L4_INLINE void L4_LoadBRs(int i, int k, const L4_Word_t *words)
{
	const __L4_AnyWord_t *w = (const __L4_AnyWord_t *)words;

	for (; k > 0; k--)
		__L4_Utcb()[__L4_UTCB_BR(i++)] = *w++;
}

/*
 * Receive buffers for strings, to be put in BR1 to BR32.  The C bit of a string's first word
 * tells that another string follows.
 */

#define __L4_MSGBUFFER_WORDS	32

typedef union {
	L4_Word_t raw[__L4_MSGBUFFER_WORDS];
	L4_StringItem_t string[__L4_MSGBUFFER_WORDS / 2];
} L4_MsgBuffer_t;

/* One empty string; the first one appended takes its place. */
L4_INLINE void L4_MsgBufferClear(L4_MsgBuffer_t *b)
{
	b->raw[0] = 0;
	b->raw[1] = 0;
}

/* The index of the last string. */
L4_INLINE L4_Word_t __L4_MsgBufferLast(const L4_MsgBuffer_t *b)
{
	L4_Word_t i = 0;

	while (b->raw[i] & 1) {
		L4_Word_t next = i + __L4_StringWords((const L4_StringItem_t *)&b->raw[i]);

		if (next >= __L4_MSGBUFFER_WORDS)
			break;
		i = next;
	}
	return i;
}

/* Append a string of n words, unless there is no room for it. */
L4_INLINE void __L4_MsgBufferAppend(L4_MsgBuffer_t *b, const void *string, L4_Word_t n)
{
	const __L4_AnyWord_t *w = (const __L4_AnyWord_t *)string;
	L4_Word_t last = __L4_MsgBufferLast(b);
	L4_Word_t end = 0;
	L4_Word_t i;

	if (b->raw[0] != 0 || b->raw[1] != 0)
		end = last + __L4_StringWords((const L4_StringItem_t *)&b->raw[last]);
	if (end > __L4_MSGBUFFER_WORDS || n > __L4_MSGBUFFER_WORDS - end)
		return;
	if (end > 0)
		b->raw[last] |= 1;
	for (i = 0; i < n; i++)
		b->raw[end + i] = w[i];
	b->raw[end] &= ~1UL;
}

L4_INLINE void L4_MsgBufferAppendSimpleRcvString(L4_MsgBuffer_t *b, L4_StringItem_t s)
{
	__L4_MsgBufferAppend(b, s.raw, 2);
}

L4_INLINE void L4_MsgBufferAppendRcvString(L4_MsgBuffer_t *b, const L4_StringItem_t *s)
{
	__L4_MsgBufferAppend(b, s, __L4_StringWords(s));
}

L4_INLINE void L4_Accept(L4_Acceptor_t a)
{
	L4_LoadBR(0, a.raw);
}

L4_INLINE void L4_AcceptStrings(L4_Acceptor_t a, const L4_MsgBuffer_t *b)
{
	L4_Word_t last = __L4_MsgBufferLast(b);
	L4_Word_t n = last + __L4_StringWords((const L4_StringItem_t *)&b->raw[last]);

	L4_Accept(a);
	L4_LoadBRs(1, (int)(n < __L4_MSGBUFFER_WORDS ? n : __L4_MSGBUFFER_WORDS), b->raw);
}

L4_INLINE L4_Acceptor_t L4_Accepted(void)
{
	L4_Acceptor_t a;

	L4_StoreBR(0, &a.raw);
	return a;
}

#if defined(__cplusplus)

/* C++: overloaded names and operators; what was a pointer in C may be a reference. */

L4_INLINE L4_Acceptor_t operator+(L4_Acceptor_t l, L4_Acceptor_t r)
{
	return L4_AddAcceptor(l, r);
}

L4_INLINE L4_Acceptor_t operator-(L4_Acceptor_t l, L4_Acceptor_t r)
{
	return L4_RemoveAcceptor(l, r);
}

L4_INLINE L4_Acceptor_t operator+=(L4_Acceptor_t &l, L4_Acceptor_t r)
{
	l = L4_AddAcceptor(l, r);
	return l;
}

L4_INLINE L4_Acceptor_t operator-=(L4_Acceptor_t &l, L4_Acceptor_t r)
{
	l = L4_RemoveAcceptor(l, r);
	return l;
}

L4_INLINE L4_Bool_t L4_StringItems(L4_Acceptor_t a)
{
	return L4_HasStringItems(a);
}

L4_INLINE L4_Bool_t L4_MapGrantItems(L4_Acceptor_t a)
{
	return L4_HasMapGrantItems(a);
}

L4_INLINE void L4_StoreBR(int i, L4_Word_t &word)
{
	L4_StoreBR(i, &word);
}

L4_INLINE void L4_Clear(L4_MsgBuffer_t &b)
{
	L4_MsgBufferClear(&b);
}

L4_INLINE void L4_Clear(L4_MsgBuffer_t *b)
{
	L4_MsgBufferClear(b);
}

L4_INLINE void L4_Append(L4_MsgBuffer_t &b, L4_StringItem_t s)
{
	L4_MsgBufferAppendSimpleRcvString(&b, s);
}

L4_INLINE void L4_Append(L4_MsgBuffer_t *b, L4_StringItem_t s)
{
	L4_MsgBufferAppendSimpleRcvString(b, s);
}

L4_INLINE void L4_Append(L4_MsgBuffer_t &b, const L4_StringItem_t *s)
{
	L4_MsgBufferAppendRcvString(&b, s);
}

L4_INLINE void L4_Append(L4_MsgBuffer_t *b, const L4_StringItem_t *s)
{
	L4_MsgBufferAppendRcvString(b, s);
}

L4_INLINE void L4_Accept(L4_Acceptor_t a, const L4_MsgBuffer_t &b)
{
	L4_AcceptStrings(a, &b);
}

L4_INLINE void L4_Accept(L4_Acceptor_t a, const L4_MsgBuffer_t *b)
{
	L4_AcceptStrings(a, b);
}

#endif /* __cplusplus */

#endif /* L4_MSGBUFFER_H */
