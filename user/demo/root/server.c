/* SPDX-License-Identifier: BSD-2-Clause */
/* server.c - serve the tasks: faults, exceptions, and the requests of proto.h. */

#include <l4/ipc.h>
#include <l4/kip.h>
#include <l4/schedule.h>
#include <l4/thread.h>
#include <stdio.h>
#include <string.h>

#include "root.h"

/* Protocol numbers in the signed upper part of a label, above four sub-bits (X2:protocols). */
#define PROTO_PAGE_FAULT     (-2)
#define PROTO_SYS_EXCEPTION  (-4)
#define PROTO_ARCH_EXCEPTION (-5)
#define PROTO_IO_FAULT	     (-8)

#define FIRST_SERVERS 2u /* threads shown before those of tasks: sigma0, root */

/* A request that is being served. */
struct request {
	struct task *task; /* of the sender */
	L4_ThreadId_t from;
	L4_Msg_t msg;
	L4_Msg_t reply;
};

static void add_name(L4_Msg_t *reply, const char *name)
{
	L4_Word_t words[DEMO_NAME_WORDS] = {0};

	strcpy((char *)words, name);
	for (unsigned int i = 0; i < DEMO_NAME_WORDS; i++)
		L4_MsgAppendWord(reply, words[i]);
}

/* The name in a request; "" when it has none. */
static void get_name(const struct request *r, char name[DEMO_NAME_BYTES])
{
	name[0] = '\0';
	if (L4_UntypedWords(r->msg.tag) < DEMO_NAME_WORDS)
		return;
	memcpy(name, &r->msg.raw[1], DEMO_NAME_BYTES);
	name[DEMO_NAME_BYTES - 1] = '\0';
}

/* Parameter i; 0 if it was not sent. */
static L4_Word_t parameter(const struct request *r, unsigned int i)
{
	return i < L4_UntypedWords(r->msg.tag) ? L4_MsgWord(&r->msg, i) : 0;
}

/*
 * Requests: each fills in the reply and returns its status.
 */

static L4_Word_t do_register(struct request *r)
{
	char name[DEMO_NAME_BYTES];

	get_name(r, name);
	return name_register(name, r->from);
}

static L4_Word_t do_lookup(struct request *r)
{
	char name[DEMO_NAME_BYTES];
	L4_ThreadId_t id = L4_nilthread;
	L4_Word_t status;

	get_name(r, name);
	status = name_lookup(name, &id);
	L4_MsgAppendWord(&r->reply, id.raw);
	return status;
}

static L4_Word_t do_spawn(struct request *r)
{
	char name[DEMO_NAME_BYTES];
	struct task *t;
	L4_Word_t status;

	get_name(r, name);
	status = task_start(name, &t);
	L4_MsgAppendWord(&r->reply, status == DEMO_OK ? t->thread[0].raw : L4_ErrorCode());
	return status;
}

static L4_Word_t do_thread(struct request *r)
{
	L4_ThreadId_t id = L4_nilthread;
	L4_Word_t status = task_thread(r->task, &id);

	L4_MsgAppendWord(&r->reply, status == DEMO_EKERNEL ? L4_ErrorCode() : id.raw);
	return status;
}

static L4_Word_t do_thread_delete(struct request *r)
{
	const L4_ThreadId_t id = {.raw = parameter(r, 0)};

	if (L4_IsThreadEqual(id, r->from))
		return DEMO_EINVAL;
	return task_thread_delete(r->task, id);
}

static L4_Word_t do_interrupt(struct request *r)
{
	return machine_attach(r->task->device, parameter(r, 0), r->from) ? DEMO_OK : DEMO_EPERM;
}

static L4_Word_t do_task_info(struct request *r)
{
	L4_Word_t index = parameter(r, 0);

	for (unsigned int i = 0; i < TASK_MAX; i++) {
		struct task *t = &tasks[i];

		if (!t->used || index-- != 0)
			continue;
		L4_MsgAppendWord(&r->reply, t->frame_count);
		L4_MsgAppendWord(&r->reply, t->starts);
		L4_MsgAppendWord(&r->reply, t->thread[0].raw);
		add_name(&r->reply, t->name);
		return DEMO_OK;
	}
	return DEMO_ENOENT;
}

/* The index-th thread of all tasks. */
static struct task *nth_thread(L4_Word_t index, L4_ThreadId_t *id)
{
	for (unsigned int i = 0; i < TASK_MAX * TASK_THREADS; i++) {
		struct task *t = &tasks[i / TASK_THREADS];

		*id = t->thread[i % TASK_THREADS];
		if (t->used && !L4_IsNilThread(*id) && index-- == 0)
			return t;
	}
	return NULL;
}

static L4_Word_t do_thread_info(struct request *r)
{
	static const char *const first_servers[FIRST_SERVERS] = {"sigma0", "root"};
	const L4_ThreadId_t sigma0 = L4_GlobalId(L4_ThreadIdUserBase(L4_GetKernelInterface()), 1);
	L4_Word_t index = parameter(r, 0);
	L4_ThreadId_t id = index == 0 ? sigma0 : L4_Myself();
	const struct task *t = NULL;
	L4_Time_t slice, quantum;

	if (index >= FIRST_SERVERS) {
		t = nth_thread(index - FIRST_SERVERS, &id);
		if (!t)
			return DEMO_ENOENT;
	}
	L4_MsgAppendWord(&r->reply, id.raw);
	L4_MsgAppendWord(&r->reply, L4_Timeslice(id, &slice, &quantum) & 0xff);
	add_name(&r->reply, t ? t->name : first_servers[index]);
	return DEMO_OK;
}

static L4_Word_t do_memory_info(struct request *r)
{
	L4_Word_t taken, unused;

	frame_usage(&taken, &unused);
	L4_MsgAppendWord(&r->reply, taken);
	L4_MsgAppendWord(&r->reply, unused);
	return DEMO_OK;
}

static L4_Word_t serve_request(struct request *r)
{
	switch (L4_Label(r->msg.tag)) {
	case ROOT_REGISTER:
		return do_register(r);
	case ROOT_LOOKUP:
		return do_lookup(r);
	case ROOT_SPAWN:
		return do_spawn(r);
	case ROOT_THREAD:
		return do_thread(r);
	case ROOT_THREAD_DELETE:
		return do_thread_delete(r);
	case ROOT_INTERRUPT:
		return do_interrupt(r);
	case ROOT_TASK_INFO:
		return do_task_info(r);
	case ROOT_THREAD_INFO:
		return do_thread_info(r);
	case ROOT_MEMORY_INFO:
		return do_memory_info(r);
	default:
		return DEMO_EINVAL;
	}
}

/*
 * Messages of the kernel on behalf of a thread.  False: the thread gets no reply, its task is gone.
 */

static const char *access_text(L4_Word_t access)
{
	return access & L4_Writable ? "write" : access & L4_eXecutable ? "execute" : "read";
}

static bool page_fault(struct request *r)
{
	L4_Word_t access = L4_Label(r->msg.tag) & L4_FullyAccessible;
	L4_Word_t addr = parameter(r, 0);
	L4_MapItem_t item;
	const char *why = task_fault(r->task, addr, access, &item);

	if (why && !machine_device_fault(r->task->device, addr, &item)) {
		task_kill(r->task, r->from, "page fault, %s at %lx, ip %lx: %s",
			  access_text(access), addr, parameter(r, 1), why);
		return false;
	}
	L4_MsgAppendMapItem(&r->reply, item);
	return true;
}

static bool io_fault(struct request *r)
{
	L4_MapItem_t item;

	if (!machine_io_fault(r->task->device, parameter(r, 0), &item)) {
		task_kill(r->task, r->from, "I/O fault %lx, ip %lx: not its device",
			  parameter(r, 0), parameter(r, 1));
		return false;
	}
	L4_MsgAppendMapItem(&r->reply, item);
	return true;
}

static bool exception(struct request *r)
{
	task_kill(r->task, r->from, "exception %lu, ip %lx", machine_exception(&r->msg),
		  parameter(r, 0));
	return false;
}

/* Whoever pretends to be the kernel harms only itself. */
static bool serve_kernel(struct request *r, L4_SignedWord_t protocol)
{
	switch (protocol) {
	case PROTO_PAGE_FAULT:
		return page_fault(r);
	case PROTO_IO_FAULT:
		return io_fault(r);
	case PROTO_SYS_EXCEPTION:
	case PROTO_ARCH_EXCEPTION:
		return exception(r);
	default:
		return false;
	}
}

/* Dispatch; true if there is a reply. */
static bool serve(struct request *r)
{
	L4_SignedWord_t protocol;

	L4_MsgClear(&r->reply);
	r->task = task_of(r->from);
	if (!r->task)
		return false;
	protocol = (L4_SignedWord_t)r->msg.raw[0] >> 20;
	if (protocol < 0)
		return serve_kernel(r, protocol);
	switch (L4_Label(r->msg.tag)) {
	case ROOT_EXIT:
		task_destroy(r->task);
		return false;
	case ROOT_REBOOT:
		printf("root: reboot\n");
		machine_reset();
		return false;
	default:
		L4_Set_MsgLabel(&r->reply, serve_request(r));
		return true;
	}
}

/* Replies have send time-out zero: a thread that waits for its reply is ready, others lose it. */
void server_loop(void)
{
	struct request r;
	L4_MsgTag_t tag = L4_Wait(&r.from);

	for (;;) {
		if (L4_IpcFailed(tag)) {
			tag = L4_Wait(&r.from);
			continue;
		}
		L4_MsgStore(tag, &r.msg);
		if (serve(&r)) {
			L4_Accept(L4_UntypedWordsAcceptor);
			L4_MsgLoad(&r.reply);
			tag = L4_ReplyWait(r.from, &r.from);
		} else {
			tag = L4_Wait(&r.from);
		}
	}
}
