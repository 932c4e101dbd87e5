/* SPDX-License-Identifier: BSD-2-Clause */
/* call.c - calls to servers by id and by name, requests to the root task. */

#include "demo.h"

#include <l4/ipc.h>
#include <string.h>

#define RETRY_USEC 10000

static L4_ThreadId_t root;

void demo_init(void)
{
	root = L4_Pager();
	L4_Set_ExceptionHandler(root);
}

L4_ThreadId_t demo_root(void)
{
	return root;
}

L4_Word_t demo_call(L4_ThreadId_t to, L4_Word_t op, const L4_Word_t *in, int n, L4_Word_t *out,
		    int max)
{
	L4_MsgTag_t tag = L4_Niltag;
	int got;

	tag.X.u = (L4_Word_t)n & 0x3f;
	L4_Set_Label(&tag, op);
	L4_LoadMRs(1, n, in);
	L4_Set_MsgTag(tag);
	tag = L4_Call(to);
	if (L4_IpcFailed(tag))
		return DEMO_EIPC;
	got = (int)L4_UntypedWords(tag);
	L4_StoreMRs(1, got < max ? got : max, out);
	for (; got < max; got++)
		out[got] = 0;
	return L4_Label(tag);
}

void demo_name_pack(L4_Word_t words[DEMO_NAME_WORDS], const char *name)
{
	size_t len = strlen(name);

	if (len > DEMO_NAME_BYTES - 1)
		len = DEMO_NAME_BYTES - 1;
	memset(words, 0, DEMO_NAME_BYTES);
	memcpy(words, name, len);
}

void demo_name_unpack(char name[DEMO_NAME_BYTES], const L4_Word_t words[DEMO_NAME_WORDS])
{
	memcpy(name, words, DEMO_NAME_BYTES);
	name[DEMO_NAME_BYTES - 1] = '\0';
}

static L4_Word_t call_root_by_name(L4_Word_t op, const char *name, L4_ThreadId_t *id)
{
	L4_Word_t words[DEMO_NAME_WORDS];
	L4_Word_t out, status;

	demo_name_pack(words, name);
	status = demo_call(root, op, words, DEMO_NAME_WORDS, &out, 1);
	if (id)
		id->raw = status == DEMO_OK ? out : L4_nilthread.raw;
	return status;
}

L4_Word_t demo_register(const char *name)
{
	return call_root_by_name(ROOT_REGISTER, name, NULL);
}

L4_Word_t demo_lookup(const char *name, L4_ThreadId_t *id)
{
	return call_root_by_name(ROOT_LOOKUP, name, id);
}

L4_Word_t demo_spawn(const char *program, L4_ThreadId_t *id)
{
	return call_root_by_name(ROOT_SPAWN, program, id);
}

L4_Word_t demo_call_name(const char *name, L4_Word_t op, const L4_Word_t *in, int n, L4_Word_t *out,
			 int max)
{
	for (;;) {
		L4_ThreadId_t server;
		L4_Word_t status = demo_lookup(name, &server);

		if (status == DEMO_OK)
			status = demo_call(server, op, in, n, out, max);
		if (status != DEMO_ENOENT && status != DEMO_EIPC && status != DEMO_EBUSY)
			return status;
		L4_Sleep(L4_TimePeriod(RETRY_USEC));
	}
}

L4_Word_t demo_thread(L4_ThreadId_t *id)
{
	L4_Word_t status = demo_call(root, ROOT_THREAD, NULL, 0, &id->raw, 1);

	if (status != DEMO_OK)
		*id = L4_nilthread;
	return status;
}

L4_Word_t demo_thread_delete(L4_ThreadId_t id)
{
	return demo_call(root, ROOT_THREAD_DELETE, &id.raw, 1, NULL, 0);
}

/* The root task replies to nobody who exits; the loop is for other root tasks. */
void demo_exit(void)
{
	for (;;)
		(void)demo_call(root, ROOT_EXIT, NULL, 0, NULL, 0);
}

const char *demo_status_text(L4_Word_t status)
{
	static const char *const text[] = {
		[DEMO_OK] = "ok",
		[DEMO_EINVAL] = "bad request",
		[DEMO_ENOENT] = "no such thing",
		[DEMO_EEXIST] = "the name is taken",
		[DEMO_EPERM] = "not permitted",
		[DEMO_ENOMEM] = "out of memory",
		[DEMO_EBUSY] = "busy",
		[DEMO_EKERNEL] = "the kernel refused",
		[DEMO_EIPC] = "no reply",
	};

	return status < sizeof(text) / sizeof(text[0]) ? text[status] : "unknown error";
}
