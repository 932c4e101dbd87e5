/* SPDX-License-Identifier: BSD-2-Clause */
/* interface.c - what of the user-level C interface nothing else here uses (X2:14). */

#include "lib.h"

static char text[4][16];

/* A compound string of two substrings of the same length, and a control-transfer item. */
static struct compound {
	L4_StringItem_t s;
	word_t room[4];
} compound;

static L4_CtrlXferItem_t transfer;

static void make_items(void)
{
	compound.s = L4_StringItem(16, text[1]);
	L4_AddSubstringAddressTo(&compound.s, text[2]);
	L4_CtrlXferItemInit(&transfer, 3);
	transfer.raw[0] |= (word_t)5 << 12; /* its registers 0 and 2 */
	transfer.raw[1] = 0x1111;
	transfer.raw[2] = 0x2222;
}

/* The words of all items in a row, behind untyped words 7 and 8. */
static const word_t *items_made(void)
{
	static word_t w[14];

	make_items();
	w[0] = 7;
	w[1] = 8;
	w[2] = WINDOW | 8;
	w[3] = page(0, RWX).raw;
	w[4] = WINDOW | 10;
	w[5] = page(1, RWX).raw;
	w[6] = (word_t)16 << 10;
	w[7] = (word_t)text[0];
	w[8] = (word_t)16 << 10 | 1 << 4;
	w[9] = (word_t)text[1];
	w[10] = (word_t)text[2];
	w[11] = (word_t)5 << 12 | 3 << 4 | 6 << 1;
	w[12] = 0x1111;
	w[13] = 0x2222;
	return w;
}

static void append(word_t arg)
{
	const word_t *want = items_made();
	L4_Msg_t m;

	(void)arg;
	L4_MsgClear(&m);
	L4_MsgAppendMapItem(&m, L4_MapItem(page(0, RWX), WINDOW));
	L4_MsgAppendGrantItem(&m, L4_GrantItem(page(1, RWX), WINDOW));
	L4_MsgAppendWord(&m, 7);
	L4_MsgAppendSimpleStringItem(&m, L4_StringItem(16, text[0]));
	L4_MsgAppendStringItem(&m, &compound.s);
	L4_MsgAppendWord(&m, 8);
	L4_MsgAppendCtrlXferItem(&m, &transfer);
	CHECK_EQ(L4_MsgMsgTag(&m).raw, TAG(0, 2, 12));
	for (unsigned i = 0; i < 14; i++)
		CHECK_EQ(m.raw[1 + i], want[i]);
}

/* What does not fit is not appended, and nothing before it changes. */
static void append_full(word_t arg)
{
	L4_Msg_t m;

	(void)arg;
	make_items();
	L4_MsgClear(&m);
	for (word_t i = 0; i < 62; i++)
		L4_MsgAppendWord(&m, i);
	m.raw[63] = 0x6363;
	L4_MsgAppendGrantItem(&m, L4_GrantItem(page(1, RWX), WINDOW));
	L4_MsgAppendStringItem(&m, &compound.s);
	L4_MsgAppendCtrlXferItem(&m, &transfer);
	CHECK_EQ(m.raw[0], TAG(0, 62, 0));
	CHECK_EQ(m.raw[63], 0x6363);
}

static void put(word_t arg)
{
	const word_t *want = items_made();
	L4_Msg_t m = {.raw = {0}};

	(void)arg;
	L4_Set_MsgMsgTag(&m, (L4_MsgTag_t){.raw = TAG(0, 2, 12)});
	L4_MsgPutCtrlXferItem(&m, 9, &transfer);
	L4_MsgPutStringItem(&m, 6, &compound.s);
	L4_MsgPutSimpleStringItem(&m, 4, L4_StringItem(16, text[0]));
	L4_MsgPutGrantItem(&m, 2, L4_GrantItem(page(1, RWX), WINDOW));
	L4_MsgPutMapItem(&m, 0, L4_MapItem(page(0, RWX), WINDOW));
	L4_MsgPutWord(&m, 1, 8);
	L4_MsgPutWord(&m, 0, 7);
	for (unsigned i = 0; i < 14; i++)
		CHECK_EQ(m.raw[1 + i], want[i]);
	CHECK_EQ(m.raw[0], TAG(0, 2, 12));
	CHECK_EQ(m.raw[15], 0);
}

static void get(word_t arg)
{
	const word_t *words = items_made();
	L4_CtrlXferItem_t c;
	struct compound s;
	L4_GrantItem_t g;
	L4_MapItem_t p;
	L4_Msg_t m;

	(void)arg;
	L4_MsgPut(&m, 0, 2, words, 12, (void *)(word_t)&words[2]);
	CHECK_EQ(m.raw[0], TAG(0, 2, 12));
	CHECK_EQ(L4_MsgGetMapItem(&m, 0, &p), 2);
	CHECK(L4_IsMapItem(p));
	CHECK_EQ(L4_MsgGetGrantItem(&m, 2, &g), 2);
	CHECK(L4_IsGrantItem(g));
	CHECK_EQ(L4_GrantItemSndBase(g), WINDOW);
	CHECK_EQ(L4_GrantItemSndFpage(g).raw, page(1, RWX).raw);
	CHECK_EQ(L4_MsgGetStringItem(&m, 4, &s.s), 2);
	CHECK(L4_Substring(&s.s, 0) == text[0]);
	CHECK_EQ(L4_MsgGetStringItem(&m, 6, &s.s), 3);
	CHECK_EQ(L4_Substrings(&s.s), 2);
	CHECK(L4_Substring(&s.s, 1) == text[2]);
	CHECK(L4_Substring(&s.s, 2) == NULL);
	CHECK_EQ(L4_MsgGetCtrlXferItem(&m, 9, &c), 3);
	CHECK(L4_IsCtrlXferItem(&c));
	CHECK_EQ(c.raw[2], 0x2222);
	/* Behind the end of every message. */
	CHECK_EQ(L4_MsgGetGrantItem(&m, 60, &g), 0);
	CHECK_EQ(L4_MsgGetStringItem(&m, 61, &s.s), 0);
	CHECK_EQ(L4_MsgGetCtrlXferItem(&m, 62, &c), 0);
}

static void tags(word_t arg)
{
	L4_MsgTag_t t = {.raw = TAG(0x1234, 5, 6)}, same = t;
	L4_Msg_t m;

	(void)arg;
	CHECK(L4_IsMsgTagEqual(t, same));
	CHECK_EQ(L4_MsgTagAddLabelTo(&t, 0x77).raw, TAG(0x77, 5, 6));
	CHECK_EQ(t.raw, TAG(0x77, 5, 6));
	CHECK(L4_IsMsgTagNotEqual(t, same));
	CHECK(!L4_IsMsgTagEqual(t, same));
	L4_MsgTagAddLabelTo(&t, -1);
	CHECK_EQ(L4_Label(t), ALL_ONES >> 16);
	CHECK(!L4_IpcPropagated(t));
	L4_Set_Propagation(&t);
	CHECK_EQ(t.raw & 0xffff, TAG_P | TAG(0, 5, 6));
	CHECK(L4_IpcPropagated(t));
	CHECK(!L4_IpcRedirected(t) && !L4_IpcXcpu(t) && !L4_IpcFailed(t));
	CHECK(L4_IpcRedirected((L4_MsgTag_t){.raw = TAG_R}));
	CHECK(L4_IpcXcpu((L4_MsgTag_t){.raw = TAG_X}));
	CHECK(!L4_IpcPropagated((L4_MsgTag_t){.raw = TAG_R | TAG_X | TAG_E}));
	CHECK(!L4_IpcRedirected((L4_MsgTag_t){.raw = TAG_P | TAG_X | TAG_E}));
	CHECK(!L4_IpcXcpu((L4_MsgTag_t){.raw = TAG_P | TAG_R | TAG_E}));
	L4_MsgClear(&m);
	L4_Set_MsgMsgTag(&m, t);
	CHECK_EQ(L4_MsgMsgTag(&m).raw, t.raw);
}

static void hints(word_t arg)
{
	const L4_CacheAllocationHint_t all[4] = {
		L4_UseDefaultCacheLineAllocation, L4_AllocateNewCacheLines,
		L4_DoNotAllocateNewCacheLines, L4_AllocateOnlyNewL1CacheLines};
	L4_StringItem_t s = L4_StringItem(16, text[0]);

	(void)arg;
	for (word_t i = 0; i < 4; i++) {
		for (unsigned j = 0; j < 4; j++) {
			CHECK_EQ(L4_IsCacheAllocationHintEqual(all[i], all[j]), i == j);
			CHECK_EQ(L4_IsCacheAllocationHintNotEqual(all[i], all[j]), i != j);
		}
		CHECK_EQ(L4_AddCacheAllocationHint(s, all[i]).raw[0], (word_t)16 << 10 | i << 1);
		L4_AddCacheAllocationHintTo(&s, all[i]);
		CHECK_EQ(s.raw[0], (word_t)16 << 10 | i << 1);
		CHECK(L4_IsStringItem(&s));
		CHECK(L4_IsCacheAllocationHintEqual(L4_CacheAllocationHint(s), all[i]));
	}
}

/* A window that is added takes the place of another one; one that is removed, too. */
static void acceptors(word_t arg)
{
	L4_Acceptor_t a = L4_AddAcceptorTo(L4_StringItemsAcceptor, L4_MapGrantItems(win(0, 0)));

	(void)arg;
	CHECK_EQ(a.raw, win(0, 0).raw | 1);
	a = L4_AddAcceptorTo(a, L4_MapGrantItems(win(1, 0)));
	a = L4_AddAcceptorTo(a, L4_CtrlXferItemsAcceptor);
	CHECK_EQ(a.raw, win(1, 0).raw | 3);
	a = L4_RemoveAcceptorFrom(a, L4_StringItemsAcceptor);
	CHECK_EQ(a.raw, win(1, 0).raw | 2);
	a = L4_RemoveAcceptorFrom(a, L4_MapGrantItems(win(2, 0)));
	CHECK_EQ(a.raw, 2);
}

static void compound_buffers(word_t arg)
{
	L4_MsgBuffer_t b;
	word_t br[6];

	(void)arg;
	make_items();
	L4_MsgBufferClear(&b);
	L4_MsgBufferAppendRcvString(&b, &compound.s);
	L4_MsgBufferAppendSimpleRcvString(&b, L4_StringItem(16, text[3]));
	L4_AcceptStrings(L4_StringItemsAcceptor, &b);
	L4_StoreBRs(0, 6, br);
	L4_Accept(L4_UntypedWordsAcceptor);
	CHECK_EQ(br[0], 1);
	CHECK_EQ(br[1], (word_t)16 << 10 | 1 << 4 | 1);
	CHECK_EQ(br[2], (word_t)text[1]);
	CHECK_EQ(br[3], (word_t)text[2]);
	CHECK_EQ(br[4], (word_t)16 << 10);
	CHECK_EQ(br[5], (word_t)text[3]);
}

static void times(word_t arg)
{
	L4_Clock_t a = {.raw = 0xffffffffUL}, b = {.raw = 2};
	L4_Time_t t = L4_TimePeriod(1000);

	(void)arg;
	CHECK(L4_ClockAdd(a, b).raw == 0x100000001);
	CHECK(L4_ClockSub(L4_ClockAdd(a, b), a).raw == 2);
	CHECK_EQ(L4_TimeAddUsecTo(&t, 20).raw, 1020);
	CHECK_EQ(t.raw, 1020);
	CHECK_EQ(L4_TimeSubUsecFrom(&t, 20).raw, 1000);
	CHECK_EQ(t.raw, 1000);
	CHECK_EQ(L4_TimeSubFrom(&t, L4_TimePeriod(300)).raw, 700);
	CHECK_EQ(t.raw, 700);
	CHECK_EQ(L4_FpageRemoveRights(page(0, RWX), L4_Writable).raw, page(0, 5).raw);
}

static void flush_several(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE);
	L4_Fpage_t f[2] = {page(0, L4_Writable), page(1, RWX)};

	(void)arg;
	map_to(s, page(0, RWX), at(0), WHOLE);
	map_to(s, page(1, RWX), at(1), WHOLE);
	CHECK(can_read(s, at(1)));
	L4_FlushFpages(2, f);
	CHECK(can_read(s, at(0)));
	CHECK(!can_write(s, at(0)));
	CHECK(!can_read(s, at(1)));
	CHECK(!can_write(NULL, arena(0)));
	CHECK(!can_read(NULL, arena(1)));
}

/* --- threads and messages ---------------------------------------------------------------- */

static struct ipc peer;

/* Stopped in a receive phase, which each of the functions cancels or leaves alone. */
static void abort_and_stop(word_t which)
{
	L4_ThreadState_t (*const stop[])(L4_ThreadId_t) = {
		L4_Stop, L4_AbortSend_and_stop, L4_AbortReceive_and_stop, L4_AbortIpc_and_stop};
	bool cancels = which >= 2;
	L4_ThreadState_t was;
	struct thread *t;

	peer = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER};
	t = run_ipc(&peer, L4_SCHEDRESULT_WAITING);
	was = stop[which](t->id);
	CHECK(L4_ThreadWasReceiving(was));
	CHECK(L4_ThreadWasIpcing(was));
	CHECK(!L4_ThreadWasSending(was));
	CHECK(!L4_ThreadWasHalted(was));
	CHECK(L4_ThreadWasHalted(L4_Stop(t->id)));
	exregs(t->id, EX_HALT, 0, 0, 0, 0, L4_nilthread);
	if (!cancels)
		CHECK_EQ(tag_error(send_word(t->id, 5, L4_Timeouts(ms(500), L4_Never))), 0);
	thread_join(t);
	if (cancels)
		ipc_check_error(&peer, ERR(E_CANCELLED, RECEIVE, 0));
	else
		CHECK_EQ(peer.out[1], 5);
}

static void answer(void *arg)
{
	L4_ThreadId_t from;
	L4_Word_t w;

	(void)arg;
	L4_Wait(&from);
	for (;;) {
		L4_StoreMR(1, &w);
		L4_LoadMR(1, w + 1);
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
		L4_LreplyWait(from, &from);
	}
}

static void local_call(word_t arg)
{
	struct thread *t = run_local(answer, NULL);
	L4_MsgTag_t tag;
	L4_Word_t w;

	(void)arg;
	thread_await(t->id, L4_SCHEDRESULT_WAITING);
	for (word_t i = 0; i < 3; i++) {
		L4_LoadMR(1, i * 10);
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
		tag = L4_Lcall(thread_local_id(t));
		CHECK_EQ(tag.raw, TAG(0, 1, 0));
		L4_StoreMR(1, &w);
		CHECK_EQ(w, i * 10 + 1);
	}
}

/* The reply arrives; the wait for the next request ends by itself. */
static void reply_wait_timeout(word_t arg)
{
	L4_ThreadId_t from;
	struct thread *t;
	L4_MsgTag_t tag;

	(void)arg;
	peer = (struct ipc){.from_spec = L4_Myself(), .timeouts = NEVER};
	t = run_ipc(&peer, L4_SCHEDRESULT_WAITING);
	L4_LoadMR(1, 77);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
	tag = L4_ReplyWait_Timeout(t->id, ms(1), &from);
	CHECK(L4_IpcFailed(tag));
	CHECK_EQ(L4_ErrorCode(), ERR(E_TIMEOUT, RECEIVE, 0));
	thread_join(t);
	CHECK_EQ(peer.out[1], 77);
}

static const struct test tests[] = {
	{"items.append", "14.8", append},
	{"items.append-full", "14.8", append_full},
	{"items.put", "14.8", put},
	{"items.get", "14.8", get},
	{"items.hints", "14.8", hints},
	{"tags", "14.8", tags},
	{"acceptors", "14.8", acceptors},
	{"buffers.compound", "14.8", compound_buffers},
	{"times", "14.6", times},
	{"flush-several", "14.7", flush_several},
	{"stop", "14.5", abort_and_stop, 0},
	{"stop.abort-send", "14.5", abort_and_stop, 1},
	{"stop.abort-receive", "14.5", abort_and_stop, 2},
	{"stop.abort-ipc", "14.5", abort_and_stop, 3},
	{"local-call", "14.9", local_call},
	{"reply-wait-timeout", "14.9", reply_wait_timeout},
};

TOPIC(interface, "interface");
