/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - console: serial driver of the demonstration system, an ordinary unprivileged program. */

#include <l4/ipc.h>
#include <l4/kdebug.h>
#include <l4/thread.h>
#include <stdio.h>
#include <string.h>

#include "../lib/demo.h"
#include "line.h"
#include "uart.h"

#define WAITING_MAX 4u
#define SERVICE_MAX 64u /* rounds before other messages get their turn */
#define NOT_MAPPED  0x10000000UL
#define KEY_KDB     0x1d /* Ctrl-]: for the kernel debugger, as before this driver came */

/* A client whose text does not fit into the output queue yet. */
struct writer {
	L4_ThreadId_t id;
	size_t len;
	size_t done;
	char text[CONSOLE_TEXT_BYTES];
};

static struct ring out;
static struct line_editor input;
static struct writer writers[WAITING_MAX]; /* oldest first */
static unsigned int writer_count;
static L4_ThreadId_t readers[WAITING_MAX]; /* oldest first */
static unsigned int reader_count;
static L4_Word_t line[1 + CONSOLE_TEXT_WORDS]; /* the reply with the next line, if any */

/*
 * Replies.  Clients that do not wait are not waited for.
 */

static bool reply(L4_ThreadId_t to, L4_Word_t status, const L4_Word_t *words, int n)
{
	L4_MsgTag_t tag = L4_Niltag;

	tag.X.u = (L4_Word_t)n & 0x3f;
	L4_Set_Label(&tag, status);
	L4_LoadMRs(1, n, words);
	L4_Set_MsgTag(tag);
	return L4_IpcSucceeded(L4_Reply(to));
}

static void reply_status(L4_ThreadId_t to, L4_Word_t status)
{
	(void)reply(to, status, NULL, 0);
}

/*
 * Output.
 */

static void transmit(void)
{
	unsigned int room = uart_room();
	char c;

	while (room-- > 0 && ring_get(&out, &c))
		uart_put(c);
	uart_watch_room(out.count > 0);
}

/* Queue text of waiting clients, in order, as far as there is room. */
static void serve_writers(void)
{
	while (writer_count > 0) {
		struct writer *w = &writers[0];

		w->done += line_print(&out, w->text + w->done, w->len - w->done);
		if (w->done < w->len)
			return;
		reply_status(w->id, DEMO_OK);
		writer_count--;
		memmove(&writers[0], &writers[1], writer_count * sizeof(writers[0]));
	}
}

/* words: the number of bytes, then the bytes. */
static void write_request(L4_ThreadId_t from, const L4_Word_t *words, L4_Word_t n)
{
	struct writer *w;

	if (n == 0 || words[0] > CONSOLE_TEXT_BYTES || words[0] > (n - 1) * sizeof(L4_Word_t)) {
		reply_status(from, DEMO_EINVAL);
		return;
	}
	if (writer_count == WAITING_MAX) {
		reply_status(from, DEMO_EBUSY);
		return;
	}
	w = &writers[writer_count++];
	w->id = from;
	w->len = words[0];
	w->done = 0;
	memcpy(w->text, &words[1], w->len);
}

/*
 * Input.
 */

/* A line whose reader is gone goes to the next one, whenever that comes. */
static void serve_readers(void)
{
	while (reader_count > 0 && (line[0] > 0 || input.lines > 0)) {
		if (line[0] == 0)
			line[0] = line_take(&input, (char *)&line[1]);
		if (reply(readers[0], DEMO_OK, line, 1 + CONSOLE_TEXT_WORDS))
			memset(line, 0, sizeof(line));
		reader_count--;
		memmove(&readers[0], &readers[1], reader_count * sizeof(readers[0]));
	}
}

static void read_request(L4_ThreadId_t from)
{
	if (reader_count == WAITING_MAX)
		reply_status(from, DEMO_EBUSY);
	else
		readers[reader_count++] = from;
}

/*
 * The port.
 */

static void service(void)
{
	char c;

	for (unsigned int i = 0; i < SERVICE_MAX; i++) {
		while (uart_get(&c)) {
			if (c == KEY_KDB)
				L4_KDB_Enter("key");
			else
				line_type(&input, c, &out);
		}
		transmit();
		if (!uart_wants_service())
			break;
	}
}

/*
 * An edge that comes while the interrupt is masked may be lost, so the port is served once more
 * after the reply, which unmasks it.
 */
static void interrupt(L4_ThreadId_t irq)
{
	service();
	reply_status(irq, 0);
	service();
}

/* Somebody wants to see how the system deals with a driver that fails. */
static void crash(void)
{
	volatile L4_Word_t address = NOT_MAPPED;

	*(volatile L4_Word_t *)address = 0;
}

static void request(L4_ThreadId_t from, L4_MsgTag_t tag)
{
	L4_Word_t words[1 + CONSOLE_TEXT_WORDS];
	L4_Word_t n = L4_UntypedWords(tag);

	if (n > 1 + CONSOLE_TEXT_WORDS)
		n = 1 + CONSOLE_TEXT_WORDS;
	L4_StoreMRs(1, (int)n, words);
	switch (L4_Label(tag)) {
	case CONSOLE_WRITE:
		write_request(from, words, n);
		break;
	case CONSOLE_READ:
		read_request(from);
		break;
	case DRIVER_CRASH:
		crash();
		break;
	default:
		reply_status(from, DEMO_EINVAL);
	}
}

static void start(void)
{
	const L4_Word_t irq = uart_interrupt();

	demo_init();
	uart_init();
	if (demo_call(demo_root(), ROOT_INTERRUPT, &irq, 1, NULL, 0) != DEMO_OK ||
	    demo_register("console") != DEMO_OK) {
		printf("console: the root task gives no interrupt or no name\n");
		demo_exit();
	}
}

int main(void)
{
	L4_ThreadId_t irq, from;
	L4_MsgTag_t tag;

	start();
	irq = L4_GlobalId(uart_interrupt(), 1);
	L4_Accept(L4_UntypedWordsAcceptor);
	for (;;) {
		tag = L4_Wait(&from);
		if (L4_IpcFailed(tag))
			continue;
		if (L4_IsThreadEqual(from, irq))
			interrupt(irq);
		else
			request(from, tag);
		serve_writers();
		serve_readers();
		transmit();
	}
}
