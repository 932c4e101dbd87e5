/* SPDX-License-Identifier: BSD-2-Clause */
/* bootinfo.c - write the generic boot info structure in the kernel's word size. */
#include "bootinfo.h"

#include "boot_lib.h"

/*
 * Header:  magic, version, size, offset of the first record, number of records, three zeros.
 * Record:  type, version, offset of the next record, fields, command line (padded to a word).
 *
 * Three zero words follow the last record, so that a reader which looks for offset 0 instead of
 * counting records stops, too.
 */
enum { HEADER_WORDS = 8, RECORD_WORDS = 3, MODULE_WORDS = 6, EXEC_WORDS = 16 };

static void put_at(struct bootinfo_writer *w, u64 pos, u64 value)
{
	if (pos + w->bytes <= w->room)
		word_put(w->buf + pos, w->bytes, w->big, value);
}

static void put(struct bootinfo_writer *w, u64 value)
{
	put_at(w, w->pos, value);
	w->pos += w->bytes;
}

static void put_string(struct bootinfo_writer *w, const char *s)
{
	u64 len = strlen(s) + 1;

	if (w->pos + len <= w->room)
		memcpy(w->buf + w->pos, s, len);
	w->pos = align_up(w->pos + len, w->bytes);
}

static void record_begin(struct bootinfo_writer *w, unsigned type)
{
	w->record = w->pos;
	w->entries++;
	put(w, type);
	put(w, 1);
	put(w, 0);
}

static void record_end(struct bootinfo_writer *w)
{
	put_at(w, w->record + 2 * w->bytes, w->pos - w->record);
}

void bootinfo_begin(struct bootinfo_writer *w, void *buf, u64 room, unsigned word_bytes, bool big)
{
	w->buf = buf;
	w->room = room;
	w->entries = 0;
	w->bytes = word_bytes;
	w->big = big;
	w->pos = HEADER_WORDS * word_bytes;
}

void bootinfo_module(struct bootinfo_writer *w, u64 start, u64 size, const char *cmdline)
{
	record_begin(w, BOOTINFO_MODULE);
	put(w, start);
	put(w, size);
	put(w, MODULE_WORDS * w->bytes);
	put_string(w, cmdline);
	record_end(w);
}

/* The first segment with the wanted flag set or clear, or NULL. */
static const struct elf_segment *find_segment(const struct elf_image *image, bool executable)
{
	for (unsigned i = 0; i < image->count; i++) {
		if (!!(image->seg[i].flags & ELF_PF_X) == executable)
			return &image->seg[i];
	}
	return NULL;
}

static void put_range(struct bootinfo_writer *w, const struct elf_segment *s, u64 skip, u64 size)
{
	put(w, s ? s->paddr + skip : 0);
	put(w, s ? s->vaddr + skip : 0);
	put(w, s ? size : 0);
}

void bootinfo_program(struct bootinfo_writer *w, const struct elf_image *image, unsigned label,
		      const char *cmdline)
{
	const struct elf_segment *text = find_segment(image, true);
	const struct elf_segment *data = NULL;

	for (unsigned i = 0; i < image->count && !data; i++) {
		if ((image->seg[i].flags & ELF_PF_W) && &image->seg[i] != text)
			data = &image->seg[i];
	}
	if (!data)
		data = find_segment(image, false);
	record_begin(w, BOOTINFO_SIMPLE_EXEC);
	put_range(w, text, 0, text ? text->memsz : 0);
	put_range(w, data, 0, data ? data->filesz : 0);
	put_range(w, data, data ? data->filesz : 0, data ? data->memsz - data->filesz : 0);
	put(w, image->entry);
	put(w, 0); /* flags */
	put(w, label);
	put(w, EXEC_WORDS * w->bytes);
	put_string(w, cmdline);
	record_end(w);
}

void bootinfo_words(struct bootinfo_writer *w, unsigned type, const u64 *words, unsigned count)
{
	record_begin(w, type);
	for (unsigned i = 0; i < count; i++)
		put(w, words[i]);
	record_end(w);
}

u64 bootinfo_end(struct bootinfo_writer *w)
{
	for (unsigned i = 0; i < RECORD_WORDS; i++)
		put(w, 0);
	put_at(w, 0, BOOTINFO_MAGIC);
	put_at(w, (u64)w->bytes, 1);
	put_at(w, 2 * w->bytes, w->pos);
	put_at(w, 3 * w->bytes, HEADER_WORDS * w->bytes);
	put_at(w, 4 * w->bytes, w->entries);
	return w->pos;
}
