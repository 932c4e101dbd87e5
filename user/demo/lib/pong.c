/* SPDX-License-Identifier: BSD-2-Clause */
/* pong.c - send every message back until told to stop; the other side of measurements and tests. */

#include "demo.h"

#include <l4/ipc.h>

#define UNTYPED_MASK 0x3fUL

void demo_pong(void)
{
	L4_ThreadId_t from;
	L4_MsgTag_t tag;

	L4_Accept(L4_UntypedWordsAcceptor);
	tag = L4_Wait(&from);
	for (;;) {
		if (L4_IpcFailed(tag)) {
			tag = L4_Wait(&from);
			continue;
		}
		if (L4_Label(tag) == PONG_EXIT)
			return;
		/* The words are still in the message registers. */
		tag.raw &= UNTYPED_MASK;
		L4_Set_MsgTag(tag);
		tag = L4_ReplyWait(from, &from);
	}
}
