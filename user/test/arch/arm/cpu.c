/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu.c - tests of arm alone: exceptions, kinds of faults, code and caches, many address spaces. */

#include <l4/misc.h>
#include <l4/sigma0.h>

#include "raw.h"

/* --- exceptions -------------------------------------------------------------------------- */

static struct ipc message;
static tid_t handler;
static volatile bool went_on;

struct trap {
	void (*run)(void);
	const char *at, *end;
	unsigned words;
};

static const struct trap traps[] = {
	{raw_undefined, raw_undefined_at, raw_undefined_end, L4_EXC_MRS},
	{raw_svc, raw_svc_at, raw_svc_end, L4_SVC_MRS},
	{raw_bkpt, raw_bkpt_at, raw_bkpt_end, L4_EXC_MRS},
};

static void trapper(void *trap)
{
	L4_Set_ExceptionHandler(handler);
	((const struct trap *)trap)->run();
	went_on = true;
}

static void await(const struct thread *t)
{
	message = (struct ipc){.from_spec = t->id, .timeouts = L4_Timeouts(L4_Never, ms(1000))};
	ipc_do(&message);
	CHECK_EQ(tag_error(message.out[0]), 0);
}

static struct thread *trapped(const struct trap *trap)
{
	struct thread *t;

	handler = L4_MyGlobalId();
	went_on = false;
	for (unsigned i = 0; i < 15; i++)
		raw_before[i] = 0x7e570000 + i;
	t = SPAWN(trapper, (void *)trap, .where = NEW_SPACE);
	await(t);
	CHECK_EQ(message.out[0], PROTOCOL(-5, 0, trap->words));
	return t;
}

static void reply(const struct thread *t, unsigned words)
{
	ipc_answer(t->id, &message, message.out[1], words);
}

/* Whatever is told or not, a reply that changes nothing but PC changes nothing else. */
static void registers_kept(word_t which)
{
	const struct trap *trap = &traps[which];
	struct thread *t = trapped(trap);

	CHECK_EQ(message.out[1], (word_t)(which == 1 ? trap->end : trap->at));
	if (which == 2)
		CHECK_EQ(message.out[L4_EXC_MR_ERRORCODE], (word_t)trap->at);
	message.out[1] = (word_t)trap->end;
	reply(t, trap->words);
	thread_join(t);
	CHECK(went_on);
	for (unsigned i = 0; i < 13; i++)
		CHECK_EQ(raw_after[i], raw_before[i]);
	CHECK_EQ(raw_after[13], raw_before[13]);
	CHECK_EQ(raw_after[14], raw_before[14]);
}

/* That of a program is not one of the debugger, of which all that are not set are not at 0. */
static void breakpoint_zero(word_t zero)
{
	static const struct trap trap = {.words = L4_EXC_MRS}; /* runs what is at 0 */
	L4_Fpage_t page = fpage(zero, page_bits(), RWX);

	CHECK(!L4_IsNilFpage(L4_Sigma0_GetAny(L4_nilthread, page_bits(), page)));
	WORD_AT(zero) = WORD_AT((word_t)raw_bkpt_at);
	arch_code_written(1, zero);
	handler = L4_MyGlobalId();
	await(run_local(trapper, (void *)&trap));
	CHECK_EQ(message.out[0], PROTOCOL(-5, 0, L4_EXC_MRS));
	CHECK_EQ(message.out[1], zero);
	L4_Flush(page);
}

static void svc_told(word_t arg)
{
	struct thread *t = trapped(&traps[1]);

	(void)arg;
	for (unsigned i = 0; i < 8; i++)
		CHECK_EQ(message.out[L4_SVC_MR_R0 + i], raw_before[i]);
	CHECK_EQ(message.out[L4_SVC_MR_SP], raw_before[13]);
	CHECK_EQ(message.out[L4_SVC_MR_LR], raw_before[14]);
	CHECK_EQ(message.out[L4_SVC_MR_INSTRUCTION], 0xef001234);
	CHECK_EQ(message.out[L4_SVC_MR_FLAGS] & ~ARCH_FLAGS_USER, 0);
	reply(t, L4_SVC_MRS);
	thread_join(t);
}

/* The reply sets R0 to R7 and LR; R8 to R12 stay. */
static void svc_set(word_t arg)
{
	struct thread *t = trapped(&traps[1]);

	(void)arg;
	for (unsigned i = 0; i < 8; i++)
		message.out[L4_SVC_MR_R0 + i] = 0x600d0000 + i;
	message.out[L4_SVC_MR_LR] = 0x600d0014;
	message.out[L4_SVC_MR_FLAGS] = ALL_ONES;
	reply(t, L4_SVC_MRS);
	thread_join(t);
	for (unsigned i = 0; i < 8; i++)
		CHECK_EQ(raw_after[i], 0x600d0000 + i);
	for (unsigned i = 8; i < 13; i++)
		CHECK_EQ(raw_after[i], raw_before[i]);
	CHECK_EQ(raw_after[14], 0x600d0014);
}

static void undefined_told(word_t arg)
{
	struct thread *t = trapped(&traps[0]);

	(void)arg;
	CHECK_EQ(message.out[L4_EXC_MR_SP], raw_before[13]);
	CHECK_EQ(message.out[L4_EXC_MR_EXCEPTIONNO], L4_EXC_UNDEFINED);
	CHECK_EQ(message.out[L4_EXC_MR_ERRORCODE], 0xe7f000f0);
	CHECK_EQ(message.out[L4_EXC_MR_LOCALID], thread_local_id(t).raw);
	message.out[1] = (word_t)traps[0].end;
	reply(t, L4_EXC_REPLY_MRS);
	thread_join(t);
}

static volatile word_t thumb_result;

static void run_thumb(void *arg)
{
	L4_Set_ExceptionHandler(handler);
	thumb_result = raw_thumb((word_t)arg);
}

/* PC of Thumb code has bit 0 set both ways. */
static void thumb(word_t arg)
{
	struct thread *t;

	(void)arg;
	handler = L4_MyGlobalId();
	t = run_local(run_thumb, (void *)41);
	await(t);
	CHECK_EQ(message.out[1], (word_t)raw_thumb_at | 1);
	CHECK_EQ(message.out[L4_EXC_MR_ERRORCODE], 0xde00);
	CHECK_EQ(exregs_control(t->id, 0).ip, (word_t)raw_thumb_at | 1);
	message.out[1] = (word_t)raw_thumb_end | 1;
	reply(t, 1);
	thread_join(t);
	CHECK_EQ(thumb_result, 42);
}

/* --- aborts ------------------------------------------------------------------------------ */

static void load_pair(void *address)
{
	L4_Set_ExceptionHandler(handler);
	__asm__ volatile("ldrd r4, r5, [%0]" : : "r"(address) : "r4", "r5", "memory");
}

static volatile word_t half;

static void load_half(void *at)
{
	word_t h;

	L4_Set_ExceptionHandler(handler);
	__asm__ volatile("ldrh %0, [%1]" : "=r"(h) : "r"(at) : "memory");
	half = h;
}

static void unaligned_half(word_t offset)
{
	word_t at = arena(0) + offset;
	struct thread *t;

	handler = L4_MyGlobalId();
	((volatile uint8_t *)at)[0] = 0x78;
	((volatile uint8_t *)at)[1] = 0x56;
	t = run_local(load_half, (void *)at);
	if (!ARCH_UNALIGNED_WORDS) {
		await(t);
		CHECK_EQ(message.out[L4_EXC_MR_EXCEPTIONNO], L4_EXC_ALIGNMENT);
		CHECK_EQ(message.out[L4_EXC_MR_ERRORCODE], at);
		return;
	}
	thread_join(t);
	CHECK_EQ(half, 0x5678);
}

static void unaligned_pair(word_t arg)
{
	struct thread *t;

	(void)arg;
	handler = L4_MyGlobalId();
	t = run_local(load_pair, (void *)(arena(0) + 2));
	await(t);
	CHECK_EQ(message.out[L4_EXC_MR_EXCEPTIONNO], L4_EXC_ALIGNMENT);
	CHECK_EQ(message.out[L4_EXC_MR_ERRORCODE], arena(0) + 2);
}

static struct touch touch;

static void fault_kind(word_t access)
{
	struct thread *t;
	struct fault f;

	touch = (struct touch){.address = at(1), .access = access, .told = L4_Myself()};
	t = SPAWN(touch_body, &touch, .pager = L4_Myself(), .where = NULL);
	f = fault_wait(t);
	CHECK_EQ(f.address, at(1));
	CHECK_EQ(f.rights, access);
}

/* Read-only, the page is there; a write is reported as one. */
static void fault_on_read_only(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE);

	(void)arg;
	CHECK_EQ(tag_error(map_to(s, page(0, L4_Readable), 0, win(0, 0))), 0);
	CHECK(can_read(s, at(0)));
	CHECK(!can_write(s, at(0)));
}

/* --- code -------------------------------------------------------------------------------- */

static volatile word_t got;

static void call_there(void *code)
{
	got = ((word_t(*)(void))(word_t)code)();
}

/* Code that another space has written is mapped as code: nobody has to flush anything. */
static void code_mapped(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE);

	(void)arg;
	for (word_t n = 0; n < 20; n++) {
		arch_write_number(arena(4), (unsigned)n);
		CHECK_EQ(tag_error(map_to(s, page(4, L4_ReadeXecOnly), 0, win(4, 0))), 0);
		ask(s, call_there, (void *)at(4));
		CHECK_EQ(got, n);
		unmap_in(NULL, page(4, RWX), 0);
	}
}

static volatile word_t flushed, flush_error;

static void flush_window(void *attribute)
{
	const word_t flush[4] = {(word_t)attribute};

	L4_LoadMR(0, win(1, 0).raw & ~7UL);
	flushed = L4_MemoryControl(0, flush);
	flush_error = L4_ErrorCode();
}

/* Everybody may flush what he has; not what he has not, and nothing else. */
static void flush_unprivileged(word_t arg)
{
	struct thread *s = server_new(NEW_SPACE);

	(void)arg;
	ask(s, flush_window, (void *)L4_FlushCache);
	CHECK_EQ(flushed, 0);
	CHECK_EQ(flush_error, L4_ErrNoPrivilege);
	CHECK_EQ(tag_error(map_to(s, page(1, L4_Readable), 0, win(1, 0))), 0);
	for (word_t a = L4_FlushICache; a <= L4_FlushCache; a++) {
		ask(s, flush_window, (void *)a);
		CHECK_EQ(flushed, 1);
	}
	ask(s, flush_window, (void *)L4_UncachedMemory);
	CHECK_EQ(flushed, 0);
	CHECK_EQ(flush_error, L4_ErrNoPrivilege);
}

static void flush_bad_control(word_t control)
{
	const word_t nothing[4] = {0};

	CHECK_EQ(L4_MemoryControl(control, nothing), 0);
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
}

/* --- more spaces than address-space numbers ---------------------------------------------- */

#define SPACES 260

static char small_stacks[SPACES][512] __attribute__((aligned(64)));

/* Take a page at at(0); then tell what is in it to whoever asks. */
static void tell(void)
{
	tid_t from;

	L4_Accept(L4_MapGrantItems(win(0, 0)));
	L4_Wait(&from);
	L4_Accept(L4_UntypedWordsAcceptor);
	for (;;) {
		L4_LoadMR(1, WORD_AT(at(0)));
		L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 1, 0)});
		L4_ReplyWait(from, &from);
	}
}

static tid_t new_teller(word_t number, unsigned n)
{
	tid_t id = L4_GlobalId(number, 1);
	word_t old;

	thread_control(id, id, runner_id, L4_nilthread, ALL_ONES);
	CHECK_EQ(L4_SpaceControl(id, 0, space_kip_area(), space_utcb_area(), L4_nilthread, &old),
		 1);
	thread_control(id, id, runner_id, L4_Myself(), L4_Address(space_utcb_area()));
	thread_control(id, id, L4_nilthread, pager_id, ALL_ONES);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 2, 0)});
	L4_LoadMR(1, (word_t)tell);
	L4_LoadMR(2, cpu_entry_sp((word_t)small_stacks[n] + sizeof(small_stacks[n])));
	CHECK_EQ(tag_error(L4_Send_Timeout(id, ms(100)).raw), 0);
	return id;
}

static void give_page(tid_t id, unsigned n)
{
	word_t item[2];

	map_item(item, page(n, L4_Readable), 0);
	L4_Set_MsgTag((L4_MsgTag_t){.raw = TAG(0, 0, 2)});
	L4_LoadMR(1, item[0]);
	L4_LoadMR(2, item[1]);
	CHECK_EQ(tag_error(L4_Call_Timeouts(id, ms(100), ms(100)).raw), 0);
}

/*
 * All have something else at the same address, and keep it, in whatever order they run, and
 * whatever path of IPC finds that a space has no identifier.
 */
static void many_spaces(word_t arg)
{
	word_t first = reserve_numbers(SPACES), w;

	(void)arg;
	number_pages();
	for (unsigned i = 0; i < SPACES; i++)
		give_page(new_teller(first + i, i), i % 37);
	for (unsigned i = 0; i < 3 * SPACES; i++) {
		unsigned n = i * 7 % SPACES;
		tid_t id = L4_GlobalId(first + n, 1);

		L4_Set_MsgTag((L4_MsgTag_t){.raw = 0});
		if (i % 3 == 0)
			CHECK_EQ(tag_error(L4_Call_Timeouts(id, ms(100), ms(100)).raw), 0);
		else
			CHECK_EQ(tag_error(L4_Call(id).raw), 0);
		L4_StoreMR(1, &w);
		CHECK_EQ(w, 0x1000 + n % 37);
	}
}

/* What a thread leaves in registers of the CPU outside its frame others do not find. */
static volatile word_t found;

static void leave_something(void *arg)
{
	tid_t from;

	(void)arg;
	(void)L4_Wait(&from);
	for (;;) {
		found |= arch_scratch(0x5ec2e7);
		L4_LoadMR(0, 0);
		(void)L4_ReplyWait(from, &from);
	}
}

static void scratch(word_t elsewhere)
{
	struct thread *t = SPAWN(leave_something, NULL, .where = elsewhere ? NEW_SPACE : NULL);

	found = 0;
	for (unsigned i = 0; i < 3; i++) {
		(void)arch_scratch(0x600d);
		L4_LoadMR(0, 0);
		CHECK_EQ(tag_error(i == 1 ? L4_Call_Timeouts(t->id, ms(100), ms(100)).raw :
					    L4_Call(t->id).raw), 0);
		CHECK_EQ(arch_scratch(0x600d), 0);
	}
	CHECK_EQ(found, 0);
}

/* --- registers of devices ---------------------------------------------------------------- */

/* A flush says whether something is mapped, and accesses nothing. */
static bool is_mapped(word_t address)
{
	return L4_Set_PageAttribute(fpage(address, page_bits(), 0), L4_FlushDCache) == 1;
}

/* Behind the last address of programs; nothing answers at this place. */
static void registers_mapped(word_t arg)
{
	L4_Fpage_t f = fpage(0xf8010000UL, page_bits(), 0);

	(void)arg;
	CHECK(!is_mapped(WINDOW));
	CHECK(!L4_IsNilFpage(L4_Sigma0_GetPage_RcvWindow(L4_nilthread, f, win(0, 0))));
	CHECK(is_mapped(WINDOW));
	L4_Flush(win(0, RWX));
	CHECK(!is_mapped(WINDOW));
}

static const struct test tests[] = {
	{"undefined.kept", "8.1", registers_kept, 0},
	{"undefined.told", "8.1", undefined_told},
	{"svc.kept", "8.1", registers_kept, 1},
	{"breakpoint.kept", "8.1", registers_kept, 2},
	{"breakpoint.zero", "8.1", breakpoint_zero, 0},
	{"svc.told", "8.1", svc_told},
	{"svc.set", "8.1", svc_set},
	{"thumb", "8", thumb},
	{"unaligned.pair", "8.1", unaligned_pair},
	{"unaligned.half", "8.1", unaligned_half, 1},
	{"unaligned.half.pages", "8.1", unaligned_half, ARCH_PAGE_SIZE - 1},
	{"fault.read", "10.2", fault_kind, L4_Readable},
	{"fault.write", "10.2", fault_kind, L4_Writable},
	{"fault.read-only", "10.2", fault_on_read_only},
	{"code.mapped", "4.10", code_mapped},
	{"flush.unprivileged", "4.10", flush_unprivileged},
	{"flush.control.64", "4.10", flush_bad_control, 64},
	{"flush.control.all-ones", "4.10", flush_bad_control, ALL_ONES},
	{"registers.mapped", "10.7", registers_mapped},
	{"scratch.intra", "8", scratch, 0},
	{"scratch.inter", "8", scratch, 1},
	{"many-spaces", "12.1", many_spaces, 0, 20000},
};

TOPIC(arm, "arm");
