/* SPDX-License-Identifier: BSD-2-Clause */
/* task.c - tasks of the demonstration system: spaces, threads, memory on demand, restart. */

#include <l4/ipc.h>
#include <l4/kip.h>
#include <l4/schedule.h>
#include <l4/space.h>
#include <l4/thread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "root.h"

#define STACK_TOP   0x30000000UL
#define STACK_BYTES 0x10000UL
#define FRAME_SLOTS (PAGE_BYTES / sizeof(void *))

#define PRIORITY	100u
#define DRIVER_PRIORITY 150u

#define THREAD_NO_GAP	 16u /* above the first servers; theirs for what they start */
#define QUICK_USEC	 5000u
#define QUICK_DEATHS_MAX 10u

#define NO_UTCB ((void *)~0UL)

struct task tasks[TASK_MAX];

static L4_Word_t first_thread_no;
static L4_Fpage_t kip_area, utcb_area; /* the same in all tasks */
static L4_Word_t utcb_bytes;

static const char *const services[] = {"console", "shell"};

void task_init(void)
{
	void *kip = L4_GetKernelInterface();
	L4_Word_t log2 = L4_UtcbAreaSizeLog2(kip);
	L4_Word_t base = L4_MyLocalId().raw & ~(L4_UtcbAreaSize(kip) - 1);

	utcb_bytes = L4_UtcbSize(kip);
	while ((1UL << log2) < TASK_THREADS * utcb_bytes)
		log2++;
	utcb_area = L4_FpageLog2(base & ~((1UL << log2) - 1), (int)log2);
	kip_area = L4_FpageLog2((L4_Word_t)kip, (int)L4_KipAreaSizeLog2(kip));
	first_thread_no = L4_ThreadNo(L4_Myself()) + THREAD_NO_GAP;
}

struct task *task_of(L4_ThreadId_t thread)
{
	for (unsigned int i = 0; i < TASK_MAX * TASK_THREADS; i++) {
		struct task *t = &tasks[i / TASK_THREADS];

		if (t->used && L4_IsThreadEqual(t->thread[i % TASK_THREADS], thread))
			return t;
	}
	return NULL;
}

/*
 * Regions.
 */

static bool region_is_free(const struct task *t, L4_Word_t first, L4_Word_t last)
{
	if (last < first || last >= L4_Address(kip_area) || last >= L4_Address(utcb_area))
		return false;
	for (unsigned int i = 0; i < t->region_count; i++) {
		if (first <= t->region[i].last && last >= t->region[i].first)
			return false;
	}
	return true;
}

static bool add_region(struct task *t, L4_Word_t addr, L4_Word_t bytes, L4_Word_t rights)
{
	struct region *r = &t->region[t->region_count];
	L4_Word_t first = addr & ~(PAGE_BYTES - 1);
	L4_Word_t last = (addr + (bytes - 1)) | (PAGE_BYTES - 1);
	L4_Word_t pages = ((last - first) >> PAGE_LOG2) + 1;

	if (!region_is_free(t, first, last) || pages > FRAME_SLOTS - t->frame_slots)
		return false;
	*r = (struct region){
		.first = first, .last = last, .rights = rights, .index = t->frame_slots};
	t->frame_slots += pages;
	t->region_count++;
	return true;
}

static const char *add_regions(struct task *t, const struct elf_program *p)
{
	for (unsigned int i = 0; i < p->count; i++) {
		const struct elf_segment *s = &p->segment[i];

		if (!add_region(t, s->addr, s->bytes, s->rights))
			return "too large, or segments share a page";
		t->region[i].data = s->addr;
		t->region[i].file = s->file;
		t->region[i].file_bytes = s->file_bytes;
	}
	if (!add_region(t, DEMO_HEAP_BASE, DEMO_HEAP_BYTES, L4_ReadWriteOnly) ||
	    !add_region(t, STACK_TOP - STACK_BYTES, STACK_BYTES, L4_ReadWriteOnly))
		return "no room for heap and stack";
	return NULL;
}

/* Copy what of the region's file contents lies in the page at addr. */
static void fill_page(const struct region *r, L4_Word_t addr, unsigned char *frame)
{
	L4_Word_t from = addr > r->data ? addr : r->data;
	L4_Word_t end = r->data + r->file_bytes;

	if (end > addr + PAGE_BYTES)
		end = addr + PAGE_BYTES;
	if (from < end)
		memcpy(frame + (from - addr), r->file + (from - r->data), end - from);
}

static struct region *find_region(struct task *t, L4_Word_t addr)
{
	for (unsigned int i = 0; i < t->region_count; i++) {
		if (addr >= t->region[i].first && addr <= t->region[i].last)
			return &t->region[i];
	}
	return NULL;
}

const char *task_fault(struct task *t, L4_Word_t addr, L4_Word_t access, L4_MapItem_t *item)
{
	struct region *r = find_region(t, addr);
	L4_Word_t page = addr & ~(PAGE_BYTES - 1);
	void **frame;

	if (!r)
		return "no memory there";
	if (access & ~r->rights)
		return "no right to do that";
	frame = &t->frame[r->index + ((page - r->first) >> PAGE_LOG2)];
	if (!*frame) {
		*frame = frame_alloc();
		if (!*frame)
			return "out of memory";
		fill_page(r, page, *frame);
		t->frame_count++;
	}
	*item = L4_MapItem(L4_FpageAddRights(L4_FpageLog2((L4_Word_t)*frame, PAGE_LOG2), r->rights),
			   page);
	return NULL;
}

/*
 * Threads and spaces.  A new version in each id keeps messages for a dead thread from its heir.
 */

static L4_ThreadId_t new_id(struct task *t, unsigned int slot)
{
	L4_Word_t no = first_thread_no + (L4_Word_t)(t - tasks) * TASK_THREADS + slot;

	t->version = (t->version | 1) + 2; /* odd, so never a multiple of 64 */
	return L4_GlobalId(no, t->version);
}

static bool delete_thread(L4_ThreadId_t id)
{
	return L4_ThreadControl(id, L4_nilthread, L4_nilthread, L4_nilthread, NO_UTCB) != 0;
}

/* Make the thread run: it waits for its start message from here, which then cannot block. */
static bool activate(struct task *t, L4_ThreadId_t id, unsigned int slot)
{
	L4_ThreadId_t me = L4_Myself();
	void *utcb = (void *)(L4_Address(utcb_area) + slot * utcb_bytes);

	if (!L4_ThreadControl(id, slot ? t->thread[0] : id, me, me, utcb))
		return false;
	(void)L4_Set_Priority(id, t->device ? DRIVER_PRIORITY : PRIORITY);
	t->thread[slot] = id;
	return true;
}

static bool send_start(L4_ThreadId_t id, L4_Word_t ip, L4_Word_t sp)
{
	L4_Msg_t msg;

	L4_MsgClear(&msg);
	L4_MsgAppendWord(&msg, ip);
	L4_MsgAppendWord(&msg, sp);
	L4_MsgLoad(&msg);
	return L4_IpcSucceeded(L4_Reply(id));
}

/* False: the kernel's error code is in *error. */
static bool create_space(struct task *t, L4_Word_t entry, L4_Word_t *error)
{
	L4_ThreadId_t id = new_id(t, 0);
	L4_Word_t old;

	if (!L4_ThreadControl(id, id, L4_Myself(), L4_nilthread, NO_UTCB)) {
		*error = L4_ErrorCode();
		return false;
	}
	if (L4_SpaceControl(id, 0, kip_area, utcb_area, L4_nilthread, &old) && activate(t, id, 0) &&
	    send_start(id, entry, STACK_TOP))
		return true;
	*error = L4_ErrorCode();
	(void)delete_thread(id);
	t->thread[0] = L4_nilthread;
	return false;
}

L4_Word_t task_thread(struct task *t, L4_ThreadId_t *id)
{
	for (unsigned int i = 1; i < TASK_THREADS; i++) {
		if (!L4_IsNilThread(t->thread[i]))
			continue;
		*id = new_id(t, i);
		return activate(t, *id, i) ? DEMO_OK : DEMO_EKERNEL;
	}
	return DEMO_ENOMEM;
}

L4_Word_t task_thread_delete(struct task *t, L4_ThreadId_t id)
{
	for (unsigned int i = 1; i < TASK_THREADS; i++) {
		if (L4_IsNilThread(id) || !L4_IsThreadEqual(t->thread[i], id))
			continue;
		name_forget(id);
		t->thread[i] = L4_nilthread;
		return delete_thread(id) ? DEMO_OK : DEMO_EKERNEL;
	}
	return DEMO_ENOENT;
}

/*
 * Start and end.
 */

/* The place where the program ran before, or another free one. */
static struct task *free_task(const char *name)
{
	struct task *found = NULL;

	for (unsigned int i = 0; i < TASK_MAX; i++) {
		if (tasks[i].used)
			continue;
		if (strcmp(tasks[i].name, name) == 0)
			return &tasks[i];
		if (!found || (tasks[i].starts == 0 && found->starts != 0))
			found = &tasks[i];
	}
	if (found)
		*found = (struct task){.version = found->version};
	return found;
}

static void release_memory(struct task *t)
{
	for (L4_Word_t i = 0; t->frame && i < t->frame_slots; i++) {
		if (t->frame[i])
			frame_free(t->frame[i]);
	}
	if (t->frame)
		frame_free(t->frame);
	t->frame = NULL;
	t->frame_slots = 0;
	t->frame_count = 0;
	t->region_count = 0;
}

/* Everything from the file to the running thread; undone by the caller if it fails. */
static L4_Word_t load(struct task *t, const struct module *m)
{
	struct elf_program p;
	const char *defect;
	L4_Word_t error;

	t->frame = frame_alloc();
	if (!t->frame)
		return DEMO_ENOMEM;
	defect = elf_read(&p, m->data, m->size);
	if (!defect)
		defect = add_regions(t, &p);
	if (defect) {
		printf("root: %s: %s\n", m->name, defect);
		return DEMO_EINVAL;
	}
	if (!create_space(t, p.entry, &error)) {
		printf("root: %s: %s\n", m->name, L4_ErrorCode_String(error));
		return DEMO_EKERNEL;
	}
	return DEMO_OK;
}

L4_Word_t task_start(const char *name, struct task **task)
{
	const struct module *m = module_find(name);
	struct task *t = m ? free_task(name) : NULL;
	L4_Word_t status;

	if (!t)
		return m ? DEMO_ENOMEM : DEMO_ENOENT;
	strcpy(t->name, m->name);
	t->device = machine_device(name);
	t->started = L4_SystemClock();
	t->used = true;
	status = load(t, m);
	if (status != DEMO_OK) {
		release_memory(t);
		t->used = false;
		return status;
	}
	t->starts++;
	*task = t;
	return DEMO_OK;
}

void task_destroy(struct task *t)
{
	machine_detach(t->device);
	for (unsigned int i = TASK_THREADS; i-- > 0;) {
		if (L4_IsNilThread(t->thread[i]))
			continue;
		name_forget(t->thread[i]);
		(void)delete_thread(t->thread[i]);
		t->thread[i] = L4_nilthread;
	}
	release_memory(t);
	t->used = false;
}

static bool is_service(const char *name)
{
	for (size_t i = 0; i < sizeof(services) / sizeof(services[0]); i++) {
		if (strcmp(services[i], name) == 0)
			return true;
	}
	return false;
}

/* A service that always dies before it can serve anybody would only fill the screen. */
static bool worth_restart(struct task *t)
{
	L4_Word64_t age = L4_SystemClock().raw - t->started.raw;

	t->quick_deaths = age < QUICK_USEC ? t->quick_deaths + 1 : 0;
	return is_service(t->name) && t->quick_deaths < QUICK_DEATHS_MAX;
}

void task_kill(struct task *t, L4_ThreadId_t thread, const char *format, ...)
{
	char why[100];
	va_list args;
	bool again = worth_restart(t);

	va_start(args, format);
	(void)vsnprintf(why, sizeof(why), format, args);
	va_end(args);
	printf("\nroot: %s: thread %lx: %s: %s\n", t->name, thread.raw, why,
	       again ? "restarting" : "ended");
	task_destroy(t);
	if (again && task_start(t->name, &t) != DEMO_OK)
		printf("root: %s does not start again\n", t->name);
}
