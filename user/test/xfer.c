/* SPDX-License-Identifier: BSD-2-Clause */
/* xfer.c - tests of page faults inside string transfers, their time-outs, aborts and deletions. */

#include "lib_string.h"

/*
 * A sender and a receiver in spaces of their own, both paged by us, with a string of four pages
 * from WINDOW in the one to WINDOW in the other.  Pages are mapped beforehand as a test says.
 */
#define PAGES 4

static struct ipc out, in;
static struct thread *sender, *receiver;

static word_t size(void)
{
	return PAGES * page_size();
}

/* Source pages are arena 0.., target pages arena 32... */
static void map_source(unsigned n)
{
	map_to(sender, page(n, L4_Readable), at(n), WHOLE);
}

static void map_target(unsigned n)
{
	map_to(receiver, page(32 + n, L4_ReadWriteOnly), at(n), WHOLE);
}

static void fill(void)
{
	struct pieces s = {1, {{arena(0), size()}}};

	pieces_fill(&s);
	for (word_t k = 0; k < size() + 4; k++)
		((unsigned char *)arena(32))[k] = UNTOUCHED;
}

/* The first n bytes have arrived, and nothing else. */
static void arrived(word_t n)
{
	const unsigned char *b = (const unsigned char *)arena(32);

	for (word_t k = 0; k < size() + 4; k++)
		CHECK_EQ(b[k], k < n ? pattern_byte(k) : UNTOUCHED);
}

static void prepare(L4_Time_t send, L4_Time_t receive)
{
	fill();
	sender = server_new(NEW_SPACE);
	receiver = server_new(NEW_SPACE);
	out = in = (struct ipc){.brs = 0};
	ask(sender, ipc_body, &out);
	ask(receiver, ipc_body, &in);
	touch_pages(sender, (word_t)&out, sizeof(out));
	touch_pages(receiver, (word_t)&in, sizeof(in));
	out = (struct ipc){.to = receiver->id, .timeouts = NEVER};
	out.xfer_timeouts = L4_Timeouts(send, L4_Never);
	out.mr[0] = TAG(0x51, 1, 2);
	out.mr[1] = 0x77;
	out.mr[2] = length_word(size(), 1, false, false);
	out.mr[3] = WINDOW;
	in = (struct ipc){.from_spec = sender->id, .timeouts = NEVER, .brs = 3};
	in.xfer_timeouts = L4_Timeouts(L4_Never, receive);
	in.br[0] = 1;
	in.br[1] = length_word(size(), 1, false, false);
	in.br[2] = WINDOW;
}

/* From now on we are the pager of both; the transfer begins. */
static void begin(void)
{
	thread_control(sender->id, sender->id, L4_nilthread, L4_Myself(), ALL_ONES);
	thread_control(receiver->id, receiver->id, L4_nilthread, L4_Myself(), ALL_ONES);
	ask_begin(receiver, ipc_body, &in);
	ask_begin(sender, ipc_body, &out);
}

static void end(void)
{
	ask_end(sender);
	ask_end(receiver);
}

static void succeeded(void)
{
	CHECK_EQ(tag_error(out.out[0]), 0);
	CHECK_EQ(in.out[0], TAG(0x51, 1, 2));
	CHECK_EQ(in.out[1], 0x77);
	CHECK_EQ(in.out[3], WINDOW);
	arrived(size());
}

static void failed(word_t send_error, word_t receive_error, word_t offset)
{
	CHECK(out.out[0] & TAG_E);
	CHECK(in.out[0] & TAG_E);
	CHECK_EQ(out.error, ERR(send_error, SEND, offset));
	CHECK_EQ(in.error, ERR(receive_error, RECEIVE, offset));
	CHECK_EQ(in.from.raw, sender->id.raw);
	arrived(offset);
}

/* --- faults are answered ----------------------------------------------------------------- */

static void sender_faults(word_t arg)
{
	(void)arg;
	prepare(L4_Never, L4_Never);
	for (unsigned i = 0; i < PAGES; i++)
		map_target(i);
	begin();
	for (unsigned i = 0; i < PAGES; i++) {
		struct fault f = fault_wait(sender);

		CHECK_EQ(f.address, at(i));
		CHECK_EQ(f.rights, L4_Readable);
		CHECK(f.ip < ARCH_KERNEL_ADDRESS);
		fault_reply(sender, page(i, L4_Readable), at(i));
	}
	end();
	succeeded();
}

static void receiver_faults(word_t arg)
{
	(void)arg;
	prepare(L4_Never, L4_Never);
	for (unsigned i = 0; i < PAGES; i++)
		map_source(i);
	begin();
	for (unsigned i = 0; i < PAGES; i++) {
		struct fault f = fault_wait(receiver);

		CHECK_EQ(f.address, at(i));
		CHECK(f.rights & L4_Writable);
		CHECK_EQ(f.ip, ALL_ONES);
		fault_reply(receiver, page(32 + i, L4_ReadWriteOnly), at(i));
	}
	end();
	succeeded();
}

static bool is_fault(word_t tag)
{
	return (tag & ~0x70000UL) == PROTOCOL(-2, 0, 2);
}

/* Both sides, in whatever order the kernel meets them. */
static void both_fault(word_t arg)
{
	unsigned faults = 0;

	(void)arg;
	prepare(L4_Never, L4_Never);
	begin();
	while (faults < 2 * PAGES) {
		word_t address, tag;
		tid_t from;
		bool is_sender;

		L4_LoadBR(0, 0);
		tag = L4_Wait(&from).raw;
		L4_StoreMR(1, &address);
		CHECK(is_fault(tag));
		is_sender = L4_IsThreadEqual(from, sender->id);
		CHECK(is_sender || L4_IsThreadEqual(from, receiver->id));
		address &= ~(page_size() - 1);
		fault_reply(
			is_sender ? sender : receiver,
			page((unsigned)((address - WINDOW) / page_size()) + (is_sender ? 0 : 32),
			     L4_ReadWriteOnly),
			address);
		faults++;
	}
	end();
	succeeded();
}

/* A target that is there but write protected. */
static void read_only_target(word_t arg)
{
	struct fault f;

	(void)arg;
	prepare(L4_Never, L4_Never);
	for (unsigned i = 0; i < PAGES; i++) {
		map_source(i);
		map_to(receiver, page(32 + i, i == 2 ? L4_Readable : L4_ReadWriteOnly), at(i),
		       WHOLE);
	}
	begin();
	f = fault_wait(receiver);
	CHECK_EQ(f.address, at(2));
	CHECK(f.rights & L4_Writable);
	fault_reply(receiver, page(34, L4_ReadWriteOnly), at(2));
	end();
	succeeded();
}

static void empty_reply_faults_again(word_t arg)
{
	(void)arg;
	prepare(L4_Never, L4_Never);
	for (unsigned i = 0; i < PAGES; i++)
		map_target(i);
	for (unsigned i = 1; i < PAGES; i++)
		map_source(i);
	begin();
	for (unsigned i = 0; i < 3; i++) {
		CHECK_EQ(fault_wait(sender).address, at(0));
		fault_reply_empty(sender);
	}
	fault_wait(sender);
	fault_reply(sender, page(0, L4_Readable), at(0));
	end();
	succeeded();
}

/* What Schedule and ExchangeRegisters see meanwhile. */
static word_t remote_control;

static void read_control(void *arg)
{
	remote_control = exregs_control(*(tid_t *)arg, 0).control;
}

static void states(word_t arg)
{
	struct thread *spy;

	(void)arg;
	prepare(L4_Never, L4_Never);
	for (unsigned i = 0; i < PAGES; i++)
		map_source(i);
	begin();
	fault_wait(receiver);
	CHECK_EQ(thread_state(sender->id), L4_SCHEDRESULT_SENDING);
	CHECK_EQ(thread_state(receiver->id), L4_SCHEDRESULT_RECEIVING);
	spy = SPAWN(read_control, &sender->id, .where = sender);
	thread_join(spy);
	CHECK_EQ(remote_control & 7, 4);
	spy = SPAWN(read_control, &receiver->id, .where = receiver);
	thread_join(spy);
	CHECK_EQ(remote_control & 7, 2);
}

/* --- time-outs --------------------------------------------------------------------------- */

#define IN_SENDER   0
#define IN_RECEIVER 1

/* All pages but the third are there; that one is in whose memory? */
static void hole(word_t where)
{
	for (unsigned i = 0; i < PAGES; i++) {
		if (i != 2 || where != IN_SENDER)
			map_source(i);
		if (i != 2 || where != IN_RECEIVER)
			map_target(i);
	}
}

/* The fault is not answered in time. */
static void timeout(word_t where, L4_Time_t send, L4_Time_t receive, word_t send_error,
		    word_t receive_error)
{
	prepare(send, receive);
	hole(where);
	begin();
	end();
	failed(send_error, receive_error, 2 * page_size());
}

static void zero(word_t where)
{
	timeout(where, L4_ZeroTime, L4_ZeroTime, E_XFER_OWN, E_XFER_PARTNER);
}

static void zero_sender(word_t where)
{
	timeout(where, L4_ZeroTime, L4_Never, E_XFER_OWN, E_XFER_PARTNER);
}

static void zero_receiver(word_t where)
{
	timeout(where, L4_Never, L4_ZeroTime, E_XFER_PARTNER, E_XFER_OWN);
}

static void equal(word_t where)
{
	timeout(where, ms(10), ms(10), E_XFER_OWN, E_XFER_PARTNER);
}

static void shorter_sender(word_t where)
{
	timeout(where, ms(5), ms(50), E_XFER_OWN, E_XFER_PARTNER);
	CHECK_TIME(out.ended - out.began, 4000, 40000);
}

static void shorter_receiver(word_t where)
{
	timeout(where, ms(50), ms(5), E_XFER_PARTNER, E_XFER_OWN);
}

/* A point in time, as for any time-out. */
static void point(word_t where)
{
	L4_Clock_t then = L4_SystemClock();

	then.raw += 20000;
	timeout(where, L4_TimePoint(then), L4_Never, E_XFER_OWN, E_XFER_PARTNER);
	CHECK(out.ended + 100 >= then.raw); /* a point has ten bits only */
}

/* No fault, no time-out. */
static void zero_without_fault(word_t arg)
{
	(void)arg;
	prepare(L4_ZeroTime, L4_ZeroTime);
	hole(2);
	begin();
	end();
	succeeded();
}

/* The time-out runs from the first fault on, over all that follow. */
static void over_several_faults(word_t arg)
{
	(void)arg;
	prepare(ms(200), L4_Never);
	for (unsigned i = 0; i < PAGES; i++)
		map_target(i);
	begin();
	for (unsigned i = 0; i < 2; i++) {
		CHECK_EQ(fault_wait(sender).address, at(i));
		sleep_us(60000);
		fault_reply(sender, page(i, L4_Readable), at(i));
	}
	CHECK_EQ(fault_wait(sender).address, at(2));
	end();
	failed(E_XFER_OWN, E_XFER_PARTNER, 2 * page_size());
	CHECK_TIME(out.ended - out.began, 180000, 290000);
}

/* --- aborts ------------------------------------------------------------------------------ */

static word_t abort_bits;

static void abort_it(void *arg)
{
	exregs_control(*(tid_t *)arg, abort_bits);
}

/* ExchangeRegisters on one partner while the transfer waits for a page. */
static void aborted(word_t arg)
{
	struct thread *victim;

	prepare(L4_Never, L4_Never);
	hole(arg & 1 ? IN_RECEIVER : IN_SENDER);
	begin();
	fault_wait(arg & 1 ? receiver : sender);
	victim = arg & 2 ? receiver : sender;
	abort_bits = EX_S | EX_R;
	thread_join(SPAWN(abort_it, &victim->id, .where = victim));
	end();
	failed(E_ABORTED, E_ABORTED, 2 * page_size());
}

/* The bit of the other phase does nothing. */
static void not_aborted(word_t arg)
{
	struct thread *victim;

	prepare(L4_Never, L4_Never);
	hole(IN_SENDER);
	begin();
	fault_wait(sender);
	victim = arg ? receiver : sender;
	abort_bits = arg ? EX_S : EX_R;
	thread_join(SPAWN(abort_it, &victim->id, .where = victim));
	sleep_us(2000);
	CHECK(!out.returned);
	CHECK(!in.returned);
	fault_reply(sender, page(2, L4_Readable), at(2));
	end();
	succeeded();
}

/* A partner is deleted in the middle: error 7 for the other. */
static void partner_deleted(word_t arg)
{
	prepare(L4_Never, L4_Never);
	hole(arg & 1 ? IN_RECEIVER : IN_SENDER);
	begin();
	fault_wait(arg & 1 ? receiver : sender);
	if (arg & 2) {
		thread_kill(receiver);
		ask_end(sender);
		CHECK(out.out[0] & TAG_E);
		CHECK_EQ(out.error, ERR(E_ABORTED, SEND, 2 * page_size()));
	} else {
		thread_kill(sender);
		ask_end(receiver);
		CHECK(in.out[0] & TAG_E);
		CHECK_EQ(in.error, ERR(E_ABORTED, RECEIVE, 2 * page_size()));
	}
	arrived(2 * page_size());
}

/* Halting one partner does not end the transfer; it ends when the page comes. */
static void halt_it(void *arg)
{
	exregs_control(*(tid_t *)arg, EX_HALT | abort_bits);
}

static void partner_halted(word_t arg)
{
	struct thread *victim;

	prepare(L4_Never, L4_Never);
	hole(IN_SENDER);
	begin();
	fault_wait(sender);
	victim = arg ? receiver : sender;
	abort_bits = EX_H;
	thread_join(SPAWN(halt_it, &victim->id, .where = victim));
	sleep_us(2000);
	abort_bits = 0;
	thread_join(SPAWN(halt_it, &victim->id, .where = victim));
	fault_reply(sender, page(2, L4_Readable), at(2));
	end();
	succeeded();
}

/* Pages that vanish while the transfer waits: faults again for them. */
static void unmapped_meanwhile(word_t arg)
{
	(void)arg;
	prepare(L4_Never, L4_Never);
	hole(IN_SENDER);
	begin();
	fault_wait(sender);
	unmap_in(NULL, page(35, RWX), 0);
	fault_reply(sender, page(2, L4_Readable), at(2));
	CHECK_EQ(fault_wait(receiver).address, at(3));
	fault_reply(receiver, page(35, L4_ReadWriteOnly), at(3));
	end();
	succeeded();
}

/* Both in one space, one pager. */
static void one_space(word_t arg)
{
	static struct ipc o, i;
	struct thread *t;

	(void)arg;
	fill();
	i = (struct ipc){.from_spec = L4_anythread, .timeouts = NEVER, .brs = 3};
	i.br[0] = 1;
	i.br[1] = length_word(size(), 1, false, false);
	i.br[2] = WINDOW;
	t = SPAWN(ipc_body, &i, .where = NULL, .pager = L4_Myself());
	o = (struct ipc){.to = t->id, .timeouts = NEVER};
	o.mr[0] = TAG(0, 0, 2);
	o.mr[1] = length_word(size(), 1, false, false);
	o.mr[2] = arena(0);
	SPAWN(ipc_body, &o, .where = NULL);
	for (unsigned k = 0; k < PAGES; k++) {
		CHECK_EQ(fault_wait(t).address, at(k));
		fault_reply(t, page(32 + k, L4_ReadWriteOnly), at(k));
	}
	thread_join(t);
	CHECK_EQ(i.out[0], TAG(0, 0, 2));
	arrived(size());
}

#define TIMEOUT(name, fn)                                              \
	{"timeout." name ".in-sender", "5.5", fn, IN_SENDER},          \
	{                                                              \
		"timeout." name ".in-receiver", "5.5", fn, IN_RECEIVER \
	}

static const struct test tests[] = {
	{"fault.sender", "5.5", sender_faults},
	{"fault.receiver", "5.5", receiver_faults},
	{"fault.both", "5.5", both_fault},
	{"fault.read-only", "5.5", read_only_target},
	{"fault.empty-reply", "5.5", empty_reply_faults_again},
	{"fault.one-space", "5.5", one_space},
	{"states", "5.11", states},
	TIMEOUT("zero", zero),
	TIMEOUT("zero-sender", zero_sender),
	TIMEOUT("zero-receiver", zero_receiver),
	TIMEOUT("equal", equal),
	TIMEOUT("shorter-sender", shorter_sender),
	TIMEOUT("shorter-receiver", shorter_receiver),
	TIMEOUT("point", point),
	{"timeout.no-fault", "5.5", zero_without_fault},
	{"timeout.several-faults", "5.5", over_several_faults},
	{"abort.sender.in-sender", "5.5", aborted, 0},
	{"abort.sender.in-receiver", "5.5", aborted, 1},
	{"abort.receiver.in-sender", "5.5", aborted, 2},
	{"abort.receiver.in-receiver", "5.5", aborted, 3},
	{"abort.other-phase.sender", "4.2", not_aborted, 0},
	{"abort.other-phase.receiver", "4.2", not_aborted, 1},
	{"deleted.sender.in-sender", "5.2", partner_deleted, 0},
	{"deleted.sender.in-receiver", "5.2", partner_deleted, 1},
	{"deleted.receiver.in-sender", "5.2", partner_deleted, 2},
	{"deleted.receiver.in-receiver", "5.2", partner_deleted, 3},
	{"halted.sender", "15", partner_halted, 0},
	{"halted.receiver", "15", partner_halted, 1},
	{"unmapped-meanwhile", "5.5", unmapped_meanwhile},
};

TOPIC(xfer, "xfer");
