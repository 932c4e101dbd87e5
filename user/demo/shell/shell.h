/* SPDX-License-Identifier: BSD-2-Clause */
/* shell.h - commands of the shell and what they share. */

#ifndef SHELL_H
#define SHELL_H

#include <l4/types.h>

/* argv[0] is the command's name; argv[argc] is NULL. */
void command_threads(int argc, char **argv);
void command_mem(int argc, char **argv);
void command_uptime(int argc, char **argv);
void command_ipcbench(int argc, char **argv);
void command_test(int argc, char **argv);

/*
 * helper.c: one more thread in the shell's space.
 */

/* Run fn(arg) in it; its pager is as given.  Its id, nilthread if that fails. */
L4_ThreadId_t helper_start(void (*fn)(void *), void *arg, L4_ThreadId_t pager);
void helper_stop(void);

#endif
