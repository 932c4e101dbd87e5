/* SPDX-License-Identifier: BSD-2-Clause */
/* bootinfo.h - write the generic boot info structure in the kernel's word size (X2:booting). */
#ifndef BOOTINFO_H
#define BOOTINFO_H

#include "boot_types.h"
#include "elf.h"

enum bootinfo_type {
	BOOTINFO_MODULE = 0x0001,
	BOOTINFO_SIMPLE_EXEC = 0x0002,
	BOOTINFO_MULTIBOOT = 0x0102,
	BOOTINFO_FDT = 0x0103,
};

#define BOOTINFO_MAGIC 0x14b0021d

struct bootinfo_writer {
	u8 *buf;
	u64 room;   /* bytes at buf; 0 only counts */
	u64 pos;    /* bytes the structure has so far, written or not */
	u64 record; /* where the current record begins */
	unsigned entries;
	unsigned bytes; /* of a word */
	bool big;
};

/* Begin in a zeroed buffer; room 0: find out how much room is needed. */
void bootinfo_begin(struct bootinfo_writer *w, void *buf, u64 room, unsigned word_bytes, bool big);

void bootinfo_module(struct bootinfo_writer *w, u64 start, u64 size, const char *cmdline);

/* A loaded program: its first executable segment, its data, and which image it is (0 up). */
void bootinfo_program(struct bootinfo_writer *w, const struct elf_image *image, unsigned label,
		      const char *cmdline);

/* A record of plain words. */
void bootinfo_words(struct bootinfo_writer *w, unsigned type, const u64 *words, unsigned count);

/* Close the structure; the bytes it needs.  It is complete if that is at most the room given. */
u64 bootinfo_end(struct bootinfo_writer *w);

#endif
