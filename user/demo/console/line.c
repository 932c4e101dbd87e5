/* SPDX-License-Identifier: BSD-2-Clause */
/* line.c - line discipline of the console; knows neither the port nor IPC. */

#include "line.h"

#include <string.h>

#define CTRL_C	  0x03
#define BELL	  0x07
#define BACKSPACE 0x08
#define CTRL_U	  0x15
#define DELETE	  0x7f

static void show(struct ring *echo, const char *text)
{
	(void)line_print(echo, text, strlen(text));
}

static void show_char(struct ring *echo, char c)
{
	(void)line_print(echo, &c, 1);
}

static void erase(struct line_editor *e, size_t n, struct ring *echo)
{
	for (; n > 0 && e->len > 0; n--, e->len--)
		show(echo, "\b \b");
}

/* The line is complete; kept for later when there is no room for it. */
static void finish(struct line_editor *e, struct ring *echo)
{
	if (ring_room(&e->done) < e->len + 1) {
		show_char(echo, BELL);
		return;
	}
	for (size_t i = 0; i < e->len; i++)
		ring_put(&e->done, e->edit[i]);
	ring_put(&e->done, '\n');
	e->lines++;
	e->len = 0;
	show_char(echo, '\n');
}

static void insert(struct line_editor *e, char c, struct ring *echo)
{
	if (c < ' ' || e->len == LINE_MAX_BYTES) {
		show_char(echo, BELL);
		return;
	}
	e->edit[e->len++] = c;
	show_char(echo, c);
}

void line_type(struct line_editor *e, char c, struct ring *echo)
{
	switch (c) {
	case '\r':
	case '\n':
		finish(e, echo);
		break;
	case BACKSPACE:
	case DELETE:
		erase(e, 1, echo);
		break;
	case CTRL_U:
		erase(e, e->len, echo);
		break;
	case CTRL_C:
		show(echo, "^C");
		e->len = 0;
		finish(e, echo);
		break;
	default:
		insert(e, c, echo);
	}
}

size_t line_take(struct line_editor *e, char *text)
{
	size_t n = 0;

	if (e->lines == 0)
		return 0;
	do {
		(void)ring_get(&e->done, &text[n]);
	} while (text[n++] != '\n');
	e->lines--;
	return n;
}

size_t line_print(struct ring *out, const char *text, size_t len)
{
	size_t n;

	for (n = 0; n < len && ring_room(out) >= 2; n++) {
		if (text[n] == '\n')
			ring_put(out, '\r');
		ring_put(out, text[n]);
	}
	return n;
}
