/* SPDX-License-Identifier: BSD-2-Clause */
/* pagefault.h - the page-fault message as a pager receives it (X2:10.2). */

#ifndef L4_PAGEFAULT_H
#define L4_PAGEFAULT_H

#include <l4/message.h>

/* The three words of the message. */
typedef union {
	L4_Word_t raw[3];
	struct {
		L4_MsgTag_t tag;
		L4_Word_t addr;
		L4_Word_t ip;
	} X;
} L4_PageFaultMsg_t;

/* Protocol number -2 in the label, above four bits for the access. */
L4_INLINE L4_Bool_t L4_IsPageFault(L4_MsgTag_t tag)
{
	return (tag.raw >> 20) == ((~0UL << 21) >> 20) && L4_UntypedWords(tag) == 2 &&
		L4_TypedWords(tag) == 0;
}

/* The rights the thread wanted. */
L4_INLINE L4_Word_t L4_PageFaultAccess(L4_MsgTag_t tag)
{
	return L4_Label(tag) & L4_FullyAccessible;
}

L4_INLINE void L4_StorePageFault(L4_MsgTag_t tag, L4_PageFaultMsg_t *msg)
{
	L4_StoreMRs(1, 2, &msg->raw[1]);
	msg->X.tag = tag;
}

#endif /* L4_PAGEFAULT_H */
