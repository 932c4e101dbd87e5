/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kmem_grow.c - more kernel memory from sigma0 (X2:protocols.sigma0).
 *
 * A thread of the kernel's own, without space, asks as soon as memory runs low: first how much the
 * kernel should take, then for pieces.  Nobody waits for it: what is left serves sigma0 while it
 * answers, and calls that find none fail, whatever sigma0 does.  A piece is first marked as the
 * kernel's, so that sigma0 cannot get it again, then taken from all spaces, then used.
 */
#include "kmem_grow.h"

#include "assert.h"
#include "glue.h"
#include "ipc.h"
#include "kip.h"
#include "kmem.h"
#include "platform.h"
#include "sched.h"
#include "space.h"
#include "thread.h"

#define BITS_MIN	(ARCH_PAGE_BITS + 4)	/* smaller pieces are not worth a range */
#define RETRY_US	1000000			/* after a refusal */
#define MAP_STEP	(8 * PAGE_SIZE)

static struct {
	struct tcb *thread;
	uint64_t retry;			/* when it may ask again */
	uint8_t busy;			/* waits for sigma0 */
	uint8_t bits;			/* of the piece asked for; 0: asks how much */
	uint8_t held;			/* the piece is the kernel's, but not yet in use */
	uint8_t taken;			/* it is in use */
	struct unmap_op clear;		/* of the piece from sigma0's space and all below */
	paddr_t start, at, end;		/* the piece; mapped for the kernel up to `at` */
} grow;

void kmem_grow_init(void)
{
	grow.thread = thread_create(tid_global(thread_system_base(), 1), NULL);
	if (grow.thread == NULL)
		panic("no memory for the kernel's own thread");
	grow.thread->prio = PRIO_ROOT;
	thread_set_mode(grow.thread, IPC_KMEM);
}

static void ask(unsigned bits)
{
	struct tcb *t = grow.thread;
	tid_t sigma0 = tid_global(thread_user_base() + SIGMA0_OFFSET, 1);

	grow.bits = (uint8_t)bits;
	grow.taken = 0;
	ipc_kernel_call(t, IPC_KMEM, sigma0, tag_protocol(PROTO_SIGMA0, 0, 2),
			~MASK(FPAGE_MIN_BITS) | bits << 4, 0);
}

void kmem_grow(void)
{
	kmem_low = false;
	if (grow.busy || platform_timer_now() < grow.retry)
		return;
	grow.busy = 1;
	ask(0);
	sched_step_aside();		/* sigma0 has the highest priority, but so may others */
}

static void idle(void)
{
	grow.busy = 0;
	sched_block(grow.thread);	/* perhaps it was looking through its queue */
	thread_set_state(grow.thread, THREAD_INACTIVE);
}

/* Continuation of the kernel's thread: do what the transfer of the piece should have done. */
static void finish_piece(struct tcb *t)
{
	do {
		if (kmem_grow_step()) {
			idle();
			return;
		}
	} while (!sched_preempt_point());
	thread_set_cont(t, finish_piece);
}

void kmem_grow_fail(void)
{
	grow.retry = platform_timer_now() + RETRY_US;
	if (!grow.held) {
		idle();
		return;
	}
	thread_set_state(grow.thread, THREAD_RUNNING);
	thread_set_cont(grow.thread, finish_piece);
	sched_ready(grow.thread);
}

void kmem_grow_answer(word_t mr1)
{
	unsigned bits = grow.bits - 1u;

	if (grow.bits == 0) {
		mr1 = MIN(mr1, kmem_total_bytes() / 4);
		bits = mr1 != 0 ? bit_fls(mr1) : 0;
	} else if (grow.taken) {
		idle();
		return;
	}
	if (bits < BITS_MIN)
		kmem_grow_fail();
	else
		ask(bits);
}

bool kmem_grow_take(struct space *from, fpage_t fpage, bool grant)
{
	paddr_t start = fpage_base(fpage), end = start + BIT(grow.bits);

	if (!grant || grow.held || grow.taken || grow.bits == 0 || fpage_bits(fpage) != grow.bits ||
	    from != sigma0_space || !kip_memory_take(start, end))
		return false;
	unmap_range(&grow.clear, from, start, end - 1, RIGHTS_ALL, true);
	grow.start = grow.at = start;
	grow.end = end;
	grow.held = 1;
	return true;
}

bool kmem_grow_step(void)
{
	paddr_t to = MIN(grow.at + MAP_STEP, grow.end);

	if (sigma0_space == NULL)
		unmap_cancel(&grow.clear);	/* its mappings have gone with it */
	if (!grow.clear.done) {
		(void)unmap_step(&grow.clear);
		return false;
	}
	if (grow.at < grow.end) {
		glue_map_kernel(grow.at, to);
		grow.at = to;
		return false;
	}
	kmem_add(grow.start + GLUE_PHYS_WINDOW, grow.end + GLUE_PHYS_WINDOW);
	grow.held = 0;
	grow.taken = 1;
	return true;
}
