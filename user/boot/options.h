/* SPDX-License-Identifier: BSD-2-Clause */
/* options.h - the boot program's own command line. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include "boot_types.h"

/*
 * maxmem=SIZE   usable memory from this address up becomes reserved
 * kmem=SIZE     size of kernel memory
 * verbose       also print the memory map and each segment and descriptor
 * quiet         print problems and the last line only
 *
 * SIZE is decimal, or hexadecimal after 0x, and may end in K, M or G.
 */
struct boot_options {
	u64 maxmem; /* 0: no limit */
	u64 kmem;   /* 0: choose */
	bool verbose, quiet;
};

/*
 * Read the words of @line.  The first may be the program's name.  The first bad word is copied to
 * @bad (cut to @room bytes with the NUL), which is empty when there is none; the others are obeyed
 * anyway.
 */
void options_parse(struct boot_options *o, const char *line, char *bad, size_t room);

#endif
