/* SPDX-License-Identifier: BSD-2-Clause */
/* console.c - text to and from the console driver. */

#include "demo.h"

#include <stdio.h>
#include <string.h>

static void driver_write(const char *text, size_t len)
{
	L4_Word_t words[1 + CONSOLE_TEXT_WORDS];

	while (len > 0) {
		size_t n = len < CONSOLE_TEXT_BYTES ? len : CONSOLE_TEXT_BYTES;
		size_t used = (n + sizeof(L4_Word_t) - 1) / sizeof(L4_Word_t);

		words[used] = 0;
		words[0] = n;
		memcpy(&words[1], text, n);
		(void)demo_call_name("console", CONSOLE_WRITE, words, (int)used + 1, NULL, 0);
		text += n;
		len -= n;
	}
}

void demo_console_init(void)
{
	console_write_hook = driver_write;
}

void demo_read_line(char *line, size_t size)
{
	L4_Word_t words[1 + CONSOLE_TEXT_WORDS];
	size_t n;

	while (demo_call_name("console", CONSOLE_READ, NULL, 0, words, 1 + CONSOLE_TEXT_WORDS) !=
	       DEMO_OK)
		;
	n = words[0] < CONSOLE_TEXT_BYTES ? words[0] : CONSOLE_TEXT_BYTES;
	if (n > size - 1)
		n = size - 1;
	memcpy(line, &words[1], n);
	line[n] = '\0';
	line[strcspn(line, "\n")] = '\0';
}
