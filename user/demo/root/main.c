/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - root task of the demonstration system. */

#include <l4/ipc.h>
#include <l4/kip.h>
#include <stdio.h>

#include "root.h"

static void start(const char *name)
{
	struct task *t;
	L4_Word_t status = task_start(name, &t);

	if (status == DEMO_ENOENT)
		printf("root: there is no module '%s'\n", name);
	else if (status != DEMO_OK)
		printf("root: '%s' does not start\n", name);
}

int main(void)
{
	const void *kip = L4_GetKernelInterface();

	L4_Accept(L4_UntypedWordsAcceptor);
	printf("\nPecan demonstration system on %s\n", L4_KernelVersionString(kip));
	task_init();
	printf("root: %u modules\n", module_init());
	start("console");
	start("shell");
	server_loop();
}
