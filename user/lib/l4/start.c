/* SPDX-License-Identifier: BSD-2-Clause */
/* start.c - start of a program once it has a stack: kernel entry points, main. */

#include <l4/links.h>
#include <pecan/thread.h>

int main(void);
void __pecan_start(void);

/* Called by crt0.  Nobody waits for the result of main. */
void __pecan_start(void)
{
	__L4_Init();
	main();
	pecan_thread_exit();
}
