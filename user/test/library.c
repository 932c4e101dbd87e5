/* SPDX-License-Identifier: BSD-2-Clause */
/* library.c - tests of the user-level C interface: encodings, messages, ids, times, KIP access. */

#include <l4/arch.h>
#include <l4/bootinfo.h>
#include <pecan/check.h>
#include <string.h>

#include "lib.h"

static void encodings(word_t arg)
{
	(void)arg;
	CHECK_EQ(pecan_check_encodings(), 0);
}

/* --- ids (14.3) -------------------------------------------------------------------------- */

static void ids(word_t arg)
{
	tid_t t = L4_GlobalId(51, 1);

	(void)arg;
	CHECK_EQ(L4_ThreadNo(t), 51);
	CHECK_EQ(L4_Version(t), 1);
	CHECK(L4_IsGlobalId(t));
	CHECK(!L4_IsLocalId(t));
	CHECK(L4_IsLocalId(L4_MyLocalId()));
	CHECK(L4_IsNilThread(L4_nilthread));
	CHECK(!L4_IsNilThread(t));
	CHECK(L4_IsThreadEqual(t, t));
	CHECK(L4_IsThreadNotEqual(t, L4_anythread));
	CHECK_EQ(L4_anythread.raw, ALL_ONES);
	CHECK_EQ(L4_anylocalthread.raw, ALL_ONES & ~(word_t)63);
	CHECK_EQ(L4_Myself().raw, L4_MyGlobalId().raw);
}

static void id_conversion(word_t arg)
{
	(void)arg;
	CHECK_EQ(L4_LocalIdOf(L4_MyLocalId()).raw, L4_MyLocalId().raw);
	CHECK_EQ(L4_GlobalIdOf(L4_MyGlobalId()).raw, L4_MyGlobalId().raw);
	CHECK_EQ(L4_LocalIdOf(L4_MyGlobalId()).raw, L4_MyLocalId().raw);
	CHECK(L4_SameThreads(L4_MyGlobalId(), L4_MyLocalId()));
	CHECK(!L4_SameThreads(L4_MyGlobalId(), pager_id));
}

/* --- TCRs (14.4) ------------------------------------------------------------------------- */

static void tcrs(word_t arg)
{
	tid_t handler = L4_ExceptionHandler();

	(void)arg;
	L4_Set_UserDefinedHandle(0x1234);
	CHECK_EQ(L4_UserDefinedHandle(), 0x1234);
	L4_Set_ExceptionHandler(runner_id);
	CHECK_EQ(L4_ExceptionHandler().raw, runner_id.raw);
	L4_Set_ExceptionHandler(handler);
	L4_Set_XferTimeouts(0x11112222);
	CHECK_EQ(L4_XferTimeouts(), 0x11112222);
	L4_Set_XferTimeouts(0);
	CHECK_EQ(L4_Pager().raw, pager_id.raw);
	CHECK_EQ(L4_ProcessorNo(), 0);
	CHECK_EQ(L4_WordSizeMask(), ALL_ONES);
}

static void thread_words(word_t arg)
{
	(void)arg;
	__L4_TCR_Set_ThreadWord(0, 0x1111);
	__L4_TCR_Set_ThreadWord(1, 0x2222);
	L4_Yield();
	send_word(bogus_id(), 0, NEVER);
	CHECK_EQ(__L4_TCR_ThreadWord(0), 0x1111);
	CHECK_EQ(__L4_TCR_ThreadWord(1), 0x2222);
}

static void cop_flags(word_t arg)
{
	(void)arg;
	for (word_t i = 0; i < 8; i++) {
		L4_Clr_CopFlag(i);
		L4_Set_CopFlag(i);
	}
	L4_Yield();
}

/* Preempt flags: set or clear, and the old value returned. */
static void preempt_flags(word_t arg)
{
	(void)arg;
	CHECK(!L4_DisablePreemption());
	CHECK(L4_DisablePreemption());
	CHECK(L4_EnablePreemption());
	CHECK(!L4_EnablePreemption());
	CHECK(!L4_EnablePreemptionFaultException());
	CHECK(L4_DisablePreemptionFaultException());
	CHECK(!L4_DisablePreemptionFaultException());
	L4_PreemptionPending();
	CHECK(!L4_PreemptionPending());
}

static void error_strings(word_t arg)
{
	(void)arg;
	for (word_t e = 0; e <= 8; e++) {
		CHECK(L4_ErrorCode_String(e) != NULL);
		for (word_t f = 0; f < e; f++)
			CHECK(strcmp(L4_ErrorCode_String(e), L4_ErrorCode_String(f)) != 0);
	}
}

/* --- time (14.6) ------------------------------------------------------------------------- */

static word_t length(L4_Time_t t)
{
	return (word_t)t.period.X.m << t.period.X.e;
}

static void time_period(word_t arg)
{
	(void)arg;
	CHECK_EQ(L4_TimePeriod(0).raw, L4_ZeroTime.raw);
	CHECK_EQ(L4_TimePeriod(1).raw, 1);
	CHECK_EQ(L4_TimePeriod(1023).raw, 1023);
	CHECK_EQ(L4_TimePeriod(1024).raw, 1 << 10 | 512);
	CHECK_EQ(L4_TimePeriod(10000).raw, 0x1271);
	CHECK_EQ(L4_TimePeriod(1000000).raw, 0x2bd0);
	CHECK_EQ(L4_TimePeriod(~(L4_Word64_t)0).raw, L4_Never.raw);
	for (word_t us = 1; us < 100000000; us = us * 3 + 1) {
		word_t got = length(L4_TimePeriod(us));

		CHECK_IN(got, us - us / 512, us);
	}
}

static void time_point(word_t arg)
{
	L4_Clock_t at;

	(void)arg;
	at.raw = clock_us() + 5000;
	CHECK(L4_TimePoint(at).raw & 0x8000);
}

static void time_sums(word_t arg)
{
	L4_Time_t a = ms(10), b = ms(5), c = a;

	(void)arg;
	CHECK_IN(length(L4_TimeAdd(a, b)), 14900, 15000);
	CHECK_IN(length(L4_TimeSub(a, b)), 4900, 5000);
	CHECK_IN(length(L4_TimeAddUsec(a, 1000)), 10900, 11000);
	CHECK_IN(length(L4_TimeSubUsec(a, 1000)), 8900, 9000);
	L4_TimeAddTo(&c, b);
	CHECK(L4_IsTimeLonger(c, a));
	CHECK(L4_IsTimeShorter(b, a));
	CHECK(L4_IsTimeEqual(a, ms(10)));
	CHECK(L4_IsTimeNotEqual(a, b));
	CHECK(L4_IsTimeLonger(L4_Never, a));
	CHECK(L4_IsTimeShorter(L4_ZeroTime, b));
}

static void clocks(word_t arg)
{
	L4_Clock_t a = L4_SystemClock(), b = L4_ClockAddUsec(a, 100);

	(void)arg;
	CHECK(L4_IsClockLater(b, a));
	CHECK(L4_IsClockEarlier(a, b));
	CHECK(L4_IsClockEqual(L4_ClockSubUsec(b, 100), a));
	CHECK(L4_IsClockNotEqual(a, b));
}

/* --- fpages (14.7) ----------------------------------------------------------------------- */

static void fpages(word_t arg)
{
	L4_Fpage_t f = L4_Fpage(0x400000, 0x10000), g;

	(void)arg;
	CHECK_EQ(L4_Address(f), 0x400000);
	CHECK_EQ(L4_Size(f), 0x10000);
	CHECK_EQ(L4_SizeLog2(f), 16);
	CHECK_EQ(L4_Rights(f), 0);
	g = L4_FpageAddRights(f, L4_ReadWriteOnly);
	CHECK_EQ(L4_Rights(g), 6);
	L4_FpageAddRightsTo(&g, L4_eXecutable);
	CHECK_EQ(L4_Rights(g), 7);
	L4_FpageRemoveRightsFrom(&g, L4_Writable);
	CHECK_EQ(L4_Rights(g), 5);
	L4_Set_Rights(&g, L4_Readable);
	CHECK_EQ(L4_Rights(g), 4);
	CHECK(L4_IsNilFpage(L4_Nilpage));
	CHECK(!L4_IsNilFpage(L4_CompleteAddressSpace));
	CHECK_EQ(L4_FpageLog2(0x1000, 12).raw | 7, 0x10c7);
}

/* --- messages (14.8) --------------------------------------------------------------------- */

static void message_words(word_t arg)
{
	L4_Msg_t m;
	word_t w;

	(void)arg;
	L4_MsgClear(&m);
	L4_Set_MsgLabel(&m, 0x42);
	for (word_t i = 0; i < 5; i++)
		L4_MsgAppendWord(&m, i * 11);
	CHECK_EQ(L4_MsgLabel(&m), 0x42);
	CHECK_EQ(m.tag.raw, TAG(0x42, 5, 0));
	CHECK_EQ(L4_MsgWord(&m, 3), 33);
	L4_MsgPutWord(&m, 3, 99);
	L4_MsgGetWord(&m, 3, &w);
	CHECK_EQ(w, 99);
}

/* A word appended behind an item shifts the item up. */
static void message_items(word_t arg)
{
	L4_Msg_t m;
	L4_MapItem_t map = L4_MapItem(page(0, RWX), WINDOW), got;

	(void)arg;
	L4_MsgClear(&m);
	L4_MsgAppendWord(&m, 1);
	L4_MsgAppendMapItem(&m, map);
	L4_MsgAppendWord(&m, 2);
	CHECK_EQ(m.tag.raw, TAG(0, 2, 2));
	CHECK_EQ(L4_MsgWord(&m, 1), 2);
	CHECK_EQ(L4_MsgGetMapItem(&m, 0, &got), 2);
	CHECK_EQ(got.raw[1], page(0, RWX).raw);
	CHECK(L4_IsMapItem(got));
	CHECK_EQ(L4_MapItemSndBase(got), WINDOW);
	CHECK_EQ(L4_MapItemSndFpage(got).raw, page(0, RWX).raw);
}

static void message_load_store(word_t arg)
{
	L4_Msg_t m, n;

	(void)arg;
	L4_MsgClear(&m);
	L4_Set_MsgLabel(&m, 7);
	for (word_t i = 0; i < 63; i++)
		L4_MsgAppendWord(&m, ipc_pattern(1, (unsigned)i));
	L4_MsgLoad(&m);
	memset(&n, 0, sizeof(n));
	L4_MsgStore(L4_MsgTag(), &n);
	CHECK(memcmp(&m, &n, sizeof(m)) == 0);
}

static void message_put_get(word_t arg)
{
	word_t in[3] = {5, 6, 7}, out[3] = {0};
	L4_Msg_t m;

	(void)arg;
	L4_MsgPut(&m, 0x33, 3, in, 0, NULL);
	CHECK_EQ(m.tag.raw, TAG(0x33, 3, 0));
	L4_MsgGet(&m, out, NULL);
	CHECK_EQ(out[0] + out[1] + out[2], 18);
}

static void compound_string(word_t arg)
{
	struct {
		L4_StringItem_t s;
		word_t room[12];
	} a;
	char one[8], two[8], three[8];
	L4_StringItem_t b = L4_StringItem(5, three);

	(void)arg;
	memset(&a, 0, sizeof(a));
	a.s = L4_StringItem(8, one);
	CHECK(L4_IsStringItem(&a.s));
	CHECK(!L4_CompoundString(&a.s));
	CHECK_EQ(L4_Substrings(&a.s), 1);
	L4_AddSubstringAddressTo(&a.s, two);
	L4_AddSubstringTo(&a.s, &b);
	CHECK(L4_CompoundString(&a.s));
	CHECK_EQ(L4_Substrings(&a.s), 3);
	CHECK(L4_Substring(&a.s, 0) == one);
	CHECK(L4_Substring(&a.s, 1) == two);
	CHECK(L4_Substring(&a.s, 2) == three);
}

static void acceptors(word_t arg)
{
	L4_Acceptor_t a = L4_AddAcceptor(L4_StringItemsAcceptor, L4_MapGrantItems(win(0, 0)));

	(void)arg;
	CHECK(L4_HasStringItems(a));
	CHECK(L4_HasMapGrantItems(a));
	CHECK_EQ(L4_RcvWindow(a).raw & ~0xfUL, win(0, 0).raw);
	a = L4_RemoveAcceptor(a, L4_StringItemsAcceptor);
	CHECK(!L4_HasStringItems(a));
	L4_Accept(a);
	CHECK_EQ(L4_Accepted().raw, a.raw);
	L4_Accept(L4_UntypedWordsAcceptor);
	CHECK_EQ(L4_Accepted().raw, 0);
	CHECK(!L4_HasMapGrantItems(L4_Accepted()));
}

static void buffers(word_t arg)
{
	static char one[64], two[32];
	L4_MsgBuffer_t b;
	word_t br[5];

	(void)arg;
	L4_MsgBufferClear(&b);
	L4_MsgBufferAppendSimpleRcvString(&b, L4_StringItem(64, one));
	L4_MsgBufferAppendSimpleRcvString(&b, L4_StringItem(32, two));
	L4_AcceptStrings(L4_StringItemsAcceptor, &b);
	L4_StoreBRs(0, 5, br);
	CHECK_EQ(br[0] & 1, 1);
	CHECK_EQ(br[1], (word_t)64 << 10 | 1);
	CHECK_EQ(br[2], (word_t)one);
	CHECK_EQ(br[3], (word_t)32 << 10);
	CHECK_EQ(br[4], (word_t)two);
	L4_Accept(L4_UntypedWordsAcceptor);
}

/* A message made, sent and taken apart with nothing but the library. */
static char received[128];

static void take_apart(void *arg)
{
	L4_MsgBuffer_t b;
	tid_t from;

	(void)arg;
	L4_MsgBufferClear(&b);
	L4_MsgBufferAppendSimpleRcvString(&b, L4_StringItem(sizeof(received), received));
	L4_AcceptStrings(L4_StringItemsAcceptor, &b);
	L4_Wait(&from);
	L4_Accept(L4_UntypedWordsAcceptor);
	L4_Set_MsgTag(L4_Niltag);
	L4_Reply(from);
}

static void string_message(word_t arg)
{
	static char text[] = "a string sent as a string item";
	struct thread *t = run_local(take_apart, NULL);
	L4_Msg_t m;

	(void)arg;
	memset(received, 0, sizeof(received));
	L4_MsgClear(&m);
	L4_MsgAppendSimpleStringItem(&m, L4_StringItem(sizeof(text), text));
	L4_MsgLoad(&m);
	CHECK(L4_IpcSucceeded(L4_Call(t->id)));
	CHECK(strcmp(received, text) == 0);
}

/* --- IPC (14.9) -------------------------------------------------------------------------- */

static void sleeps(word_t arg)
{
	uint64_t start = clock_us();

	(void)arg;
	L4_Sleep(ms(10));
	CHECK_TIME(clock_us() - start, 9000, 40000);
}

static void reply_never_waits(word_t arg)
{
	uint64_t start = clock_us();
	L4_MsgTag_t tag;

	(void)arg;
	L4_Set_MsgTag(L4_Niltag);
	tag = L4_Reply(runner_id);
	CHECK_TIME(clock_us() - start, 0, 20000);
	(void)tag;
	tag = L4_Reply(L4_Myself());
	CHECK(L4_IpcFailed(tag));
	CHECK_EQ(L4_ErrorCode(), ERR(E_TIMEOUT, SEND, 0));
}

/* --- boot information (14.12) ------------------------------------------------------------ */

static void boot_info(word_t arg)
{
	void *info = (void *)L4_BootInfo(kip);
	L4_BootRec_t *r;
	word_t modules = 0;

	(void)arg;
	if (!info || !can_read(NULL, (word_t)info))
		test_skip("no boot information");
	CHECK(L4_BootInfo_Valid(info));
	CHECK(L4_BootInfo_Entries(info) > 0);
	r = L4_BootInfo_FirstEntry(info);
	for (word_t i = 0; i < L4_BootInfo_Entries(info); i++) {
		CHECK((word_t)r >= (word_t)info);
		CHECK((word_t)r < (word_t)info + L4_BootInfo_Size(info));
		if (L4_BootRec_Type(r) == L4_BootInfo_SimpleExec) {
			modules++;
			CHECK(L4_SimpleExec_Cmdline(r) != NULL);
			CHECK(L4_SimpleExec_InitialIP(r) != 0);
		}
		if (i + 1 < L4_BootInfo_Entries(info))
			r = L4_BootRec_Next(r);
	}
	CHECK(modules <= L4_BootInfo_Entries(info));
}

static const struct test tests[] = {
	{"encodings", "16.1", encodings},
	{"ids", "14.3", ids},
	{"ids.conversion", "14.3", id_conversion},
	{"tcrs", "14.4", tcrs},
	{"tcrs.thread-words", "14.4", thread_words},
	{"tcrs.cop-flags", "3.3", cop_flags},
	{"tcrs.preempt-flags", "3.2", preempt_flags},
	{"error-strings", "14.4", error_strings},
	{"time.period", "14.6", time_period},
	{"time.point", "14.6", time_point},
	{"time.sums", "14.6", time_sums},
	{"time.clocks", "14.6", clocks},
	{"fpages", "14.7", fpages},
	{"message.words", "14.8", message_words},
	{"message.items", "14.8", message_items},
	{"message.load-store", "14.8", message_load_store},
	{"message.put-get", "14.8", message_put_get},
	{"message.compound", "14.8", compound_string},
	{"message.acceptors", "14.8", acceptors},
	{"message.buffers", "14.8", buffers},
	{"message.string", "14.8", string_message},
	{"ipc.sleep", "14.9", sleeps},
	{"ipc.reply", "14.9", reply_never_waits},
	{"boot-info", "14.12", boot_info},
};

TOPIC(library, "library");
