/* SPDX-License-Identifier: BSD-2-Clause */
/* command_line.h - the arguments a boot loader gave to this program. */
#ifndef TEST_COMMAND_LINE_H
#define TEST_COMMAND_LINE_H

/*
 * What follows the name in the command line of the boot module called `program` (or
 * `program`.elf, in whatever directory); NULL if there is nothing.  To be called by the root task's
 * first thread: it maps the boot information from sigma0.
 */
const char *command_line(const char *program);

#endif
