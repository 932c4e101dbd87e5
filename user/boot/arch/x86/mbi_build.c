/* SPDX-License-Identifier: BSD-2-Clause */
/* mbi_build.c - x86: Multiboot information for the kernel and the root task. */
#include "../../boot_lib.h"
#include "../../bootinfo.h"
#include "multiboot.h"

/*
 * The loader's own structure may lie where an image goes and names places modules have left, so the
 * kernel gets a new one, all in one piece:  [rsdp |] mbi | module table | memory map | strings.
 * Tables of the BIOS that only the loader's memory holds (drives, symbols, APM, VBE) are left out.
 */
struct builder {
	u8 *buf; /* NULL: only count */
	u64 phys;
	u32 pos;
};

static u32 put_string(struct builder *b, const char *s)
{
	u32 at = b->pos;
	u32 len = (u32)strlen(s) + 1;

	if (b->buf)
		memcpy(b->buf + at, s, len);
	b->pos += len;
	return (u32)b->phys + at;
}

/* Of the loaded programs, the memory they occupy: their files are gone. */
static void put_modules(struct builder *b, const struct boot_env *env,
			const struct elf_image *image, u32 at)
{
	for (unsigned n = 0; n < env->module_count; n++) {
		const struct boot_module *m = &env->module[n];
		struct mbi_module out = {
			.start = (u32)(n < IMAGE_COUNT ? image[n].low : m->start),
			.end = (u32)(n < IMAGE_COUNT ? image[n].high + 1 : m->start + m->size),
			.cmdline = put_string(b, m->cmdline),
		};

		if (b->buf)
			memcpy(b->buf + at + n * sizeof(out), &out, sizeof(out));
	}
}

static void put_mmap(struct builder *b, const struct boot_env *env, u32 at)
{
	for (unsigned i = 0; i < env->map.count; i++) {
		const struct mem_entry *e = &env->map.e[i];
		u64 length = e->high - e->low + 1;
		struct mbi_mmap out = {
			.size = sizeof(out) - sizeof(out.size),
			.base_low = (u32)e->low,
			.base_high = (u32)(e->low >> 32),
			.length_low = (u32)length,
			.length_high = (u32)(length >> 32),
			.type = e->type == MEM_BEYOND ? 2 : e->type,
		};

		if (b->buf)
			memcpy(b->buf + at + i * sizeof(out), &out, sizeof(out));
	}
}

/* Multiboot 2 information with the pointer to the ACPI tables, if there is one; its bytes. */
static u32 put_rsdp(const struct builder *b)
{
	struct mbi2_tag tag = {
		.type = x86_rsdp.bytes == RSDP_MAX ? MBI2_RSDP_NEW : MBI2_RSDP,
		.size = (u32)sizeof(tag) + x86_rsdp.bytes,
	};
	struct mbi2_tag end = {.type = MBI2_END, .size = sizeof(end)};
	u32 end_at = 8 + (u32)align_up(tag.size, 8);
	u32 size = end_at + (u32)sizeof(end);

	if (x86_rsdp.bytes == 0)
		return 0;
	if (b->buf) {
		memset(b->buf, 0, size);
		memcpy(b->buf, &size, sizeof(size));
		memcpy(b->buf + 8, &tag, sizeof(tag));
		memcpy(b->buf + 8 + sizeof(tag), x86_rsdp.raw, x86_rsdp.bytes);
		memcpy(b->buf + end_at, &end, sizeof(end));
	}
	return size;
}

/* The kernel may know one of both; ours wants to know of the ACPI tables, if anything. */
void arch_enter(u64 entry, u64 info)
{
	x86_enter((u32)entry, x86_rsdp.bytes ? MBI2_LOADER_MAGIC : MBI_LOADER_MAGIC, (u32)info);
}

u64 arch_build_info(const struct boot_info *to, struct boot_record *record)
{
	const struct boot_env *env = to->env;
	struct builder b = {.buf = to->buf, .phys = to->phys};
	u32 mbi_at = put_rsdp(&b);
	u32 mods_at = mbi_at + (u32)sizeof(struct mbi);
	u32 mmap_at = mods_at + env->module_count * (u32)sizeof(struct mbi_module);
	u32 mmap_length = env->map.count * (u32)sizeof(struct mbi_mmap);
	struct mbi mbi;

	b.pos = mmap_at + mmap_length;
	memset(&mbi, 0, sizeof(mbi));
	mbi.flags = x86_mbi.flags & (MBI_MEMORY | MBI_BOOT_DEVICE);
	mbi.flags |= MBI_CMDLINE | MBI_MODULES | MBI_MMAP | MBI_LOADER_NAME;
	mbi.mem_lower = x86_mbi.mem_lower;
	mbi.mem_upper = x86_mbi.mem_upper;
	mbi.boot_device = x86_mbi.boot_device;
	if ((x86_mbi.flags & MBI_FRAMEBUFFER) && x86_mbi.fb_type != MBI_FB_INDEXED) {
		const size_t from = offsetof(struct mbi, fb_addr_low);

		mbi.flags |= MBI_FRAMEBUFFER;
		memcpy((u8 *)&mbi + from, (const u8 *)&x86_mbi + from, sizeof(mbi) - from);
	}
	mbi.mods_count = env->module_count;
	mbi.mods_addr = (u32)to->phys + mods_at;
	mbi.mmap_length = mmap_length;
	mbi.mmap_addr = (u32)to->phys + mmap_at;
	put_modules(&b, env, to->image, mods_at);
	put_mmap(&b, env, mmap_at);
	mbi.cmdline = put_string(&b, env->module[IMAGE_KERNEL].cmdline);
	mbi.loader_name = put_string(&b, "Pecan boot");
	if (to->buf)
		memcpy((u8 *)to->buf + mbi_at, &mbi, sizeof(mbi));
	record->type = BOOTINFO_MULTIBOOT;
	record->count = 1;
	record->word[0] = to->phys + mbi_at;
	return b.pos;
}
