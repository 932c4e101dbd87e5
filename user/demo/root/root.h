/* SPDX-License-Identifier: BSD-2-Clause */
/* root.h - parts of the root task: memory, modules, programs, tasks, names. */

#ifndef ROOT_H
#define ROOT_H

#include <l4/message.h>
#include <l4/types.h>
#include <stdbool.h>
#include <stddef.h>

#include "../proto.h"

#define PAGE_LOG2  12
#define PAGE_BYTES (1UL << PAGE_LOG2)

/*
 * frame.c: pages of memory from sigma0, which the root task has at their physical addresses.
 */

/* A page of zeros; NULL if there is no more memory. */
void *frame_alloc(void);

/* Takes the page back from everybody it was mapped to. */
void frame_free(void *frame);
void frame_usage(L4_Word_t *taken, L4_Word_t *unused);

/* Get the pages of a range that sigma0 hands out on request only; false if one is refused. */
bool frame_get_range(L4_Word_t start, L4_Word_t bytes);

/*
 * module.c: programs that the boot loader has brought along.
 */
struct module {
	char name[DEMO_NAME_BYTES];
	const unsigned char *data;
	size_t size;
};

/* Read the boot info; the number of modules. */
unsigned int module_init(void);
const struct module *module_find(const char *name);

/*
 * elf.c: what of a program goes where.
 */
#define ELF_SEGMENTS 8u

struct elf_segment {
	L4_Word_t addr;
	L4_Word_t bytes;
	L4_Word_t rights;
	const unsigned char *file;
	L4_Word_t file_bytes;
};

struct elf_program {
	L4_Word_t entry;
	unsigned int count;
	struct elf_segment segment[ELF_SEGMENTS];
};

/* NULL if the program is sound, else its defect in words. */
const char *elf_read(struct elf_program *p, const unsigned char *data, size_t size);

/*
 * task.c: a task is a space with a program and threads.
 */
#define TASK_MAX     8u
#define TASK_THREADS 4u
#define TASK_REGIONS (ELF_SEGMENTS + 2)

struct device;

/* Memory that a task may use; pages come when they are touched. */
struct region {
	L4_Word_t first, last; /* first and last byte, whole pages */
	L4_Word_t rights;
	L4_Word_t data; /* where the contents of the file go */
	const unsigned char *file;
	L4_Word_t file_bytes;
	L4_Word_t index; /* of the first page in task->frame */
};

struct task {
	bool used;
	char name[DEMO_NAME_BYTES];
	const struct device *device;
	unsigned int starts; /* how often this program was started in this place */
	L4_Clock_t started;
	unsigned int quick_deaths; /* in a row, each soon after its start */
	L4_Word_t version;	   /* of thread ids, new for each start */
	L4_ThreadId_t thread[TASK_THREADS];
	unsigned int region_count;
	struct region region[TASK_REGIONS];
	void **frame;	       /* by page of the regions, one page long; NULL: not touched */
	L4_Word_t frame_slots; /* used part of it */
	L4_Word_t frame_count;
};

extern struct task tasks[TASK_MAX];

void task_init(void);

/* Start a program; its first thread, or a status of proto.h. */
L4_Word_t task_start(const char *name, struct task **task);

/* End a task: threads, space, memory, names. */
void task_destroy(struct task *t);

/* The same for a task that did something wrong; starts it again if it is worth it. */
void task_kill(struct task *t, L4_ThreadId_t thread, const char *format, ...)
	__attribute__((__format__(__printf__, 3, 4)));

/* The task that a thread belongs to, or NULL. */
struct task *task_of(L4_ThreadId_t thread);

L4_Word_t task_thread(struct task *t, L4_ThreadId_t *id);
L4_Word_t task_thread_delete(struct task *t, L4_ThreadId_t id);

/* Answer a page fault; NULL, or why it cannot be. */
const char *task_fault(struct task *t, L4_Word_t addr, L4_Word_t access, L4_MapItem_t *item);

/*
 * name.c: who is found under which name.
 */
L4_Word_t name_register(const char *name, L4_ThreadId_t id);
L4_Word_t name_lookup(const char *name, L4_ThreadId_t *id);

/* Forget all names of a thread. */
void name_forget(L4_ThreadId_t id);

/*
 * machine.c, and machine_*.c: one file per kind of machine.
 */

/* What a driver is allowed to use; NULL if name is no driver. */
const struct device *machine_device(const char *name);

/* Attach the device's interrupt to a handler, or take it away. */
bool machine_attach(const struct device *d, L4_Word_t interrupt, L4_ThreadId_t handler);
void machine_detach(const struct device *d);

/* Answer an I/O fault on the ports `what`: false if they are not the device's. */
bool machine_io_fault(const struct device *d, L4_Word_t what, L4_MapItem_t *item);

/* Answer a page fault: false if there are no registers of the device. */
bool machine_device_fault(const struct device *d, L4_Word_t addr, L4_MapItem_t *item);

/* The CPU's number of the exception that a message is about. */
L4_Word_t machine_exception(const L4_Msg_t *msg);

void machine_reset(void);

/*
 * server.c
 */
void server_loop(void) __attribute__((__noreturn__));

#endif
