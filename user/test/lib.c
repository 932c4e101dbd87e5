/* SPDX-License-Identifier: BSD-2-Clause */
/* lib.c - verdicts of the running test, the clock, small system-call helpers. */

#include "lib.h"

#include "runner.h"

struct verdict verdict;
tid_t runner_id;
tid_t pager_id;
void *kip;

/* --- verdicts ---------------------------------------------------------------------------- */

/*
 * The first verdict counts.  The caller stops here; the runner polls, so the message only saves
 * time and may fail.
 */
void verdict_give(enum verdict_kind kind, const char *file, int line, const char *what)
{
	unsigned expected = VERDICT_OPEN;

	if (__atomic_compare_exchange_n(&verdict.claimed, &expected, 1u, false, __ATOMIC_SEQ_CST,
					__ATOMIC_SEQ_CST)) {
		verdict.file = file;
		verdict.line = line;
		verdict.what = what;
		__atomic_store_n(&verdict.kind, kind, __ATOMIC_SEQ_CST);
	}
}

static __attribute__((noreturn)) void verdict_stop(void)
{
	L4_Set_MsgTag(L4_Niltag);
	L4_Send_Timeout(runner_id, ms(100));
	for (;;)
		L4_Sleep(L4_Never);
}

void test_fail(const char *file, int line, const char *what)
{
	verdict_give(VERDICT_FAIL, file, line, what);
	verdict_stop();
}

void test_fail_eq(const char *file, int line, const char *what, word_t got, word_t want)
{
	verdict.got = got;
	verdict.want = want;
	verdict_give(VERDICT_FAIL_EQ, file, line, what);
	verdict_stop();
}

void test_late(const char *file, int line, const char *what, word_t got, word_t limit)
{
	verdict.got = got;
	verdict.want = limit;
	verdict_give(VERDICT_LATE, file, line, what);
	verdict_stop();
}

void test_skip(const char *why)
{
	verdict_give(VERDICT_SKIP, NULL, 0, why);
	verdict_stop();
}

void test_passed(void)
{
	verdict_give(VERDICT_PASS, NULL, 0, NULL);
	verdict_stop();
}

/* --- time -------------------------------------------------------------------------------- */

uint64_t clock_us(void)
{
	return L4_SystemClock().raw;
}

void sleep_us(uint64_t us)
{
	L4_Sleep(L4_TimePeriod(us));
}

void spin_us(uint64_t us)
{
	uint64_t end = clock_us() + us;

	while (clock_us() < end)
		;
}

L4_Time_t ms(unsigned n)
{
	return L4_TimePeriod(n * 1000UL);
}

/* --- system calls ------------------------------------------------------------------------ */

void thread_control(tid_t dest, tid_t space, tid_t scheduler, tid_t pager, word_t utcb)
{
	if (!L4_ThreadControl(dest, space, scheduler, pager, (void *)utcb))
		test_fail_eq(__FILE__, __LINE__, "ThreadControl", L4_ErrorCode(), 0);
}

void thread_control_fails(tid_t dest, tid_t space, tid_t scheduler, tid_t pager, word_t utcb,
			  word_t error)
{
	CHECK_EQ(L4_ThreadControl(dest, space, scheduler, pager, (void *)utcb), 0);
	CHECK_EQ(L4_ErrorCode(), error);
}

static bool runner_is_me(void)
{
	return L4_IsThreadEqual(L4_MyGlobalId(), runner_id);
}

/* Nobody gives more than he has: higher ones come from the pager. */
void set_prio(tid_t id, word_t prio)
{
	word_t result;

	if (prio <= PRIO_TEST || runner_is_me()) {
		CHECK(L4_Set_Priority(id, prio) != 0);
		return;
	}
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(PAGER_PRIO, 2, 0)});
	L4_LoadMR(1, id.raw);
	L4_LoadMR(2, prio);
	CHECK(L4_IpcSucceeded(L4_Call(pager_id)));
	L4_StoreMR(1, &result);
	CHECK(result != 0);
}

struct exregs exregs(tid_t dest, word_t control, word_t sp, word_t ip, word_t flags, word_t handle,
		     tid_t pager)
{
	struct exregs r;

	r.result = L4_ExchangeRegisters(dest, control, sp, ip, flags, handle, pager, &r.control,
					&r.sp, &r.ip, &r.flags, &r.handle, &r.pager);
	return r;
}

struct exregs exregs_control(tid_t dest, word_t control)
{
	return exregs(dest, control | EX_DELIVER, 0, 0, 0, 0, L4_nilthread);
}

word_t thread_state(tid_t id)
{
	word_t old;

	return L4_Schedule(id, ALL_ONES, ALL_ONES, ALL_ONES, ALL_ONES, &old) & 0xff;
}

void thread_await(tid_t id, word_t state)
{
	word_t is = 0;

	for (unsigned i = 0; i < 1000; i++) {
		is = thread_state(id);
		if (is == state)
			return;
		sleep_us(500);
	}
	test_fail_eq(__FILE__, __LINE__, "thread state", is, state);
}

/* A thread that waits for its start message is inactive, or waits, as one sees it (4.6). */
void thread_await_unstarted(tid_t id)
{
	word_t is = thread_state(id);

	CHECK(is == L4_SCHEDRESULT_INACTIVE || is == L4_SCHEDRESULT_WAITING);
}

/* --- spaces ------------------------------------------------------------------------------ */

L4_Fpage_t fpage(word_t base, unsigned log2, word_t rights)
{
	return L4_FpageAddRights(L4_FpageLog2(base, (int)log2), rights);
}

unsigned page_bits(void)
{
	word_t mask = L4_PageSizeMask(kip);
	unsigned bits = 10;

	while (!(mask >> bits & 1))
		bits++;
	return bits;
}

word_t page_size(void)
{
	return (word_t)1 << page_bits();
}

/* As many UTCBs as the pool has threads, rounded up to a power of two; never below the minimum. */
static unsigned space_utcb_bits(void)
{
	unsigned bits = L4_UtcbAreaSizeLog2(kip);

	while (((word_t)1 << bits) / L4_UtcbSize(kip) < MAX_THREADS + 8)
		bits++;
	return bits;
}

unsigned space_slots(void)
{
	return ((word_t)1 << space_utcb_bits()) / L4_UtcbSize(kip);
}

/* Where the kernel put our own area: other spaces use the same addresses, so local ids repeat. */
L4_Fpage_t space_utcb_area(void)
{
	return L4_FpageLog2(own_utcb_base(), (int)space_utcb_bits());
}

L4_Fpage_t space_kip_area(void)
{
	return L4_FpageLog2((word_t)kip, (int)L4_KipAreaSizeLog2(kip));
}

void space_init(tid_t id)
{
	word_t old;

	if (!L4_SpaceControl(id, 0, space_kip_area(), space_utcb_area(), L4_nilthread, &old))
		test_fail_eq(__FILE__, __LINE__, "SpaceControl", L4_ErrorCode(), 0);
}
