/* SPDX-License-Identifier: BSD-2-Clause */
/* stdio.c - printf and its kin on the console; one call's text stays together. */

#include "format.h"

#include <pecan/lock.h>
#include <stdio.h>
#include <string.h>

#define BUFFER_SIZE	256

static struct pecan_lock lock = PECAN_LOCK_INIT;

void console_write(const char *text, size_t n)
{
	pecan_lock_acquire(&lock);
	console_write_hook(text, n);
	pecan_lock_release(&lock);
}

/* Text on its way to the console; the lock is held meanwhile. */
struct console {
	struct format_sink sink;
	size_t used;
	char text[BUFFER_SIZE];
};

static void console_flush_locked(struct console *c)
{
	if (c->used)
		console_write_hook(c->text, c->used);
	c->used = 0;
}

static void console_put_locked(struct format_sink *sink, const char *text, size_t n)
{
	struct console *c = (struct console *)sink;

	while (n) {
		size_t part = n < BUFFER_SIZE - c->used ? n : BUFFER_SIZE - c->used;

		memcpy(c->text + c->used, text, part);
		c->used += part;
		text += part;
		n -= part;
		if (c->used == BUFFER_SIZE)
			console_flush_locked(c);
	}
}

int vprintf(const char *format, va_list args)
{
	struct console c;
	int n;

	c.sink.write = console_put_locked;
	c.sink.total = 0;
	c.used = 0;
	pecan_lock_acquire(&lock);
	n = format_write(&c.sink, format, args);
	console_flush_locked(&c);
	pecan_lock_release(&lock);
	return n;
}

int printf(const char *format, ...)
{
	va_list args;
	int n;

	va_start(args, format);
	n = vprintf(format, args);
	va_end(args);
	return n;
}

int puts(const char *s)
{
	return printf("%s\n", s);
}

int putchar(int c)
{
	char text = (char)c;

	console_write(&text, 1);
	return (unsigned char)c;
}

int getchar(void)
{
	return console_read_hook();
}
