/* SPDX-License-Identifier: BSD-2-Clause */
/* elf.c - check an ELF executable before anything of it is believed. */
#include "elf.h"

#include "boot_lib.h"

enum { ET_EXEC = 2, PT_LOAD = 1, PT_INTERP = 3 };

/* Where the fields lie: word fields are 4 or 8 bytes, so the two classes differ in offsets only. */
struct header_layout {
	u8 size, phoff, phentsize, phnum;
	u8 ph_size, ph_flags, ph_offset, ph_vaddr, ph_paddr, ph_filesz, ph_memsz, ph_align;
};

static const struct header_layout layout32 = {
	.size = 52,
	.phoff = 28,
	.phentsize = 42,
	.phnum = 44,
	.ph_size = 32,
	.ph_offset = 4,
	.ph_vaddr = 8,
	.ph_paddr = 12,
	.ph_filesz = 16,
	.ph_memsz = 20,
	.ph_flags = 24,
	.ph_align = 28,
};

static const struct header_layout layout64 = {
	.size = 64,
	.phoff = 32,
	.phentsize = 54,
	.phnum = 56,
	.ph_size = 56,
	.ph_flags = 4,
	.ph_offset = 8,
	.ph_vaddr = 16,
	.ph_paddr = 24,
	.ph_filesz = 32,
	.ph_memsz = 40,
	.ph_align = 48,
};

static u64 field(const struct elf_image *img, u64 offset, unsigned bytes)
{
	return word_get(img->data + offset, bytes, img->big);
}

static bool machine_accepted(const struct elf_target *target, u16 machine)
{
	for (unsigned i = 0; i < COUNT_OF(target->machines); i++) {
		if (machine != 0 && target->machines[i] == machine)
			return true;
	}
	return false;
}

/* Fills class, order and machine. */
static const char *check_ident(struct elf_image *img, const struct elf_target *target)
{
	static const u8 magic[4] = {0x7f, 'E', 'L', 'F'};

	if (img->size == 0)
		return "the file is empty";
	if (img->size < 16 || memcmp(img->data, magic, sizeof(magic)) != 0)
		return "not an ELF file";
	if (img->data[4] != 1 && img->data[4] != 2)
		return "bad ELF class";
	if (img->data[5] != 1 && img->data[5] != 2)
		return "bad ELF byte order";
	if (img->data[6] != 1)
		return "bad ELF version";
	img->bytes = img->data[4] == 1 ? 4 : 8;
	img->big = img->data[5] == 2;
	if (img->big != target->big)
		return "wrong byte order for this machine";
	if (img->size < (img->bytes == 4 ? layout32.size : layout64.size))
		return "the file ends within the ELF header";
	if (field(img, 16, 2) != ET_EXEC)
		return "not an executable (ELF type is not EXEC)";
	img->machine = (u16)field(img, 18, 2);
	if (!machine_accepted(target, img->machine))
		return "built for another CPU (ELF machine)";
	if (field(img, 20, 4) != 1)
		return "bad ELF version";
	return NULL;
}

static const char *check_segment(const struct elf_image *img, const struct elf_segment *s,
				 u64 align, u64 phys_limit)
{
	u64 addr_max = img->bytes == 4 ? 0xffffffffu : ~0ull;

	if (s->filesz > s->memsz)
		return "size in the file exceeds size in memory";
	if (s->filesz && (s->offset > img->size || s->filesz > img->size - s->offset))
		return "contents reach beyond the end of the file (truncated?)";
	if (align & (align - 1))
		return "alignment is not a power of two";
	if (s->memsz - 1 > addr_max - s->vaddr)
		return "virtual addresses wrap around";
	if (s->paddr > phys_limit || s->memsz - 1 > phys_limit - s->paddr)
		return "physical addresses out of range";
	return NULL;
}

static bool segments_meet(const struct elf_segment *a, const struct elf_segment *b)
{
	return a->paddr <= b->paddr + (b->memsz - 1) && b->paddr <= a->paddr + (a->memsz - 1);
}

/* Appends the program header at @at when it is a segment to load. */
static const char *add_segment(struct elf_image *img, const struct header_layout *l, u64 at,
			       const struct elf_target *target)
{
	struct elf_segment s;
	u64 type = field(img, at, 4);
	const char *defect;

	if (type == PT_INTERP)
		return "needs a dynamic linker";
	if (type != PT_LOAD)
		return NULL;
	s.flags = (u32)field(img, at + l->ph_flags, 4);
	s.offset = field(img, at + l->ph_offset, img->bytes);
	s.vaddr = field(img, at + l->ph_vaddr, img->bytes);
	s.paddr = field(img, at + l->ph_paddr, img->bytes);
	s.filesz = field(img, at + l->ph_filesz, img->bytes);
	s.memsz = field(img, at + l->ph_memsz, img->bytes);
	if (s.memsz == 0)
		return s.filesz ? "size in the file exceeds size in memory" : NULL;
	if (target->to_phys)
		s.paddr = target->to_phys(s.paddr);
	defect = check_segment(img, &s, field(img, at + l->ph_align, img->bytes),
			       target->phys_limit);
	if (defect)
		return defect;
	for (unsigned i = 0; i < img->count; i++) {
		if (segments_meet(&img->seg[i], &s))
			return "overlaps another segment of the same file";
	}
	if (img->count == ELF_MAX_SEGMENTS)
		return "too many segments to load";
	img->seg[img->count++] = s;
	return NULL;
}

static const char *check_segments(struct elf_image *img, const struct elf_target *target)
{
	const struct header_layout *l = img->bytes == 4 ? &layout32 : &layout64;
	u64 phoff = field(img, l->phoff, img->bytes);
	u64 phnum = field(img, l->phnum, 2);
	u64 entsize = field(img, l->phentsize, 2);

	if (phnum == 0)
		return "no program headers";
	if (phnum > ELF_MAX_HEADERS)
		return "too many program headers";
	if (entsize < l->ph_size)
		return "program headers are too small";
	if (phoff < l->size || phoff > img->size || phnum * entsize > img->size - phoff)
		return "program headers lie outside the file (truncated?)";
	for (unsigned i = 0; i < phnum; i++) {
		const char *defect = add_segment(img, l, phoff + i * entsize, target);

		if (defect) {
			img->bad = (int)i;
			return defect;
		}
	}
	return img->count ? NULL : "nothing to load";
}

/*
 * Linkers write the virtual or the physical address into e_entry.  Virtual ranges win: a kernel
 * linked high has nothing at the physical one, and where the two are equal it makes no difference.
 */
static bool entry_to_phys(const struct elf_image *img, const struct elf_target *target, u64 entry,
			  u64 *phys)
{
	for (unsigned i = 0; i < img->count; i++) {
		const struct elf_segment *s = &img->seg[i];

		if (entry >= s->vaddr && entry - s->vaddr < s->memsz) {
			*phys = s->paddr + (entry - s->vaddr);
			return true;
		}
	}
	if (target->to_phys)
		entry = target->to_phys(entry);
	for (unsigned i = 0; i < img->count; i++) {
		const struct elf_segment *s = &img->seg[i];

		if (entry >= s->paddr && entry - s->paddr < s->memsz) {
			*phys = entry;
			return true;
		}
	}
	return false;
}

static void find_bounds(struct elf_image *img)
{
	img->low = ~0ull;
	img->high = 0;
	for (unsigned i = 0; i < img->count; i++) {
		const struct elf_segment *s = &img->seg[i];

		if (s->paddr < img->low)
			img->low = s->paddr;
		if (s->paddr + (s->memsz - 1) > img->high)
			img->high = s->paddr + (s->memsz - 1);
	}
}

const char *elf_check(struct elf_image *img, const void *data, u64 size,
		      const struct elf_target *target)
{
	const char *defect;

	memset(img, 0, sizeof(*img));
	img->data = data;
	img->size = size;
	img->bad = -1;
	defect = check_ident(img, target);
	if (!defect)
		defect = check_segments(img, target);
	if (defect)
		return defect;
	if (!entry_to_phys(img, target, field(img, 24, img->bytes), &img->entry))
		return "the entry point is in no segment";
	find_bounds(img);
	return NULL;
}
