/* SPDX-License-Identifier: BSD-2-Clause */
/* kip.c - find the kernel interface page in a kernel image, and patch it. */
#include "kip.h"

#include "boot_lib.h"

static const u8 kip_magic[4] = {0x4c, 0x34, 0xe6, 0x4b};

/* A word read before struct kip exists. */
static u64 word_at(const u8 *p, unsigned word, unsigned bytes, bool big)
{
	return word_get(p + word * bytes, bytes, big);
}

unsigned kip_probe(const u8 *p, u64 room, bool big)
{
	unsigned bytes;
	u64 info;

	if (room < 64 * 4 || memcmp(p, kip_magic, sizeof(kip_magic)) != 0)
		return 0;
	bytes = word_get(p + 4, 4, big) ? 4 : 8;
	if (room < 64 * bytes)
		return 0;
	if ((word_at(p, KIP_API_VERSION, bytes, big) >> 24 & 0xff) == 0)
		return 0;
	info = word_at(p, KIP_MEMORY_INFO, bytes, big);
	if (info >> (bytes * 4) == 0)
		return 0;
	return bytes;
}

/* Is the magic anywhere?  Tells a file without the page from one whose page is misplaced. */
static bool file_has_magic(const struct elf_image *kernel)
{
	for (u64 i = 0; i + 4 <= kernel->size; i += 4) {
		if (kip_probe(kernel->data + i, kernel->size - i, kernel->big))
			return true;
	}
	return false;
}

/* Sets what MemoryInfo says; the array must lie in the segment. */
static const char *read_slots(struct kip *kip)
{
	unsigned half = kip->bytes * 4;
	u64 info = kip_get(kip, KIP_MEMORY_INFO);
	u64 offset = info >> half;
	u64 slots = info & ((1ull << half) - 1);

	if (slots == 0)
		return "the kernel interface page has no room for memory descriptors";
	if ((offset & (kip->bytes - 1)) || offset > kip->room ||
	    slots * (2 * kip->bytes) > kip->room - offset) /* slots is a half word: no overflow */
		return "the memory descriptors of the kernel interface page lie outside the kernel";
	kip->slots = (unsigned)slots;
	kip->slot_offset = (unsigned)offset;
	return NULL;
}

const char *kip_find(struct kip *kip, const struct elf_image *kernel)
{
	for (unsigned i = 0; i < kernel->count; i++) {
		const struct elf_segment *s = &kernel->seg[i];
		u64 skip = align_up(s->paddr, KIP_ALIGN) - s->paddr;

		for (; skip < s->filesz; skip += KIP_ALIGN) {
			const u8 *p = kernel->data + s->offset + skip;
			unsigned bytes = kip_probe(p, s->filesz - skip, kernel->big);

			if (!bytes)
				continue;
			kip->page = (u8 *)p;
			kip->phys = s->paddr + skip;
			kip->room = s->memsz - skip;
			kip->bytes = bytes;
			kip->big = kernel->big;
			return read_slots(kip);
		}
	}
	return file_has_magic(kernel)
		       ? "its kernel interface page is not page aligned in a loaded segment"
		       : "has no kernel interface page (is it an L4 X.2 kernel?)";
}

u64 kip_get(const struct kip *kip, unsigned word)
{
	return word_at(kip->page, word, kip->bytes, kip->big);
}

void kip_set(struct kip *kip, unsigned word, u64 value)
{
	word_put(kip->page + word * kip->bytes, kip->bytes, kip->big, value);
}

u64 kip_page_size(const struct kip *kip)
{
	u64 sizes = kip_get(kip, KIP_PAGE_INFO) & ~0x3ffull;

	return sizes ? sizes & -sizes : 4096;
}

void kip_set_server(struct kip *kip, unsigned word, const struct elf_image *server, u64 low,
		    u64 high)
{
	/* A 32-bit program on a 64-bit kernel is marked in the top bit of its stack pointer. */
	kip_set(kip, word, kip->bytes > server->bytes ? 1ull << 63 : 0);
	kip_set(kip, word + 1, server->entry);
	kip_set(kip, word + 2, low);
	kip_set(kip, word + 3, high);
}

/*
 * Word 0: low / 1024 in bits 10 up, v = 0 (physical) in bit 9, t in bits 4..7, type in bits 0..3.
 * Word 1: high / 1024 in bits 10 up; its other bits have no meaning and are written as ones, so
 * that programs which read the word as an address see the last byte.
 */
void kip_set_descriptor(struct kip *kip, unsigned slot, u64 low, u64 high, unsigned type)
{
	u8 *p = kip->page + kip->slot_offset + slot * 2 * kip->bytes;

	word_put(p, kip->bytes, kip->big, (low & ~0x3ffull) | (type & 0xff));
	word_put(p + kip->bytes, kip->bytes, kip->big, high | 0x3ff);
}

void kip_set_descriptor_count(struct kip *kip, unsigned count)
{
	kip_set(kip, KIP_MEMORY_INFO, (u64)kip->slot_offset << (kip->bytes * 4) | count);
}
