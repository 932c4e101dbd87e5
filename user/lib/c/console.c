/* SPDX-License-Identifier: BSD-2-Clause */
/* console.c - the console used until a program installs another: the kernel debugger's. */

#include <l4/kdebug.h>
#include <stdio.h>

static void debugger_write(const char *text, size_t n)
{
	while (n--)
		L4_KDB_PrintChar(*text++);
}

static int debugger_read(void)
{
	return L4_KDB_ReadChar_Blocked() & 0xff;
}

void (*console_write_hook)(const char *text, size_t n) = debugger_write;
int (*console_read_hook)(void) = debugger_read;
