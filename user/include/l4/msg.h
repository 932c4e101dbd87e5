/* SPDX-License-Identifier: BSD-2-Clause */
/* msg.h - message registers, and messages in memory (X2:14.8). */

#ifndef L4_MSG_H
#define L4_MSG_H

#include <l4/binding.h>
#include <l4/item.h>
#include <l4/msgtag.h>
#include <l4/types.h>

/*
 * Message registers.  Between calls all of them are in the UTCB; "load" writes them.
 */

L4_INLINE void L4_StoreMR(int i, L4_Word_t *word)
{
	*word = __L4_Utcb()[__L4_UTCB_MR0 + i];
}

L4_INLINE void L4_LoadMR(int i, L4_Word_t word)
{
	__L4_Utcb()[__L4_UTCB_MR0 + i] = word;
}

L4_INLINE void L4_StoreMRs(int i, int k, L4_Word_t *words)
{
	const L4_Word_t *mr = &__L4_Utcb()[__L4_UTCB_MR0 + i];
	__L4_AnyWord_t *w = (__L4_AnyWord_t *)words;

	while (k-- > 0)
		*w++ = *mr++;
}

L4_INLINE void L4_LoadMRs(int i, int k, const L4_Word_t *words)
{
	L4_Word_t *mr = &__L4_Utcb()[__L4_UTCB_MR0 + i];
	const __L4_AnyWord_t *w = (const __L4_AnyWord_t *)words;

	while (k-- > 0)
		*mr++ = *w++;
}

L4_INLINE L4_MsgTag_t L4_MsgTag(void)
{
	L4_MsgTag_t t;

	L4_StoreMR(0, &t.raw);
	return t;
}

L4_INLINE void L4_Set_MsgTag(L4_MsgTag_t t)
{
	L4_LoadMR(0, t.raw);
}

/*
 * Messages in memory: the tag, then u untyped words, then t words of typed items.  What does not
 * fit into 63 words is not appended.
 */

typedef union {
	L4_Word_t raw[64];
	L4_Word_t msg[64];
	L4_MsgTag_t tag;
} L4_Msg_t;

#define __L4_MSG_WORDS		63

L4_INLINE void L4_MsgClear(L4_Msg_t *msg)
{
	msg->raw[0] = 0;
}

L4_INLINE L4_MsgTag_t L4_MsgMsgTag(const L4_Msg_t *msg)
{
	return msg->tag;
}

L4_INLINE void L4_Set_MsgMsgTag(L4_Msg_t *msg, L4_MsgTag_t t)
{
	msg->tag = t;
}

L4_INLINE L4_Word_t L4_MsgLabel(const L4_Msg_t *msg)
{
	return L4_Label(msg->tag);
}

L4_INLINE void L4_Set_MsgLabel(L4_Msg_t *msg, L4_Word_t label)
{
	L4_Set_Label(&msg->tag, label);
}

/* Words after the tag, at most as many as there are. */
L4_INLINE L4_Word_t __L4_TagWords(L4_MsgTag_t t)
{
	L4_Word_t n = L4_UntypedWords(t) + L4_TypedWords(t);

	return n < __L4_MSG_WORDS ? n : __L4_MSG_WORDS;
}

L4_INLINE void L4_MsgLoad(const L4_Msg_t *msg)
{
	L4_LoadMRs(0, (int)__L4_TagWords(msg->tag) + 1, msg->raw);
}

L4_INLINE void L4_MsgStore(L4_MsgTag_t t, L4_Msg_t *msg)
{
	L4_StoreMRs(1, (int)__L4_TagWords(t), &msg->raw[1]);
	msg->tag = t;
}

/* Copy n words between a message and any object; nothing if it would leave the message. */
L4_INLINE void __L4_MsgSet(L4_Msg_t *msg, L4_Word_t at, const void *words, L4_Word_t n)
{
	const __L4_AnyWord_t *w = (const __L4_AnyWord_t *)words;
	L4_Word_t i;

	if (at > __L4_MSG_WORDS + 1 || n > __L4_MSG_WORDS + 1 - at)
		return;
	for (i = 0; i < n; i++)
		msg->raw[at + i] = w[i];
}

L4_INLINE void __L4_MsgGet(const L4_Msg_t *msg, L4_Word_t at, void *words, L4_Word_t n)
{
	__L4_AnyWord_t *w = (__L4_AnyWord_t *)words;
	L4_Word_t i;

	if (at > __L4_MSG_WORDS + 1 || n > __L4_MSG_WORDS + 1 - at)
		return;
	for (i = 0; i < n; i++)
		w[i] = msg->raw[at + i];
}

/* The whole message: u untyped words, t words of typed items. */
L4_INLINE void L4_MsgPut(L4_Msg_t *msg, L4_Word_t label, int u, const L4_Word_t *untyped, int t,
			 const void *Items)
{
	msg->raw[0] = label << 16 | ((L4_Word_t)t & 0x3f) << 6 | ((L4_Word_t)u & 0x3f);
	__L4_MsgSet(msg, 1, untyped, (L4_Word_t)u);
	__L4_MsgSet(msg, 1 + (L4_Word_t)u, Items, (L4_Word_t)t);
}

L4_INLINE void L4_MsgGet(const L4_Msg_t *msg, L4_Word_t *untyped, void *Items)
{
	L4_Word_t u = L4_UntypedWords(msg->tag);

	__L4_MsgGet(msg, 1, untyped, u);
	__L4_MsgGet(msg, 1 + u, Items, L4_TypedWords(msg->tag));
}

/* An untyped word goes in front of the typed items, which move up. */
L4_INLINE void L4_MsgAppendWord(L4_Msg_t *msg, L4_Word_t word)
{
	L4_Word_t u = L4_UntypedWords(msg->tag);
	L4_Word_t i = __L4_TagWords(msg->tag);

	if (i >= __L4_MSG_WORDS)
		return;
	for (; i > u; i--)
		msg->raw[i + 1] = msg->raw[i];
	msg->raw[u + 1] = word;
	msg->raw[0]++;
}

L4_INLINE void __L4_MsgAppendItem(L4_Msg_t *msg, const void *item, L4_Word_t n)
{
	L4_Word_t end = __L4_TagWords(msg->tag);

	if (n > __L4_MSG_WORDS - end)
		return;
	__L4_MsgSet(msg, end + 1, item, n);
	msg->raw[0] += n << 6;
}

L4_INLINE void L4_MsgAppendMapItem(L4_Msg_t *msg, L4_MapItem_t m)
{
	__L4_MsgAppendItem(msg, m.raw, 2);
}

L4_INLINE void L4_MsgAppendGrantItem(L4_Msg_t *msg, L4_GrantItem_t g)
{
	__L4_MsgAppendItem(msg, g.raw, 2);
}

L4_INLINE void L4_MsgAppendSimpleStringItem(L4_Msg_t *msg, L4_StringItem_t s)
{
	__L4_MsgAppendItem(msg, s.raw, 2);
}

L4_INLINE void L4_MsgAppendStringItem(L4_Msg_t *msg, const L4_StringItem_t *s)
{
	__L4_MsgAppendItem(msg, s, __L4_StringWords(s));
}

L4_INLINE void L4_MsgAppendCtrlXferItem(L4_Msg_t *msg, const L4_CtrlXferItem_t *c)
{
	__L4_MsgAppendItem(msg, c->raw, __L4_CtrlXferWords(c->raw[0]));
}

/*
 * Replace in place: untyped word u, or the typed item that starts t words after the untyped ones.
 */

L4_INLINE L4_Word_t __L4_MsgItemAt(const L4_Msg_t *msg, L4_Word_t t)
{
	return 1 + L4_UntypedWords(msg->tag) + t;
}

L4_INLINE void L4_MsgPutWord(L4_Msg_t *msg, L4_Word_t u, L4_Word_t word)
{
	__L4_MsgSet(msg, 1 + u, &word, 1);
}

L4_INLINE void L4_MsgPutMapItem(L4_Msg_t *msg, L4_Word_t t, L4_MapItem_t m)
{
	__L4_MsgSet(msg, __L4_MsgItemAt(msg, t), m.raw, 2);
}

L4_INLINE void L4_MsgPutGrantItem(L4_Msg_t *msg, L4_Word_t t, L4_GrantItem_t g)
{
	__L4_MsgSet(msg, __L4_MsgItemAt(msg, t), g.raw, 2);
}

L4_INLINE void L4_MsgPutSimpleStringItem(L4_Msg_t *msg, L4_Word_t t, L4_StringItem_t s)
{
	__L4_MsgSet(msg, __L4_MsgItemAt(msg, t), s.raw, 2);
}

/* The manual's spelling. */
#define L4_MsgPutSimplStringItem	L4_MsgPutSimpleStringItem

L4_INLINE void L4_MsgPutStringItem(L4_Msg_t *msg, L4_Word_t t, const L4_StringItem_t *s)
{
	__L4_MsgSet(msg, __L4_MsgItemAt(msg, t), s, __L4_StringWords(s));
}

L4_INLINE void L4_MsgPutCtrlXferItem(L4_Msg_t *msg, L4_Word_t t, const L4_CtrlXferItem_t *c)
{
	__L4_MsgSet(msg, __L4_MsgItemAt(msg, t), c->raw, __L4_CtrlXferWords(c->raw[0]));
}

/*
 * Read: untyped word u, or the typed item that starts t words after the untyped ones.  The result
 * is the item's size in words; 0, and nothing read, if it does not lie inside the message.
 */

L4_INLINE L4_Word_t L4_MsgWord(const L4_Msg_t *msg, L4_Word_t u)
{
	return u < __L4_MSG_WORDS ? msg->raw[1 + u] : 0;
}

L4_INLINE void L4_MsgGetWord(const L4_Msg_t *msg, L4_Word_t u, L4_Word_t *word)
{
	*word = L4_MsgWord(msg, u);
}

L4_INLINE L4_Word_t __L4_MsgGetItem(const L4_Msg_t *msg, L4_Word_t t, void *item, L4_Word_t n)
{
	L4_Word_t at = __L4_MsgItemAt(msg, t);

	if (at > __L4_MSG_WORDS + 1 || n > __L4_MSG_WORDS + 1 - at)
		return 0;
	__L4_MsgGet(msg, at, item, n);
	return n;
}

L4_INLINE L4_Word_t L4_MsgGetMapItem(const L4_Msg_t *msg, L4_Word_t t, L4_MapItem_t *m)
{
	return __L4_MsgGetItem(msg, t, m->raw, 2);
}

L4_INLINE L4_Word_t L4_MsgGetGrantItem(const L4_Msg_t *msg, L4_Word_t t, L4_GrantItem_t *g)
{
	return __L4_MsgGetItem(msg, t, g->raw, 2);
}

L4_INLINE L4_Word_t L4_MsgGetStringItem(const L4_Msg_t *msg, L4_Word_t t, L4_StringItem_t *s)
{
	L4_Word_t at = __L4_MsgItemAt(msg, t);
	L4_Word_t i = at;

	while (i <= __L4_MSG_WORDS && (msg->raw[i] & __L4_STRING_C))
		i += __L4_StringPtrs(msg->raw[i]) + 1;
	if (i > __L4_MSG_WORDS)
		return 0;
	return __L4_MsgGetItem(msg, t, s, i - at + __L4_StringPtrs(msg->raw[i]) + 1);
}

L4_INLINE L4_Word_t L4_MsgGetCtrlXferItem(const L4_Msg_t *msg, L4_Word_t t, L4_CtrlXferItem_t *c)
{
	L4_Word_t at = __L4_MsgItemAt(msg, t);

	if (at > __L4_MSG_WORDS)
		return 0;
	return __L4_MsgGetItem(msg, t, c->raw, __L4_CtrlXferWords(msg->raw[at]));
}

#endif /* L4_MSG_H */
