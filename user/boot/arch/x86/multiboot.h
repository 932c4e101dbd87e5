/* SPDX-License-Identifier: BSD-2-Clause */
/* multiboot.h - Multiboot information, and the x86 parts of the boot program that use it. */
#ifndef MULTIBOOT_H
#define MULTIBOOT_H

#include "../../boot.h"

#define MBI_LOADER_MAGIC  0x2badb002
#define MBI2_LOADER_MAGIC 0x36d76289

#define MBI_MEMORY	0x0001
#define MBI_BOOT_DEVICE 0x0002
#define MBI_CMDLINE	0x0004
#define MBI_MODULES	0x0008
#define MBI_MMAP	0x0040
#define MBI_LOADER_NAME 0x0200
#define MBI_FRAMEBUFFER 0x1000

enum { MBI_FB_INDEXED = 0, MBI_FB_RGB = 1, MBI_FB_TEXT = 2 };

struct mbi {
	u32 flags;
	u32 mem_lower, mem_upper; /* KiB from 0 and from 1 MiB */
	u32 boot_device;
	u32 cmdline;
	u32 mods_count, mods_addr;
	u32 syms[4];
	u32 mmap_length, mmap_addr;
	u32 drives_length, drives_addr;
	u32 config_table;
	u32 loader_name;
	u32 apm_table;
	u32 vbe[4];
	u32 fb_addr_low, fb_addr_high;
	u32 fb_pitch, fb_width, fb_height;
	u8 fb_bpp, fb_type, fb_color[6];
};

_Static_assert(sizeof(struct mbi) == 116, "Multiboot information");

struct mbi_module {
	u32 start, end; /* first byte, byte after the last */
	u32 cmdline;
	u32 reserved;
};

struct mbi_mmap {
	u32 size; /* of the entry without this field, at least 20 */
	u32 base_low, base_high;
	u32 length_low, length_high;
	u32 type;
};

/* Multiboot 2: two words, the first the size of all, then tags at multiples of 8 bytes. */
struct mbi2_tag {
	u32 type, size; /* of the tag without what fills it up to a multiple of 8 */
};

enum {
	MBI2_END = 0,
	MBI2_CMDLINE = 1,
	MBI2_MODULE = 3,
	MBI2_MEMORY = 4,
	MBI2_MMAP = 6,
	MBI2_FRAMEBUFFER = 8,
	MBI2_RSDP = 14,
	MBI2_RSDP_NEW = 15,
};

#define RSDP_MAX 36 /* what version 2 of ACPI has */

/* Called by start.S with what the loader left in eax and ebx. */
void x86_start(u32 magic, u32 mbi_addr) __attribute__((noreturn));

/* console.c */
void x86_console_init(const struct mbi *mbi);

/* multiboot.c: a copy of the loader's structure; its pointers may be stale. */
extern struct mbi x86_mbi;

/* The pointer to the ACPI tables as a Multiboot 2 loader passed it; 0 bytes: it did not. */
struct x86_rsdp {
	u32 bytes;
	u8 raw[RSDP_MAX];
};

extern struct x86_rsdp x86_rsdp;

/* multiboot2.c: fill in *mbi and x86_rsdp; then the rest, with the console working. */
void x86_read_machine2(u32 addr, struct mbi *mbi);
void x86_read_modules2(u32 addr, struct boot_env *env);

/* start.S */
void x86_enter(u32 entry, u32 magic, u32 info) __attribute__((noreturn));

#endif
