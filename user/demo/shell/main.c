/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - shell: reads commands from the console and runs them. */

#include <l4/ipc.h>
#include <l4/kdebug.h>
#include <l4/kip.h>
#include <stdio.h>
#include <string.h>

#include "../lib/demo.h"
#include "shell.h"

#define PROMPT	    "pecan> "
#define ARGS_MAX    8
#define ANSWER_USEC 100000

struct command {
	const char *name;
	const char *arguments;
	const char *help;
	void (*run)(int argc, char **argv);
};

static void command_help(int argc, char **argv);

static void command_echo(int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		printf("%s%s", i > 1 ? " " : "", argv[i]);
	printf("\n");
}

/*
 * The driver dies before it can reply, so a reply, or none at all, is a bad sign.  All output
 * waits by itself until the console driver is back.
 */
static void command_crash(int argc, char **argv)
{
	L4_ThreadId_t driver, heir;
	L4_Word_t status;

	if (argc != 2) {
		printf("Which driver? There is one: crash console\n");
		return;
	}
	status = demo_lookup(argv[1], &driver);
	if (status != DEMO_OK) {
		printf("%s: no such driver\n", argv[1]);
		return;
	}
	status = demo_call(driver, DRIVER_CRASH, NULL, 0, NULL, 0);
	if (status != DEMO_EIPC) {
		printf("%s still lives: %s\n", argv[1], demo_status_text(status));
		return;
	}
	while (demo_lookup(argv[1], &heir) != DEMO_OK)
		L4_Sleep(L4_TimePeriod(ANSWER_USEC));
	printf("%s died as thread %lx and is back as thread %lx\n", argv[1], driver.raw, heir.raw);
}

static void command_reboot(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	printf("Rebooting.\n");
	L4_Sleep(L4_TimePeriod(ANSWER_USEC)); /* until the console has sent that */
	(void)demo_call(demo_root(), ROOT_REBOOT, NULL, 0, NULL, 0);
}

static void command_kdb(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	L4_KDB_Enter("shell");
}

static const struct command commands[] = {
	{"help", "", "this list", command_help},
	{"echo", " WORDS", "print WORDS", command_echo},
	{"threads", "", "all threads and what they do", command_threads},
	{"mem", "", "memory of the machine and of the tasks", command_mem},
	{"uptime", "", "time since the kernel started", command_uptime},
	{"ipcbench", "", "measure IPC inside a space and between spaces", command_ipcbench},
	{"test", "", "a quick test of the kernel", command_test},
	{"crash", " DRIVER", "make DRIVER (console) fail; it is started again", command_crash},
	{"kdb", "", "enter the kernel debugger, if the kernel has one", command_kdb},
	{"reboot", "", "restart the machine", command_reboot},
};

#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

static void command_help(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	for (size_t i = 0; i < COMMANDS; i++) {
		int width = 16 - (int)strlen(commands[i].name);

		printf("  %s%-*s%s\n", commands[i].name, width, commands[i].arguments,
		       commands[i].help);
	}
}

static void run(int argc, char **argv)
{
	for (size_t i = 0; i < COMMANDS; i++) {
		if (strcmp(commands[i].name, argv[0]) == 0) {
			commands[i].run(argc, argv);
			return;
		}
	}
	printf("There is no command '%s'; 'help' lists what there is.\n", argv[0]);
}

static void run_line(char *line)
{
	char *argv[ARGS_MAX + 1];
	char *rest = NULL;
	int argc = 0;

	for (char *word = strtok_r(line, " \t", &rest); word && argc < ARGS_MAX;
	     word = strtok_r(NULL, " \t", &rest))
		argv[argc++] = word;
	argv[argc] = NULL;
	if (argc > 0)
		run(argc, argv);
}

int main(void)
{
	char line[CONSOLE_TEXT_BYTES];

	demo_init();
	demo_console_init();
	printf("\nWelcome to %s. Type 'help' for a list of commands.\n",
	       L4_KernelVersionString(L4_GetKernelInterface()));
	for (;;) {
		printf(PROMPT);
		demo_read_line(line, sizeof(line));
		run_line(line);
	}
}
