/* SPDX-License-Identifier: BSD-2-Clause */
/* mips_boot.h - the mips64 parts of the boot program among themselves. */
#ifndef MIPS_BOOT_H
#define MIPS_BOOT_H

#include "../../boot.h"

/* Segments of the kernel's address space; the first two show the first 512 MiB. */
#define CKSEG0	      0xffffffff80000000ull
#define CKSEG1	      0xffffffffa0000000ull
#define CKSEG_BYTES   0x20000000ull
#define XKPHYS_CACHED 0x9800000000000000ull

/* argc when the emulator offers semihosting: then start.S can end it. */
#define ARGC_SEMIHOSTING (~0ull)

/* Called by start.S with a0 to a2 as the firmware left them. */
void mips_start(u64 argc, u64 argv, u64 envp) __attribute__((noreturn));

/* start.S: what the firmware left in a0; end the emulator. */
extern u64 mips_firmware_args[4];
void mips_exit(int status);

/* firmware.c: the arguments behind the program's name, as one line. */
const char *firmware_line(u64 argc, u64 argv);

/* firmware.c: what memory there is, by the environment or by trying. */
void firmware_memory(struct memmap *map, u64 envp);

#endif
