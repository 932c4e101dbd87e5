/* SPDX-License-Identifier: BSD-2-Clause */
/* message.h - all about messages; the C++ names of the operations on them. */

#ifndef L4_MESSAGE_H
#define L4_MESSAGE_H

#include <l4/item.h>
#include <l4/msg.h>
#include <l4/msgbuffer.h>
#include <l4/msgtag.h>

#if defined(__cplusplus)

/* C++: overloaded names; what was a pointer in C may be a reference. */

L4_INLINE void L4_StoreMR(int i, L4_Word_t &word)
{
	L4_StoreMR(i, &word);
}

L4_INLINE void L4_Clear(L4_Msg_t &msg)
{
	L4_MsgClear(&msg);
}

L4_INLINE void L4_Clear(L4_Msg_t *msg)
{
	L4_MsgClear(msg);
}

L4_INLINE L4_MsgTag_t L4_MsgTag(const L4_Msg_t &msg)
{
	return L4_MsgMsgTag(&msg);
}

L4_INLINE L4_MsgTag_t L4_MsgTag(const L4_Msg_t *msg)
{
	return L4_MsgMsgTag(msg);
}

L4_INLINE void L4_Set_MsgTag(L4_Msg_t &msg, L4_MsgTag_t t)
{
	L4_Set_MsgMsgTag(&msg, t);
}

L4_INLINE void L4_Set_MsgTag(L4_Msg_t *msg, L4_MsgTag_t t)
{
	L4_Set_MsgMsgTag(msg, t);
}

L4_INLINE L4_Word_t L4_Label(const L4_Msg_t &msg)
{
	return L4_MsgLabel(&msg);
}

L4_INLINE L4_Word_t L4_Label(const L4_Msg_t *msg)
{
	return L4_MsgLabel(msg);
}

L4_INLINE void L4_Set_Label(L4_Msg_t &msg, L4_Word_t label)
{
	L4_Set_MsgLabel(&msg, label);
}

L4_INLINE void L4_Set_Label(L4_Msg_t *msg, L4_Word_t label)
{
	L4_Set_MsgLabel(msg, label);
}

L4_INLINE void L4_Load(const L4_Msg_t &msg)
{
	L4_MsgLoad(&msg);
}

L4_INLINE void L4_Load(const L4_Msg_t *msg)
{
	L4_MsgLoad(msg);
}

L4_INLINE void L4_Store(L4_MsgTag_t t, L4_Msg_t &msg)
{
	L4_MsgStore(t, &msg);
}

L4_INLINE void L4_Store(L4_MsgTag_t t, L4_Msg_t *msg)
{
	L4_MsgStore(t, msg);
}

L4_INLINE void L4_Put(L4_Msg_t &msg, L4_Word_t label, int u, const L4_Word_t *untyped, int t,
		      const void *Items)
{
	L4_MsgPut(&msg, label, u, untyped, t, Items);
}

L4_INLINE void L4_Put(L4_Msg_t *msg, L4_Word_t label, int u, const L4_Word_t *untyped, int t,
		      const void *Items)
{
	L4_MsgPut(msg, label, u, untyped, t, Items);
}

L4_INLINE void L4_Get(const L4_Msg_t &msg, L4_Word_t *untyped, void *Items)
{
	L4_MsgGet(&msg, untyped, Items);
}

L4_INLINE void L4_Get(const L4_Msg_t *msg, L4_Word_t *untyped, void *Items)
{
	L4_MsgGet(msg, untyped, Items);
}

L4_INLINE void L4_Append(L4_Msg_t &msg, L4_Word_t word)
{
	L4_MsgAppendWord(&msg, word);
}

L4_INLINE void L4_Append(L4_Msg_t *msg, L4_Word_t word)
{
	L4_MsgAppendWord(msg, word);
}

L4_INLINE void L4_Append(L4_Msg_t &msg, L4_MapItem_t m)
{
	L4_MsgAppendMapItem(&msg, m);
}

L4_INLINE void L4_Append(L4_Msg_t *msg, L4_MapItem_t m)
{
	L4_MsgAppendMapItem(msg, m);
}

L4_INLINE void L4_Append(L4_Msg_t &msg, L4_GrantItem_t g)
{
	L4_MsgAppendGrantItem(&msg, g);
}

L4_INLINE void L4_Append(L4_Msg_t *msg, L4_GrantItem_t g)
{
	L4_MsgAppendGrantItem(msg, g);
}

L4_INLINE void L4_Append(L4_Msg_t &msg, L4_StringItem_t s)
{
	L4_MsgAppendSimpleStringItem(&msg, s);
}

L4_INLINE void L4_Append(L4_Msg_t *msg, L4_StringItem_t s)
{
	L4_MsgAppendSimpleStringItem(msg, s);
}

L4_INLINE void L4_Append(L4_Msg_t &msg, const L4_StringItem_t *s)
{
	L4_MsgAppendStringItem(&msg, s);
}

L4_INLINE void L4_Append(L4_Msg_t *msg, const L4_StringItem_t *s)
{
	L4_MsgAppendStringItem(msg, s);
}

L4_INLINE void L4_Append(L4_Msg_t &msg, const L4_CtrlXferItem_t *c)
{
	L4_MsgAppendCtrlXferItem(&msg, c);
}

L4_INLINE void L4_Append(L4_Msg_t *msg, const L4_CtrlXferItem_t *c)
{
	L4_MsgAppendCtrlXferItem(msg, c);
}

/* So that a literal 0 is a word, not a null pointer. */
L4_INLINE void L4_Append(L4_Msg_t &msg, int word)
{
	L4_MsgAppendWord(&msg, (L4_Word_t)word);
}

L4_INLINE void L4_Append(L4_Msg_t *msg, int word)
{
	L4_MsgAppendWord(msg, (L4_Word_t)word);
}

L4_INLINE void L4_Append(L4_Msg_t &msg, unsigned int word)
{
	L4_MsgAppendWord(&msg, word);
}

L4_INLINE void L4_Append(L4_Msg_t *msg, unsigned int word)
{
	L4_MsgAppendWord(msg, word);
}

L4_INLINE void L4_Put(L4_Msg_t &msg, L4_Word_t u, L4_Word_t word)
{
	L4_MsgPutWord(&msg, u, word);
}

L4_INLINE void L4_Put(L4_Msg_t *msg, L4_Word_t u, L4_Word_t word)
{
	L4_MsgPutWord(msg, u, word);
}

L4_INLINE void L4_Put(L4_Msg_t &msg, L4_Word_t t, L4_MapItem_t m)
{
	L4_MsgPutMapItem(&msg, t, m);
}

L4_INLINE void L4_Put(L4_Msg_t *msg, L4_Word_t t, L4_MapItem_t m)
{
	L4_MsgPutMapItem(msg, t, m);
}

L4_INLINE void L4_Put(L4_Msg_t &msg, L4_Word_t t, L4_GrantItem_t g)
{
	L4_MsgPutGrantItem(&msg, t, g);
}

L4_INLINE void L4_Put(L4_Msg_t *msg, L4_Word_t t, L4_GrantItem_t g)
{
	L4_MsgPutGrantItem(msg, t, g);
}

L4_INLINE void L4_Put(L4_Msg_t &msg, L4_Word_t t, L4_StringItem_t s)
{
	L4_MsgPutSimpleStringItem(&msg, t, s);
}

L4_INLINE void L4_Put(L4_Msg_t *msg, L4_Word_t t, L4_StringItem_t s)
{
	L4_MsgPutSimpleStringItem(msg, t, s);
}

L4_INLINE void L4_Put(L4_Msg_t &msg, L4_Word_t t, const L4_StringItem_t *s)
{
	L4_MsgPutStringItem(&msg, t, s);
}

L4_INLINE void L4_Put(L4_Msg_t *msg, L4_Word_t t, const L4_StringItem_t *s)
{
	L4_MsgPutStringItem(msg, t, s);
}

L4_INLINE void L4_Put(L4_Msg_t &msg, L4_Word_t t, const L4_CtrlXferItem_t *c)
{
	L4_MsgPutCtrlXferItem(&msg, t, c);
}

L4_INLINE void L4_Put(L4_Msg_t *msg, L4_Word_t t, const L4_CtrlXferItem_t *c)
{
	L4_MsgPutCtrlXferItem(msg, t, c);
}

L4_INLINE void L4_Put(L4_Msg_t &msg, L4_Word_t u, int word)
{
	L4_MsgPutWord(&msg, u, (L4_Word_t)word);
}

L4_INLINE void L4_Put(L4_Msg_t *msg, L4_Word_t u, int word)
{
	L4_MsgPutWord(msg, u, (L4_Word_t)word);
}

L4_INLINE void L4_Put(L4_Msg_t &msg, L4_Word_t u, unsigned int word)
{
	L4_MsgPutWord(&msg, u, word);
}

L4_INLINE void L4_Put(L4_Msg_t *msg, L4_Word_t u, unsigned int word)
{
	L4_MsgPutWord(msg, u, word);
}

L4_INLINE void L4_Get(const L4_Msg_t &msg, L4_Word_t u, L4_Word_t &word)
{
	L4_MsgGetWord(&msg, u, &word);
}

L4_INLINE void L4_Get(const L4_Msg_t *msg, L4_Word_t u, L4_Word_t &word)
{
	L4_MsgGetWord(msg, u, &word);
}

L4_INLINE void L4_Get(const L4_Msg_t &msg, L4_Word_t u, L4_Word_t *word)
{
	L4_MsgGetWord(&msg, u, word);
}

L4_INLINE void L4_Get(const L4_Msg_t *msg, L4_Word_t u, L4_Word_t *word)
{
	L4_MsgGetWord(msg, u, word);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t &msg, L4_Word_t u)
{
	return L4_MsgWord(&msg, u);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t *msg, L4_Word_t u)
{
	return L4_MsgWord(msg, u);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t &msg, L4_Word_t t, L4_MapItem_t &m)
{
	return L4_MsgGetMapItem(&msg, t, &m);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t *msg, L4_Word_t t, L4_MapItem_t &m)
{
	return L4_MsgGetMapItem(msg, t, &m);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t &msg, L4_Word_t t, L4_MapItem_t *m)
{
	return L4_MsgGetMapItem(&msg, t, m);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t *msg, L4_Word_t t, L4_MapItem_t *m)
{
	return L4_MsgGetMapItem(msg, t, m);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t &msg, L4_Word_t t, L4_GrantItem_t &g)
{
	return L4_MsgGetGrantItem(&msg, t, &g);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t *msg, L4_Word_t t, L4_GrantItem_t &g)
{
	return L4_MsgGetGrantItem(msg, t, &g);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t &msg, L4_Word_t t, L4_GrantItem_t *g)
{
	return L4_MsgGetGrantItem(&msg, t, g);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t *msg, L4_Word_t t, L4_GrantItem_t *g)
{
	return L4_MsgGetGrantItem(msg, t, g);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t &msg, L4_Word_t t, L4_StringItem_t &s)
{
	return L4_MsgGetStringItem(&msg, t, &s);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t *msg, L4_Word_t t, L4_StringItem_t &s)
{
	return L4_MsgGetStringItem(msg, t, &s);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t &msg, L4_Word_t t, L4_StringItem_t *s)
{
	return L4_MsgGetStringItem(&msg, t, s);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t *msg, L4_Word_t t, L4_StringItem_t *s)
{
	return L4_MsgGetStringItem(msg, t, s);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t &msg, L4_Word_t t, L4_CtrlXferItem_t &c)
{
	return L4_MsgGetCtrlXferItem(&msg, t, &c);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t *msg, L4_Word_t t, L4_CtrlXferItem_t &c)
{
	return L4_MsgGetCtrlXferItem(msg, t, &c);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t &msg, L4_Word_t t, L4_CtrlXferItem_t *c)
{
	return L4_MsgGetCtrlXferItem(&msg, t, c);
}

L4_INLINE L4_Word_t L4_Get(const L4_Msg_t *msg, L4_Word_t t, L4_CtrlXferItem_t *c)
{
	return L4_MsgGetCtrlXferItem(msg, t, c);
}

#endif /* __cplusplus */

#endif /* L4_MESSAGE_H */
