/* SPDX-License-Identifier: BSD-2-Clause */
/* abort.c - the end of a program that cannot go on. */

#include <assert.h>
#include <l4/ipc.h>
#include <stdio.h>
#include <stdlib.h>

void abort(void)
{
	printf("thread %lx: aborted\n", L4_MyGlobalId().raw);
	for (;;)
		L4_Sleep(L4_Never);
}

void __assert_fail(const char *condition, const char *file, int line)
{
	printf("%s:%d: assertion failed: %s\n", file, line, condition);
	abort();
}
