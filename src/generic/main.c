/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - kernel_main(): the boot order as one flat list, and the initial servers. */
#include "arch.h"
#include "assert.h"
#include "glue.h"
#include "interrupt.h"
#include "kdb.h"
#include "kernel.h"
#include "kip.h"
#include "kmem_grow.h"
#include "mapdb.h"
#include "percpu.h"
#include "platform.h"
#include "print.h"
#include "sched.h"
#include "space.h"
#include "string.h"
#include "thread.h"

struct percpu percpu_boot;
static struct tcb idle_boot;

/* X2:protocols.initial: one of sigma0, sigma1, root; `offset` from UserBase. */
static __init struct tcb *create_server(const char *name, const struct kip_server *k,
					unsigned offset, word_t flags, tid_t pager)
{
	struct space *s;
	struct tcb *t;

	if (k->low == 0 && k->high == 0)
		return NULL;
	if (WORD_BITS == 64 && (sword_t)k->sp < 0)	/* X2:kip.boot */
		panic("%s is a program of 32 bits", name);
	s = space_create();
	t = s != NULL ? thread_create(tid_global(thread_user_base() + offset, 1), s) : NULL;
	if (t == NULL ||
	    space_configure(s, (fpage_t){ GLUE_ROOT_KIP | GLUE_KIP_BITS << 4 },
			    (fpage_t){ GLUE_ROOT_UTCB | GLUE_ROOT_UTCB_BITS << 4 }) != 0 ||
	    space_utcb_attach(s, t, GLUE_ROOT_UTCB) != 0)
		panic("no memory for %s", name);
	s->flags |= flags;
	t->scheduler = tid_global(thread_user_base() + ROOT_OFFSET, 1);
	t->prio = PRIO_ROOT;
	thread_start_server(t, pager, k->ip, k->sp);
	kprintf("%s: ip %p, image %p-%p\n", name, (void *)k->ip, (void *)k->low, (void *)k->high);
	return t;
}

static __init void create_servers(void)
{
	const struct kip *k = &kip_page.kip;
	struct tcb *sigma0;

	sigma0 = create_server("sigma0", &k->sigma0, SIGMA0_OFFSET,
			       SPACE_PRIVILEGED | SPACE_SIGMA0, TID_NIL);
	if (sigma0 == NULL)
		panic("no sigma0: its place in the kernel interface page is empty");
	sigma0_space = sigma0->space;
	(void)create_server("sigma1", &k->sigma1, SIGMA1_OFFSET, SPACE_PRIVILEGED, sigma0->gid);
	if (create_server("root task", &k->root, ROOT_OFFSET, SPACE_PRIVILEGED,
			  sigma0->gid) == NULL)
		kprintf("no root task: only sigma0 runs\n");
}

static __init void init_idle(void)
{
	struct tcb *t = &idle_boot;

	list_init(&t->ready_link);
	list_init(&t->send_link);
	timeout_init(&t->timeout);
	timeout_init(&t->xfer_timeout);
	t->state = THREAD_RUNNING;
	t->virt = t;
	glue_thread_init(t);
	thread_set_cont(t, kernel_idle);
	sched_init_cpu(arch_self(), t);
}

void kernel_main(word_t boot_arg)
{
	platform_init_early(boot_arg);
	kprintf("\n%s, X.2 microkernel\n", kip_page.strings);
	kip_init();
	arch_init_cpu(0);
	kip_memory_init();
	glue_init_cpu(0);
	platform_init();
	platform_init_cpu(0);
	mapdb_init();
	kdb_init();
	space_init();
	thread_init();
	interrupt_init();
	if (IS_ENABLED(CONFIG_KMEM_GROW))
		kmem_grow_init();
	init_idle();
	kip_finish();
	create_servers();
	kernel_leave();
}
