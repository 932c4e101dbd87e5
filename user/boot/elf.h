/* SPDX-License-Identifier: BSD-2-Clause */
/* elf.h - checked view of an ELF executable of either class and byte order. */
#ifndef ELF_H
#define ELF_H

#include "boot_types.h"

#define ELF_MAX_SEGMENTS 16
#define ELF_MAX_HEADERS	 64

#define ELF_EM_386    3
#define ELF_EM_MIPS   8
#define ELF_EM_ARM    40
#define ELF_EM_X86_64 62

#define ELF_PF_X 1
#define ELF_PF_W 2

/* What this machine can run. */
struct elf_target {
	u16 machines[3];	  /* accepted e_machine values; 0 is none */
	bool big;		  /* byte order of the CPU */
	u64 phys_limit;		  /* last physical address the boot program can write */
	u64 (*to_phys)(u64 addr); /* p_paddr -> physical address; NULL: the same */
};

struct elf_segment {
	u64 vaddr;
	u64 paddr;
	u64 offset;
	u64 filesz;
	u64 memsz; /* never 0 */
	u32 flags;
};

struct elf_image {
	const u8 *data;
	u64 size;
	unsigned bytes; /* of an address: 4 or 8 */
	bool big;
	u16 machine;
	u64 entry;     /* physical */
	u64 low, high; /* first and last physical byte of all segments */
	unsigned count;
	struct elf_segment seg[ELF_MAX_SEGMENTS];
	int bad; /* program header the defect is in, or -1 */
};

/*
 * Check the file at @data and describe it in @img.  NULL: it may be loaded, every offset lies in
 * the file and every address range in the physical address range.  Otherwise the defect in words.
 */
const char *elf_check(struct elf_image *img, const void *data, u64 size,
		      const struct elf_target *target);

#endif
