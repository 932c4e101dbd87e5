/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ipc_xfer.c - transfer of typed items in preemptible steps; transfer faults (X2:ipc.transfer).
 *
 * The partner that runs (xfer.active) executes the transfer as its continuation; both are locked in
 * THREAD_SENDING and THREAD_RECEIVING.  Strings are copied page piece by page piece through the
 * kernel's windows; a page that is not there becomes a page-fault exchange of the thread that owns
 * it, during which the active partner sleeps.
 */
#include "arch.h"
#include "assert.h"
#include "ctrlxfer.h"
#include "glue.h"
#include "io.h"
#include "ipc.h"
#include "kmem_grow.h"
#include "platform.h"
#include "reaper.h"
#include "sched.h"
#include "space.h"
#include "time.h"

enum xfer_phase {
	XFER_ITEM,		/* look at the next item */
	XFER_MAP,		/* xfer.map is under way */
	XFER_IO,		/* xfer.io is under way */
	XFER_KMEM,		/* the kernel takes memory from sigma0 */
	XFER_STRING,		/* xfer.src is being copied to xfer.dst */
};

/* That make a step.  Each walks twice, and may copy COPY_QUICK bytes and touch two pages. */
#define QUICK_STEPS	(PTAB_IS_DEEP ? 2 : ARCH_COPY_BYTE > 1 ? 3 : 4)

enum xfer_result {
	XFER_NEXT,		/* a quick step was done */
	XFER_MORE,
	XFER_DONE,
	XFER_OVERFLOW,		/* X2:ipc.errors 4 */
	XFER_STOPPED,		/* faulted or failed: somebody else goes on */
};

static void run(struct tcb *active);

static struct tcb *xfer_sender(struct tcb *t)
{
	return thread_state(t) == THREAD_SENDING ? t : t->locked;
}

/* --- gather and scatter lists ------------------------------------------------------------ */

static word_t read_mr(const struct tcb *t, unsigned i)
{
	return glue_mr_get(t, i);
}

static word_t read_br(const struct tcb *t, unsigned i)
{
	return READ_ONCE(*glue_utcb_br(t->utcb, i));
}

static void cursor_init(struct string_cursor *c, unsigned first, unsigned limit)
{
	*c = (struct string_cursor){ .next = (uint8_t)first, .limit = (uint8_t)limit, .more = 1 };
}

/*
 * Go to the next substring, which may be empty.  1: there is one; 0: the list has ended; -1: it
 * runs out of its registers.  The registers belong to the user and may change: nothing read here is
 * relied upon twice.
 */
static int cursor_next(struct string_cursor *c, const struct tcb *t,
		       word_t (*get)(const struct tcb *, unsigned))
{
	word_t w;

	if (c->pointers == 0) {
		if (!c->more)
			return 0;
		if (c->next >= c->limit)
			return -1;
		w = get(t, c->next++);
		c->length = string_length(w);
		c->pointers = (uint8_t)string_substrings(w);
		c->more = string_continues(w);
	}
	if (c->next >= c->limit)
		return -1;
	c->ptr = get(t, c->next);
	c->slot = c->next++;
	c->left = c->length;
	c->pointers--;
	return 1;
}

/* --- items ------------------------------------------------------------------------------- */

static word_t acceptor(const struct tcb *r)
{
	return r->mode == IPC_USER ? read_br(r, 0) : ipc_kernel_acceptor(r);
}

/* Hand item word i to the receiver, if it is one that looks at its registers. */
static void put_word(struct tcb *r, unsigned i, word_t w)
{
	if (r->mode == IPC_USER)
		glue_mr_set(r, i, w);
}

/* The first word as the receiver sees it: C set unless this is the last item. */
static word_t with_c(word_t w, bool last)
{
	return last ? w & ~ITEM_C : w | ITEM_C;
}

/* The item whose first word this is cannot be transferred; the receiver sees which (X2:ipc). */
static __cold __noinline enum xfer_result refuse(struct tcb *s, struct tcb *r, word_t w0)
{
	put_word(r, s->xfer.item, w0);
	return XFER_OVERFLOW;
}

static unsigned item_limit(const struct ipc_xfer *x)
{
	return tag_u(x->tag) + tag_t(x->tag) + 1;
}

static enum xfer_result map_item(struct tcb *s, struct tcb *r, word_t w0)
{
	struct ipc_xfer *x = &s->xfer;
	fpage_t fpage, window = acceptor_window(acceptor(r));
	bool grant = item_type(w0) == ITEM_GRANT;

	if (x->item + 2u > item_limit(x))
		return refuse(s, r, w0);
	fpage = (fpage_t){ glue_mr_get(s, x->item + 1u) };
	put_word(r, x->item, with_c(w0, x->item + 2u == item_limit(x)));
	put_word(r, x->item + 1u, fpage.raw);
	x->item = (uint8_t)(x->item + 2);
	if (IS_ENABLED(CONFIG_KMEM_GROW) && r->mode == IPC_KMEM &&
	    kmem_grow_take(s->space, fpage, grant))
		x->phase = XFER_KMEM;
	if (r->space == NULL)			/* an interrupt, too: nothing to map to */
		return XFER_MORE;
	if (fpage_s(fpage) == FPAGE_S_IO) {
		io_map_start(&x->io, s->space, r->space, fpage, window, grant);
		x->phase = XFER_IO;
		return XFER_MORE;
	}
	map_start(&x->map, s->space, r->space, fpage_raw_base((fpage_t){ w0 }), fpage, window,
		  grant);
	x->phase = XFER_MAP;
	return XFER_MORE;
}

/* Registers: the words for a user, the registers themselves for a thread in a kernel mode. */
static enum xfer_result ctrlxfer_item(struct tcb *s, struct tcb *r, word_t w0)
{
	struct ipc_xfer *x = &s->xfer;
	unsigned words = ctrlxfer_words(w0);
	bool accepted = (acceptor(r) & ACCEPT_CTRLXFER) != 0;

	if (words == 0 || x->item + words > item_limit(x))
		return refuse(s, r, w0);
	put_word(r, x->item, with_c(w0, x->item + words == item_limit(x)));
	for (unsigned n = 1; n < words; n++) {
		word_t w = glue_mr_get(s, x->item + n);

		put_word(r, x->item + n, w);
		if (r->mode != IPC_USER && accepted)
			ctrlxfer_set(r, w0, n, w);
	}
	x->item = (uint8_t)(x->item + words);
	return accepted ? XFER_MORE : XFER_OVERFLOW;
}

/* The items of a message that the kernel sends. */
static enum xfer_result kernel_items(struct tcb *s, struct tcb *r)
{
	if ((acceptor(r) & ACCEPT_CTRLXFER) == 0)
		return XFER_OVERFLOW;
	(void)ctrlxfer_append(s, r->mode == IPC_USER ? r : NULL, tag_u(s->xfer.tag) + 1);
	return XFER_DONE;
}

/*
 * Begin a string item: give the receiver its words (structure and lengths; pointers come as bytes
 * arrive, so that it never sees the sender's), find a buffer.
 */
static enum xfer_result string_item(struct tcb *s, struct tcb *r, word_t w0)
{
	struct ipc_xfer *x = &s->xfer;
	unsigned first = x->item, next = first, limit = item_limit(x);
	word_t w = w0;

	do {
		unsigned at = next;

		if (at >= limit)
			return refuse(s, r, w0);
		if (at != first) {
			w = glue_mr_get(s, at);
			put_word(r, at, w);
		}
		next = at + 1 + string_substrings(w);
		if (next > limit)
			return refuse(s, r, w0);
		while (++at < next)
			put_word(r, at, 0);
	} while (string_continues(w));
	put_word(r, first, with_c(w0, next == limit));
	if ((acceptor(r) & ACCEPT_STRINGS) == 0 || x->buffer == 0)
		return XFER_OVERFLOW;
	cursor_init(&x->src, first, next);
	cursor_init(&x->dst, x->buffer, BR_COUNT);
	x->phase = XFER_STRING;
	return next == first + 2 ? XFER_NEXT : XFER_MORE;
}

/* The string is complete: skip what is left of its buffer and find the next one. */
static enum xfer_result string_done(struct tcb *s, struct tcb *r)
{
	struct ipc_xfer *x = &s->xfer;
	bool more = (read_br(r, x->buffer) & ITEM_C) != 0, skipped = false;
	int n;

	while ((n = cursor_next(&x->dst, r, read_br)) > 0)
		skipped = true;
	x->buffer = n == 0 && more && x->dst.next < BR_COUNT ? x->dst.next : 0;
	x->item = x->src.limit;
	x->phase = XFER_ITEM;
	if (x->item == item_limit(x))
		return XFER_DONE;
	return skipped ? XFER_MORE : XFER_NEXT;
}

static enum xfer_result next_item(struct tcb *s, struct tcb *r)
{
	struct ipc_xfer *x = &s->xfer;
	word_t w0;

	if (x->item >= item_limit(x))
		return XFER_DONE;
	if (IS_ENABLED(CONFIG_CTRLXFER) && s->mode != IPC_USER)
		return kernel_items(s, r);
	w0 = glue_mr_get(s, x->item);
	if (item_is_string(w0))
		return string_item(s, r, w0);
	if (item_type(w0) == ITEM_MAP || item_type(w0) == ITEM_GRANT)
		return map_item(s, r, w0);
	if (IS_ENABLED(CONFIG_CTRLXFER) && item_type(w0) == ITEM_CTRLXFER)
		return ctrlxfer_item(s, r, w0);
	return refuse(s, r, w0);
}

/* A step of the mapping under way, of pages or of ports. */
static enum xfer_result map_more(struct ipc_xfer *x)
{
	int n = x->phase == XFER_MAP ? map_step(&x->map) : io_map_step(&x->io);

	if (n < 0) {				/* no memory for page tables */
		if (reaper_idle())
			return XFER_OVERFLOW;
		reaper_step();			/* may give some back */
	}
	if (n == 0)
		x->phase = XFER_ITEM;
	return XFER_MORE;
}

/* --- faults and time-outs ---------------------------------------------------------------- */

static void fail_expired(struct tcb *s)
{
	if (s->xfer.receiver_shorter)
		ipc_xfer_fail(s, IPC_XFER_TIMEOUT_PARTNER, IPC_XFER_TIMEOUT_OWN);
	else
		ipc_xfer_fail(s, IPC_XFER_TIMEOUT_OWN, IPC_XFER_TIMEOUT_PARTNER);
}

/* X2:ipc.xfertimeout: the first fault makes the shorter transfer time-out absolute. */
static void arm_xfer_timeout(struct tcb *s, struct tcb *r)
{
	struct ipc_xfer *x = &s->xfer;
	uint64_t now = platform_timer_now();
	word_t snd = s->mode == IPC_USER ? READ_ONCE(s->utcb->xfer_timeouts) : 0;
	word_t rcv = r->mode == IPC_USER ? READ_ONCE(r->utcb->xfer_timeouts) : 0;
	uint64_t snd_at = time_deadline((uint16_t)(snd >> 16), now);
	uint64_t rcv_at = time_deadline((uint16_t)rcv, now);
	uint64_t at = MIN(snd_at, rcv_at);

	x->armed = 1;
	x->receiver_shorter = rcv_at < snd_at;
	if (at <= now)
		x->expired = 1;
	else if (at != TIMEOUT_NEVER)
		sched_timeout_set(&s->xfer_timeout, at);
}

/* The buffer of `owner`, one of the partners, is not mapped at va as needed. */
static enum xfer_result fault(struct tcb *s, struct tcb *owner, word_t va, unsigned access)
{
	struct ipc_xfer *x = &s->xfer;
	struct tcb *active = x->active;

	if (owner->space->flags & SPACE_SIGMA0) {
		if (map_sigma0(va) == 0)
			return XFER_MORE;
		x->expired = 1;
	}
	if (!x->armed)
		arm_xfer_timeout(s, s->locked);
	if (x->expired || READ_ONCE(owner->utcb->pager) == 0) {
		fail_expired(s);
		return XFER_STOPPED;
	}
	if (active != owner)
		sched_block(active);
	ipc_xfer_fault(owner, va, access, owner == s ? glue_thread_ip(s) : WORD_MAX);
	return XFER_STOPPED;
}

/* Leave the nested exchange of t: its outer IPC is as it was before the fault. */
static void leave_nested(struct tcb *t)
{
	sched_timeout_cancel(&t->timeout);
	ipc_stop_looking(t);
	thread_clear_cont(t);
	thread_set_state(t, (enum thread_state)t->outer.state);
	thread_set_mode(t, (enum ipc_mode)t->outer.mode);
	t->tag_flags = t->outer.tag_flags;
	t->rcv_time = t->outer.rcv_time;
	t->rcv_from = t->outer.rcv_from;
	t->intended = t->outer.intended;
	t->virt = t->outer.virt;
	t->locked = t->outer.locked;
}

void ipc_xfer_fault_done(struct tcb *t, bool ok)
{
	struct tcb *s, *active;

	leave_nested(t);
	s = xfer_sender(t);
	active = s->xfer.active;
	if (!ok || s->xfer.expired) {
		fail_expired(s);
		return;
	}
	if (t != active && t->runnable)
		sched_block(t);
	thread_set_cont(active, run);
	if (!active->runnable)
		sched_handoff(active);
}

void ipc_xfer_expired(struct tcb *s)
{
	struct tcb *r;
	struct tcb *faulting;

	s->xfer.expired = 1;
	r = s->mode == IPC_XFER_FAULT ? s->outer.locked : s->locked;
	faulting = s->mode == IPC_XFER_FAULT ? s : r;
	if (faulting->mode != IPC_XFER_FAULT || thread_state(faulting) == THREAD_RECEIVING)
		return;				/* the answer is just arriving, or no fault */
	fail_expired(s);
}

/* The fault of t is given up: nobody waits for its pager any more. */
static void drop_nested(struct tcb *t)
{
	struct tcb *pager;

	if (thread_state(t) == THREAD_POLLING)
		ipc_poll_unlink(t);
	if (thread_state(t) == THREAD_RECEIVING) {
		pager = t->locked;
		if (pager->xfer.phase == XFER_MAP)
			map_cancel(&pager->xfer.map);
		ipc_fail_transfer(pager, IPC_ABORTED, IPC_PHASE_SEND, pager->xfer.bytes,
				  (msgtag_t){ 0 });
	}
	leave_nested(t);
}

/* --- ends of a transfer ------------------------------------------------------------------ */

void ipc_xfer_fail(struct tcb *t, enum ipc_error send_err, enum ipc_error recv_err)
{
	struct tcb *s, *r;
	word_t bytes;
	msgtag_t tag;

	if (t->mode == IPC_XFER_FAULT)
		drop_nested(t);
	if (t->locked->mode == IPC_XFER_FAULT && t->locked->outer.locked == t)
		drop_nested(t->locked);
	s = xfer_sender(t);
	r = s->locked;
	if (s->xfer.phase == XFER_MAP)
		map_cancel(&s->xfer.map);
	bytes = s->xfer.bytes;
	tag = s->xfer.tag;
	sched_timeout_cancel(&s->xfer_timeout);
	if (r->mode == IPC_USER)
		glue_ipc_return(r, thread_id_for(s->virt, r->space));
	ipc_fail_transfer(s, send_err, IPC_PHASE_SEND, bytes, tag);
	ipc_fail_transfer(r, recv_err, IPC_PHASE_RECV, bytes, tag);
}

/* --- copying strings --------------------------------------------------------------------- */

/* Bytes that can be copied at va: the rest of the buffer, clipped to user space. */
static word_t clip(word_t va, word_t left)
{
	if (va >= GLUE_USER_END)
		return 0;
	return MIN(left, GLUE_USER_END - va);
}

static enum xfer_result copy_piece(struct tcb *s, struct tcb *r)
{
	struct ipc_xfer *x = &s->xfer;
	word_t n = MIN(clip(x->src.ptr, x->src.left), clip(x->dst.ptr, x->dst.left));
	enum copy_end end;
	size_t done;

	if (n == 0)
		return XFER_OVERFLOW;		/* beyond user space */
	end = map_copy_spaces(r->space, x->dst.ptr, s->space, x->src.ptr, n, &done);
	if (done != 0 && x->src.slot != 0) {
		put_word(r, x->src.slot, x->dst.ptr);
		x->src.slot = 0;
	}
	x->src.ptr += done;
	x->src.left -= done;
	x->dst.ptr += done;
	x->dst.left -= done;
	x->bytes += done;
	if (end == COPY_SOURCE_FAULT)
		return fault(s, s, x->src.ptr, RIGHT_R);
	if (end == COPY_DESTINATION_FAULT)
		return fault(s, r, x->dst.ptr, RIGHT_W);
	return n <= COPY_QUICK ? XFER_NEXT : XFER_MORE;
}

static enum xfer_result string_more(struct tcb *s, struct tcb *r)
{
	struct ipc_xfer *x = &s->xfer;
	int n;

	if (x->src.left == 0) {
		n = cursor_next(&x->src, s, read_mr);
		if (n < 0 || (n > 0 && x->src.left > STRING_MAX))
			return XFER_OVERFLOW;
		if (n == 0)
			return string_done(s, r);
		if (x->src.left == 0)
			return XFER_NEXT;
	}
	if (x->dst.left == 0) {
		n = cursor_next(&x->dst, r, read_br);
		if (n <= 0)
			return XFER_OVERFLOW;
		if (x->dst.left == 0)
			return XFER_NEXT;
	}
	return copy_piece(s, r);
}

/* --- running ----------------------------------------------------------------------------- */

static enum xfer_result step(struct tcb *s, struct tcb *r)
{
	switch ((enum xfer_phase)s->xfer.phase) {
	case XFER_MAP:
	case XFER_IO:
		return map_more(&s->xfer);
	case XFER_KMEM:
		if (!IS_ENABLED(CONFIG_KMEM_GROW) || kmem_grow_step())
			s->xfer.phase = XFER_ITEM;
		return XFER_MORE;
	case XFER_STRING:
		return string_more(s, r);
	default:
		return next_item(s, r);
	}
}

/* Continuation of the active partner. */
static void run(struct tcb *active)
{
	struct tcb *s = xfer_sender(active);
	struct tcb *r = s->locked;
	enum xfer_result result;

	do {
		unsigned n = 0;

		do
			result = step(s, r);
		while (result == XFER_NEXT && ++n < QUICK_STEPS);
		switch (result) {
		case XFER_DONE:
			sched_timeout_cancel(&s->xfer_timeout);
			ipc_finish_transfer(s, r, s->xfer.tag);
			return;
		case XFER_OVERFLOW:
			ipc_xfer_fail(s, IPC_OVERFLOW, IPC_OVERFLOW);
			return;
		case XFER_STOPPED:
			return;
		case XFER_NEXT:
		case XFER_MORE:
			break;
		}
	} while (!sched_preempt_point());
	thread_set_cont(active, run);
}

static void lock(struct tcb *t, struct tcb *partner, enum thread_state state)
{
	ipc_stop_looking(t);
	thread_clear_cont(t);
	thread_set_state(t, state);
	t->locked = partner;
}

void ipc_xfer_start(struct tcb *s, struct tcb *r, struct tcb *active, msgtag_t tag)
{
	struct ipc_xfer *x = &s->xfer;
	struct tcb *passive = active == s ? r : s;

	lock(s, r, THREAD_SENDING);
	lock(r, s, THREAD_RECEIVING);
	if (passive->runnable)
		sched_block(passive);
	x->active = active;
	x->tag = tag;
	x->phase = XFER_ITEM;
	x->item = (uint8_t)(tag_u(tag) + 1);
	x->buffer = 1;
	x->expired = 0;
	x->armed = 0;
	x->receiver_shorter = 0;
	x->bytes = 0;
	thread_set_cont(active, run);
}
