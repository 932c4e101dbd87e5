/* SPDX-License-Identifier: BSD-2-Clause */
/* multiboot2.c - x86: read the Multiboot 2 information. */
#include "../../boot_lib.h"
#include "multiboot.h"

struct x86_rsdp x86_rsdp;

struct tag_module {
	struct mbi2_tag tag;
	u32 start, end;
	char cmdline[];
};

struct tag_memory {
	struct mbi2_tag tag;
	u32 mem_lower, mem_upper;
};

struct tag_mmap {
	struct mbi2_tag tag;
	u32 entry_size, entry_version;
};

struct mmap_entry {
	u32 base_low, base_high;
	u32 length_low, length_high;
	u32 type;
};

struct tag_framebuffer {
	struct mbi2_tag tag;
	u32 addr_low, addr_high;
	u32 pitch, width, height;
	u8 bpp, type, reserved[2];
	u8 color[6];
};

static const struct mbi2_tag *first_tag(u32 addr)
{
	return arch_phys(addr + 8);
}

/* NULL behind the last one; a tag too short for its head, or absurdly long, counts as the last. */
#define TAG_MAX 0x1000000

static const struct mbi2_tag *next_tag(const struct mbi2_tag *t)
{
	if (t->type == MBI2_END || t->size < sizeof(*t) || t->size > TAG_MAX)
		return NULL;
	return (const struct mbi2_tag *)((const u8 *)t + align_up(t->size, 8));
}

static void read_framebuffer(const struct mbi2_tag *t, struct mbi *mbi)
{
	const struct tag_framebuffer *f = (const struct tag_framebuffer *)t;

	mbi->flags |= MBI_FRAMEBUFFER;
	mbi->fb_addr_low = f->addr_low;
	mbi->fb_addr_high = f->addr_high;
	mbi->fb_pitch = f->pitch;
	mbi->fb_width = f->width;
	mbi->fb_height = f->height;
	mbi->fb_bpp = f->bpp;
	mbi->fb_type = f->type;
	if (t->size >= sizeof(*f))
		memcpy(mbi->fb_color, f->color, sizeof(mbi->fb_color));
}

/* The longer form comes second if at all; both begin alike. */
static void read_rsdp(const struct mbi2_tag *t)
{
	u32 bytes = t->size - (u32)sizeof(*t);

	if (bytes > RSDP_MAX)
		bytes = RSDP_MAX;
	if (bytes <= x86_rsdp.bytes)
		return;
	x86_rsdp.bytes = bytes;
	memcpy(x86_rsdp.raw, t + 1, bytes);
}

void x86_read_machine2(u32 addr, struct mbi *mbi)
{
	for (const struct mbi2_tag *t = first_tag(addr); t; t = next_tag(t)) {
		const struct tag_memory *m = (const struct tag_memory *)t;

		if (t->type == MBI2_FRAMEBUFFER)
			read_framebuffer(t, mbi);
		if (t->type == MBI2_RSDP || t->type == MBI2_RSDP_NEW)
			read_rsdp(t);
		if (t->type == MBI2_MEMORY) {
			mbi->flags |= MBI_MEMORY;
			mbi->mem_lower = m->mem_lower;
			mbi->mem_upper = m->mem_upper;
		}
	}
}

static void read_mmap(const struct mbi2_tag *t, struct boot_env *env)
{
	const struct tag_mmap *map = (const struct tag_mmap *)t;
	u32 at = sizeof(*map);

	if (map->entry_size < sizeof(struct mmap_entry))
		return;
	for (; at + map->entry_size <= t->size; at += map->entry_size) {
		const struct mmap_entry *e = (const struct mmap_entry *)((const u8 *)t + at);

		if (!memmap_add(&env->map, (u64)e->base_high << 32 | e->base_low,
				(u64)e->length_high << 32 | e->length_low, e->type)) {
			boot_print("Pecan boot: warning: memory map cut after %u entries\n",
				   MEMMAP_MAX);
			return;
		}
	}
}

void x86_read_modules2(u32 addr, struct boot_env *env)
{
	env->cmdline = "";
	for (const struct mbi2_tag *t = first_tag(addr); t; t = next_tag(t)) {
		const struct tag_module *m = (const struct tag_module *)t;

		if (t->type == MBI2_CMDLINE)
			env->cmdline = boot_copy_string((const char *)(t + 1));
		if (t->type == MBI2_MMAP)
			read_mmap(t, env);
		if (t->type != MBI2_MODULE)
			continue;
		if (m->end < m->start)
			boot_fail("a module: the loader says it ends (0x%x) before it starts "
				  "(0x%x)",
				  (unsigned)m->end, (unsigned)m->start);
		boot_add_module(env, m->start, m->end - m->start, boot_copy_string(m->cmdline));
	}
}
