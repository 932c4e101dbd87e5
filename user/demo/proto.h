/* SPDX-License-Identifier: BSD-2-Clause */
/* proto.h - what the programs of the demonstration system say to each other by IPC. */

#ifndef PROTO_H
#define PROTO_H

#include <l4/types.h>

/*
 * A request is a message of untyped words: label = operation, MR1.. = parameters.  The reply has a
 * status as label and results in MR1...  Servers reply with send time-out zero: a client that does
 * not wait for its reply loses it.  A client whose server dies gets an IPC error, looks the name
 * up again and repeats the request; demo_call_name() does that.
 */
enum demo_status {
	DEMO_OK,
	DEMO_EINVAL,  /* bad parameter or unknown operation */
	DEMO_ENOENT,  /* no such name, program, task or thread */
	DEMO_EEXIST,  /* the name belongs to another task */
	DEMO_EPERM,   /* not for this task */
	DEMO_ENOMEM,  /* out of memory, table entries or thread numbers */
	DEMO_EBUSY,   /* too many are waiting already; try again */
	DEMO_EKERNEL, /* the kernel refused; MR1 = its error code */
	DEMO_EIPC,    /* never sent: the call itself failed, the server may be dead */
};

/* A name travels as DEMO_NAME_WORDS words: its characters in memory order, NUL-padded. */
#define DEMO_NAME_BYTES 16
#define DEMO_NAME_WORDS (DEMO_NAME_BYTES / sizeof(L4_Word_t))

/* Every task can use this memory, zeroed on first use. */
#define DEMO_HEAP_BASE	0x20000000UL
#define DEMO_HEAP_BYTES 0x40000UL

/*
 * To the root task, which is the pager and exception handler of all others.
 */
enum root_operation {
	ROOT_REGISTER = 0x100, /* name: the sender is found under it from now on */
	ROOT_LOOKUP,	       /* name -> thread id */
	ROOT_SPAWN,	       /* name of a program -> id of its first thread */
	ROOT_EXIT,	       /* the sender's task ends; no reply */
	ROOT_THREAD,	       /* -> id of a new thread in the sender's space, not yet started */
	ROOT_THREAD_DELETE,    /* id: a thread of the sender's task, not the sender */
	ROOT_INTERRUPT,	       /* number: the sender gets this interrupt of its device */
	ROOT_TASK_INFO,	       /* index -> pages, starts, thread id, name */
	ROOT_THREAD_INFO,      /* index -> thread id, state as Schedule returns it, task's name */
	ROOT_MEMORY_INFO,      /* -> bytes taken from sigma0, bytes of these not in use */
	ROOT_REBOOT,	       /* no reply */
};

/*
 * To every driver: take a page fault at an address that is not its own, to show what then happens.
 */
enum driver_operation {
	DRIVER_CRASH = 0x200, /* no reply */
};

/*
 * To the console, registered as "console".  Text travels as a number of bytes and the bytes packed
 * into words in memory order.  A line is ended by '\n', which the reader gets, too.
 */
#define CONSOLE_TEXT_WORDS 48
#define CONSOLE_TEXT_BYTES (CONSOLE_TEXT_WORDS * sizeof(L4_Word_t))

enum console_operation {
	CONSOLE_WRITE = 0x300, /* n, text; the reply comes when all of it is queued */
	CONSOLE_READ,	       /* -> n, text: one line; the reply comes when it is complete */
};

/*
 * To pong, the other side of measurements and tests: any other label comes back with all its words
 * and status 0.
 */
enum pong_operation {
	PONG_EXIT = 0x400, /* no reply */
};

#endif
