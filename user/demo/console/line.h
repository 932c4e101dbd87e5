/* SPDX-License-Identifier: BSD-2-Clause */
/* line.h - from typed characters to lines: echo, corrections, type-ahead. */

#ifndef LINE_H
#define LINE_H

#include <stddef.h>

#include "../proto.h"
#include "ring.h"

#define LINE_MAX_BYTES (CONSOLE_TEXT_BYTES - 1)

/* The line being typed, and complete ones, which end with '\n'. */
struct line_editor {
	char edit[LINE_MAX_BYTES];
	size_t len;
	struct ring done;
	size_t lines;
};

/* Take one typed character; what the typist should see goes to echo as far as there is room. */
void line_type(struct line_editor *e, char c, struct ring *echo);

/* Move the oldest complete line to text, which holds CONSOLE_TEXT_BYTES; its length, 0 if none. */
size_t line_take(struct line_editor *e, char *text);

/* Queue text for output: '\n' becomes "\r\n".  The number of bytes taken. */
size_t line_print(struct ring *out, const char *text, size_t len);

#endif
