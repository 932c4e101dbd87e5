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

#define LEAF_BITS	THREAD_LEAF_BITS
#define LEAF_MASK	((1u << LEAF_BITS) - 1)

struct list thread_all = { &thread_all, &thread_all };

/* Leaves are kept once made: 2^18 numbers need at most 1 or 2 MiB. */
static struct tcb *empty_leaf[1u << LEAF_BITS];
struct tcb **thread_dir[THREAD_DIR_SIZE];
static struct slab_cache tcb_slab;

void thread_init(void)
{
	for (unsigned i = 0; i < THREAD_DIR_SIZE; i++)
		thread_dir[i] = empty_leaf;
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

/* Make room in the table for number `no`; 0 or -ERR_NO_MEM. */
static int table_reserve(word_t no)
{
	struct tcb **leaf;

	if (thread_dir[no >> LEAF_BITS] != empty_leaf)
		return 0;
	leaf = kmem_alloc_zeroed(ARCH_PAGE_BITS, KMEM_TABLE);
	if (leaf == NULL)
		return -ERR_NO_MEM;
	thread_dir[no >> LEAF_BITS] = leaf;
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
	t->space = space;
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
	thread_dir[no >> LEAF_BITS][no & LEAF_MASK] = t;
	list_insert_before(&thread_all, &t->all_link);
	TRACE(TRACE_CREATE, NULL, gid.raw, space);
	if (space != NULL)
		space->threads++;
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

	thread_dir[no >> LEAF_BITS][no & LEAF_MASK] = NULL;
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
