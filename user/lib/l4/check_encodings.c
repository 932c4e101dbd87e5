/* SPDX-License-Identifier: BSD-2-Clause */
/* check_encodings.c - proof that the headers encode as the examples of X2:16.1. */

#include <l4/ipc.h>
#include <l4/kip.h>
#include <l4/message.h>
#include <l4/schedule.h>
#include <l4/thread.h>
#include <pecan/check.h>

/*
 * Functions are no constant expressions in C, so the optimiser does the work where it can: a call
 * of encoding_is_wrong that it cannot remove ends the compilation.  The rest is left for run time.
 */
#if defined(__OPTIMIZE__)
void encoding_is_wrong(void) __attribute__((__error__("wrong encoding")));
#else
#define encoding_is_wrong()	((void)0)
#endif

#define CHECK(value, expected)						\
	do {								\
		int wrong = (L4_Word_t)(value) != (L4_Word_t)(expected);	\
		if (__builtin_constant_p(wrong) && wrong)		\
			encoding_is_wrong();				\
		if (wrong)						\
			return __LINE__;				\
	} while (0)

#if defined(L4_64BIT)
#define WIDE(w32, w64)	(w64)
#else
#define WIDE(w32, w64)	(w32)
#endif

#define SIZE(type, bytes)	_Static_assert(sizeof(type) == (bytes), #type)
#define WORDS(type, words)	SIZE(type, (words) * sizeof(L4_Word_t))

SIZE(L4_Word_t, L4_BITS_PER_WORD / 8);
SIZE(L4_Word8_t, 1);
SIZE(L4_Word16_t, 2);
SIZE(L4_Word32_t, 4);
SIZE(L4_Word64_t, 8);
SIZE(L4_SignedWord_t, sizeof(L4_Word_t));
SIZE(L4_Size_t, sizeof(L4_Word_t));
SIZE(L4_Clock_t, 8);
SIZE(L4_Time_t, 2);
WORDS(L4_ThreadId_t, 1);
WORDS(L4_Fpage_t, 1);
WORDS(L4_MsgTag_t, 1);
WORDS(L4_Acceptor_t, 1);
WORDS(L4_MapItem_t, 2);
WORDS(L4_GrantItem_t, 2);
WORDS(L4_StringItem_t, 2);
WORDS(L4_Msg_t, 64);
WORDS(L4_MsgBuffer_t, 32);

_Static_assert(__L4_EXREGS_START == 0x106, "Start");
_Static_assert((__L4_EXREGS_START | __L4_EXREGS_SP | __L4_EXREGS_IP) == 0x11e, "Start, SP and IP");
_Static_assert(__L4_EXREGS_STOP == 0x301, "Stop");
_Static_assert((__L4_EXREGS_STOP | __L4_EXREGS_RECEIVE) == 0x303, "AbortReceive_and_stop");
_Static_assert((__L4_EXREGS_STOP | __L4_EXREGS_SEND) == 0x305, "AbortSend_and_stop");

static int check_ids(void)
{
	L4_ThreadId_t t = L4_GlobalId(51, 1);

	CHECK(t.raw, WIDE(0x000cc001UL, 0x0000003300000001UL));
	CHECK(L4_ThreadNo(t), 51);
	CHECK(L4_Version(t), 1);
	CHECK(t.global.X.thread_no, 51);
	CHECK(t.global.X.version, 1);
	CHECK(L4_IsGlobalId(t), 1);
	CHECK(L4_GlobalId(5, 1).raw, WIDE(0x00014001UL, 0x0000000500000001UL));
	CHECK(L4_nilthread.raw, 0);
	CHECK(L4_anythread.raw, ~0UL);
	CHECK(L4_anylocalthread.raw, ~0UL & ~63UL);
	CHECK(L4_IsLocalId(L4_anylocalthread), 1);
	return 0;
}

static int check_fpages(void)
{
	L4_Fpage_t f = L4_FpageAddRights(L4_Fpage(0x1000, 0x1000), L4_FullyAccessible);

	CHECK(f.raw, 0x000010c7UL);
	CHECK(L4_Address(f), 0x1000);
	CHECK(L4_Size(f), 0x1000);
	CHECK(L4_SizeLog2(f), 12);
	CHECK(L4_Rights(f), 7);
	CHECK(f.X.b, 4);
	CHECK(f.X.rwx, 7);
	CHECK(L4_FpageAddRights(L4_FpageLog2(0x400000, 22), L4_ReadWriteOnly).raw, 0x00400166UL);
	CHECK(L4_CompleteAddressSpace.raw, 0x10UL);
	CHECK(L4_IsNilFpage(L4_Nilpage), 1);
	CHECK(L4_FpageLog2(~0UL, 12).raw, ~0x3ffUL | 0xc0);
	return 0;
}

static int check_times(void)
{
	L4_Time_t t = L4_TimePeriod(10000);
	L4_Clock_t now, at;

	CHECK(L4_TimePeriod(1).raw, 0x0001);
	CHECK(t.raw, 0x1271);
	CHECK(t.period.X.m, 625);
	CHECK(t.period.X.e, 4);
	CHECK(L4_TimePeriod(1000000).raw, 0x2bd0);
	CHECK(L4_TimePeriod(0).raw, 0x0400);
	CHECK(L4_TimePeriod(~0ULL).raw, 0);
	CHECK(L4_Timeouts(L4_ZeroTime, L4_Never), 0x04000000UL);
	CHECK(L4_Timeouts(L4_Never, L4_ZeroTime), 0x00000400UL);

	CHECK(L4_TimeAddUsec(t, 10000).raw, L4_TimePeriod(20000).raw);
	CHECK(L4_TimeSub(t, t).raw, L4_ZeroTime.raw);
	CHECK(L4_TimeAdd(t, L4_Never).raw, L4_Never.raw);
	CHECK(L4_TimeSubUsec(L4_Never, 5).raw, L4_Never.raw);
	CHECK(L4_IsTimeLonger(L4_Never, t), 1);
	CHECK(L4_IsTimeShorter(L4_ZeroTime, t), 1);

	/* A point: the mantissa's low bits are lost, the block of 2^(e + 10) us is in c. */
	now.raw = 0x123456789abcULL;
	at.raw = now.raw + 20000;
	t = __L4_TimePointFrom(now, at);
	CHECK(t.point.X.a, 1);
	CHECK(t.point.X.e, 5);
	CHECK(__L4_TimeLeft(now, t), (at.raw & ~31ULL) - now.raw);
	CHECK(__L4_TimePointFrom(at, now).raw, L4_ZeroTime.raw);
	return 0;
}

static int check_items(void)
{
	L4_Fpage_t f = L4_FpageLog2(0x2000, 12);
	L4_MsgTag_t tag = L4_Niltag;
	L4_StringItem_t s;

	tag.X.u = 3;
	tag.X.t = 4;
	tag.X.label = 0x1234;
	CHECK(tag.raw, 0x12340103UL);
	CHECK(L4_Label(tag), 0x1234);
	CHECK(L4_MsgTagAddLabel(tag, -1).raw, (~0UL << 16) | 0x0103);
	tag = L4_MsgTagAddLabel(L4_Niltag, (-2 * 16) | 4);
	tag.X.u = 2;
	CHECK(tag.raw, ~0UL << 21 | 0x40002UL);

	CHECK(L4_MapItem(f, 0x1000).raw[0], 0x1008UL);
	CHECK(L4_MapItem(f, 0x1000).raw[1], f.raw);
	CHECK(L4_GrantItem(f, 0x1000).raw[0], 0x100aUL);
	CHECK(L4_IsMapItem(L4_MapItem(f, 0)), 1);
	CHECK(L4_MapItem(f, 0x1000).X.snd_base, 4);

	s = L4_StringItem(100, 0);
	CHECK(s.raw[0], 0x00019000UL);
	CHECK(s.X.string_length, 100);
	CHECK(L4_AddCacheAllocationHint(s, L4_AllocateOnlyNewL1CacheLines).raw[0], 0x00019006UL);
	s = L4_StringItem(4096, 0);
	s.X.j = 2;
	CHECK(s.raw[0], 0x00400020UL);
	s.X.c = 1;
	CHECK(s.raw[0], 0x00400220UL);

	CHECK(L4_MapGrantItems(L4_CompleteAddressSpace).raw, 0x10);
	CHECK(L4_AddAcceptor(L4_MapGrantItems(L4_CompleteAddressSpace),
			     L4_StringItemsAcceptor).raw, 0x11);
	CHECK(L4_StringItemsAcceptor.raw, 0x01);
	CHECK(L4_RemoveAcceptor((L4_Acceptor_t) { 0x11 },
				L4_MapGrantItems(L4_CompleteAddressSpace)).raw, 0x01);
	return 0;
}

static int check_kip_words(void)
{
	L4_KernelInterfacePage_t kip;
	L4_KernelDesc_t desc;
	L4_MemoryDesc_t mem;

	kip.UtcbAreaInfo.raw = 0x000c2401UL;
	CHECK(kip.UtcbAreaInfo.X.m, 1);
	CHECK(kip.UtcbAreaInfo.X.a, 9);
	CHECK(kip.UtcbAreaInfo.X.s, 12);
	kip.ThreadInfo.raw = 0x03001011UL;
	CHECK(kip.ThreadInfo.X.t, 17);
	CHECK(kip.ThreadInfo.X.SystemBase, 16);
	CHECK(kip.ThreadInfo.X.UserBase, 48);
	kip.PageInfo.raw = 0x00401006UL;
	CHECK(kip.PageInfo.X.rwx, 6);
	CHECK(kip.PageInfo.X.page_size_mask, 0x1004UL);
	kip.ApiVersion.raw = 0x84070000UL;
	CHECK(kip.ApiVersion.x.version, L4_APIVERSION_X2);
	CHECK(kip.ApiVersion.x.subversion, 7);
	desc.KernelGenDate.raw = 0x0000174dUL;
	CHECK(desc.KernelGenDate.X.day, 13);
	CHECK(desc.KernelGenDate.X.month, 10);
	CHECK(desc.KernelGenDate.X.year, 11);
	mem.raw[0] = 0x00100001UL;
	mem.raw[1] = 0x03fffc00UL;
	CHECK(L4_MemoryDescType(&mem), L4_ConventionalMemoryType);
	CHECK(L4_MemoryDescLow(&mem), 0x00100000UL);
	CHECK(L4_MemoryDescHigh(&mem), 0x03ffffffUL);
	CHECK(L4_IsMemoryDescVirtual(&mem), 0);
	CHECK(mem.X.low, 0x400);
	return 0;
}

int pecan_check_encodings(void)
{
	int line = check_ids();

	if (!line)
		line = check_fpages();
	if (!line)
		line = check_times();
	if (!line)
		line = check_items();
	if (!line)
		line = check_kip_words();
	return line;
}
