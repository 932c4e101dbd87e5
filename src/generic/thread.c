/* SPDX-License-Identifier: BSD-2-Clause */
/* thread.c - the thread table, life and death of threads. */
#include "thread.h"

#include "arch.h"
#include "assert.h"
#include "glue.h"
#include "ipc.h"
#include "kmem.h"
#include "platform.h"
#include "reaper.h"
#include "sched.h"
#include "space.h"
#include "string.h"
#include "trace.h"

#define TABLE_BYTES	(sizeof(struct tcb *) << THREAD_NUMBER_BITS)
#define LEAF_SIZE	(PAGE_SIZE / sizeof(struct tcb *))
#define REDIRECT_STEP	256	/* threads looked at between two preemption points */
#define LEAVES		((1u << THREAD_NUMBER_BITS) / LEAF_SIZE)

_Static_assert(ARCH_SPARSE_BASE == 0 || TABLE_BYTES <= ARCH_SPARSE_BYTES, "room for the table");

struct list thread_all = { &thread_all, &thread_all };
struct tcb thread_nobody;

/*
 * The table of threads.  With address space to spare it is there, and its pages are made when they
 * are needed and then kept: 2^18 numbers need at most 1 or 2 MiB.  Else it is an array.
 */
struct tcb *thread_array[ARRAY_SIZE(thread_array)];
static struct tcb *empty_leaf[LEAF_SIZE] __aligned(PAGE_SIZE);
static uint8_t leaf_used[LEAVES];
static struct slab_cache tcb_slab;

static void leaf_fill(struct tcb **leaf)
{
	arch_fill(leaf, (word_t)&thread_nobody, LEAF_SIZE);
}

void thread_init(void)
{
	leaf_fill(empty_leaf);
	for (unsigned i = 0; i < LEAVES; i++) {
		if (ARCH_SPARSE_BASE != 0)
			arch_sparse_map(i * PAGE_SIZE, (word_t)empty_leaf - GLUE_IMAGE_WINDOW);
		else
			leaf_fill(thread_array + i * LEAF_SIZE);
	}
	slab_init(&tcb_slab, sizeof(struct tcb), ARCH_CACHE_LINE, ARCH_PAGE_BITS, KMEM_TCB);
}

word_t thread_system_base(void)
{
	return platform_irq_count();
}

word_t thread_user_base(void)
{
	return thread_system_base() + 32;
}

struct tcb *thread_lookup(tid_t gid)
{
	struct tcb *t = thread_by_number(tid_no(gid));

	return t != NULL && tid_eq(t->gid, gid) && thread_state(t) != THREAD_DEAD ? t : NULL;
}

struct tcb *thread_resolve(const struct tcb *t, tid_t id)
{
	if (!tid_is_local(id))
		return thread_lookup(id);
	return t->space != NULL ? space_lookup_local(t->space, id) : NULL;
}

/* What the IPC fast path has to know of the space of a thread. */
static uint32_t space_bars(const struct space *s)
{
	return s == NULL || tid_is_any(s->redirector) ? 0 : BAR_REDIRECTED;
}

void thread_joins(struct tcb *t, struct space *s)
{
	t->space = s;
	t->bars = (t->bars & ~BAR_REDIRECTED) | space_bars(s);
	if (s != NULL)
		s->threads++;
}

void thread_set_redirector(struct space *s, tid_t redirector)
{
	unsigned n = 0;

	s->redirector = redirector;
	for (struct list *e = thread_all.next; e != &thread_all; e = e->next) {
		struct tcb *t = container_of(e, struct tcb, all_link);

		if (t->space == s)
			t->bars = (t->bars & ~BAR_REDIRECTED) | space_bars(s);
		if (++n % REDIRECT_STEP == 0)
			(void)sched_preempt_point();	/* nobody comes or goes meanwhile */
	}
}

/* Make room in the table for number `no`; 0 or -ERR_NO_MEM. */
static int table_reserve(word_t no)
{
	word_t leaf = no / LEAF_SIZE;
	void *page;

	if (ARCH_SPARSE_BASE == 0 || leaf_used[leaf])
		return 0;
	page = kmem_alloc(ARCH_PAGE_BITS, KMEM_TABLE);
	if (page == NULL)
		return -ERR_NO_MEM;
	leaf_fill(page);
	arch_sparse_map(leaf * PAGE_SIZE, (word_t)page - GLUE_PHYS_WINDOW);
	leaf_used[leaf] = 1;
	return 0;
}

struct tcb *thread_create(tid_t gid, struct space *space)
{
	word_t no = tid_no(gid);
	struct tcb *t;

	if (table_reserve(no) != 0)
		return NULL;
	t = slab_alloc(&tcb_slab);
	if (t == NULL)
		return NULL;
	memset(t, 0, sizeof(*t));
	t->state = THREAD_INACTIVE;
	t->gid = gid;
	thread_joins(t, space);
	t->virt = t;
	t->utcb_block = WORD_MAX;
	t->prio = PRIO_DEFAULT;
	t->cpu = arch_self()->cpu;
	t->slice = TIMESLICE_DEFAULT_US;
	t->slice_left = t->slice;
	t->quantum = TIMEOUT_NEVER;
	t->quantum_left = TIMEOUT_NEVER;
	list_init(&t->sendq);
	list_init(&t->send_link);
	list_init(&t->lost_senders);
	list_init(&t->ready_link);
	list_init(&t->reap_link);
	timeout_init(&t->timeout);
	timeout_init(&t->xfer_timeout);
	t->timeout.kind = TIMEOUT_KIND_PHASE;
	t->xfer_timeout.kind = TIMEOUT_KIND_XFER;
	glue_thread_init(t);
	thread_table()[no] = t;
	list_insert_before(&thread_all, &t->all_link);
	TRACE(TRACE_CREATE, NULL, gid.raw, space);
	return t;
}

/* TCRs of a thread that has just got its UTCB (X2:vregs.defaults). */
static void init_tcrs(struct tcb *t, tid_t pager)
{
	memset(t->utcb, 0, sizeof(*t->utcb));
	t->utcb->global_id = t->gid.raw;
	t->utcb->processor_no = t->cpu;
	t->utcb->pager = pager.raw;
	t->utcb->cop_flags = 0xff;
	t->space->active++;
}

void thread_activate(struct tcb *t, tid_t pager, tid_t starter)
{
	init_tcrs(t, pager);
	ipc_await_start(t, starter);
}

void thread_start_server(struct tcb *t, tid_t pager, word_t ip, word_t sp)
{
	init_tcrs(t, pager);
	thread_set_state(t, THREAD_RUNNING);
	glue_thread_start(t, ip, sp);
	sched_ready(t);
}

void thread_drop_op(struct tcb *t)
{
	if (t->op_kind == OP_UNMAP) {
		unmap_cancel(&t->op.unmap);
	} else if (t->op_kind == OP_IO_UNMAP) {
		t->op.io.grant = 0;
		t->op.io.done = 1;
	}
}

/* What t leaves at once: IPC, processor, space. */
static void detach(struct tcb *t)
{
	struct space *s = t->space;

	thread_drop_op(t);
	t->op_kind = OP_NONE;
	ipc_withdraw(t);
	sched_forget(t);
	thread_set_state(t, THREAD_INACTIVE);	/* no interrupt finds it waiting from here on */
	if (t->utcb != NULL) {
		space_utcb_detach(s, t);
		s->active--;
	}
	if (--s->threads == 0)
		reaper_add_space(s);
}

void thread_delete(struct tcb *t)
{
	ASSERT(t != arch_self()->current && !reaper_has(t));
	TRACE(TRACE_DELETE, NULL, t->gid.raw, t->space);
	detach(t);
	t->lost_gid = t->gid;
	t->state = THREAD_DEAD;
	reaper_add_thread(t);
}

void thread_free(struct tcb *t)
{
	word_t no = tid_no(t->gid);

	thread_table()[no] = &thread_nobody;
	list_remove(&t->all_link);
	glue_thread_destroy(t);
	slab_free(&tcb_slab, t);
}

void thread_rename(struct tcb *t, tid_t gid)
{
	ASSERT(!reaper_has(t));
	ipc_break(t);
	if (t->state & THREAD_LOOKING)
		list_remove(&t->send_link);	/* the queue goes: start again with the next one */
	t->lost_gid = t->gid;
	t->gid = gid;
	if (t->utcb != NULL)
		t->utcb->global_id = gid.raw;
	reaper_add_thread(t);
}
