/* SPDX-License-Identifier: BSD-2-Clause */
/* kip.h - find the kernel interface page in a kernel image, and patch it (X2:booting). */
#ifndef KIP_H
#define KIP_H

#include "boot_types.h"
#include "elf.h"

/* Word indices; a word is 4 or 8 bytes (X2:kip.fields). */
enum kip_word {
	KIP_API_VERSION = 1,
	KIP_SIGMA0 = 8, /* sp, ip, low, high */
	KIP_ROOT = 16,
	KIP_MEMORY_INFO = 21,
	KIP_BOOT_INFO = 46,
	KIP_PAGE_INFO = 50,
};

#define KIP_ALIGN 4096

struct kip {
	u8 *page;	/* the bytes: in the file at first, in loaded memory later */
	u64 phys;	/* where the page is loaded */
	u64 room;	/* bytes from the page to the end of its segment */
	unsigned bytes; /* of a word: 4 or 8 */
	bool big;
	unsigned slots;	      /* memory descriptors there is room for */
	unsigned slot_offset; /* of the descriptor array from the page */
};

/*
 * Is there an interface page at @p, of which @room bytes exist?  The word size in bytes, or 0.  The
 * first four bytes are the magic; the next four are the version of a 32-bit interface, 0 on a
 * 64-bit one.
 */
unsigned kip_probe(const u8 *p, u64 room, bool big);

/*
 * Find the page in the kernel's file.  NULL: *@kip describes it, @kip->page points into the file.
 * Otherwise the defect in words.
 */
const char *kip_find(struct kip *kip, const struct elf_image *kernel);

u64 kip_get(const struct kip *kip, unsigned word);
void kip_set(struct kip *kip, unsigned word, u64 value);

/* The kernel's smallest page in bytes. */
u64 kip_page_size(const struct kip *kip);

/* Describe the server at @word (KIP_SIGMA0, KIP_ROOT). */
void kip_set_server(struct kip *kip, unsigned word, const struct elf_image *server, u64 low,
		    u64 high);

/* Write descriptor @slot, less than kip->slots; @type is subtype * 16 + type (X2:kip.memdesc). */
void kip_set_descriptor(struct kip *kip, unsigned slot, u64 low, u64 high, unsigned type);

/* The number of valid descriptors. */
void kip_set_descriptor_count(struct kip *kip, unsigned count);

#endif
