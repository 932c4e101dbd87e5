/* SPDX-License-Identifier: BSD-2-Clause */
/* boot_fdt.c - what loaders tell the boot program: device trees and lists of tags, damaged, too. */

#include "../../user/boot/arch/arm/atags.h"
#include "../../user/boot/fdt.h"
#include "../../user/boot/memmap.h"

#include <string.h>
#include <sys/mman.h>

#include "unit.h"

#define ROOM	 8192u
#define RESERVED 0x77u

/* Whatever is read lies right before a page nobody may touch. */
static u8 *room;

static void room_begin(void)
{
	room = mmap(NULL, 2 * ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	UNIT_MUST(room != MAP_FAILED && mprotect(room + ROOM, ROOM, PROT_NONE) == 0);
}

/* --- a writer of trees, from the specification of the format ------------------------------- */

static struct {
	u8 at[ROOM];
	u32 used;
} structure, strings;

static void put32(u32 v)
{
	for (int i = 24; i >= 0; i -= 8)
		structure.at[structure.used++] = (u8)(v >> i);
}

static void put(const void *bytes, u32 length)
{
	memcpy(structure.at + structure.used, bytes, length);
	structure.used += length;
	while (structure.used % 4)
		structure.at[structure.used++] = 0;
}

static void begin(const char *name)
{
	put32(1);
	put(name, (u32)strlen(name) + 1);
}

static void end(void)
{
	put32(2);
}

static void property(const char *name, const void *value, u32 length)
{
	put32(3);
	put32(length);
	put32(strings.used);
	put(value, length);
	strcpy((char *)strings.at + strings.used, name);
	strings.used += (u32)strlen(name) + 1;
}

static void cells(const char *name, const u32 *cell, u32 count)
{
	u8 value[64];

	for (u32 i = 0; i < 4 * count; i++)
		value[i] = (u8)(cell[i / 4] >> (24 - i % 4 * 8));
	property(name, value, 4 * count);
}

static void tree_begin(u32 address_cells, u32 size_cells)
{
	structure.used = strings.used = 0;
	begin("");
	cells("#address-cells", &address_cells, 1);
	cells("#size-cells", &size_cells, 1);
}

/* Header, one reservation and their end, structure, strings; the size of all. */
static u32 tree_end(u8 **blob)
{
	const u32 head = 40, reserve = 32;
	u32 size, words[10];

	end();
	put32(9);
	size = head + reserve + structure.used + strings.used;
	*blob = room + ROOM - size;
	memset(*blob, 0, size);
	memcpy(words, (const u32[]){0xd00dfeed, size, head + reserve,
				    head + reserve + structure.used, head, 17, 16, 0,
				    strings.used, structure.used}, sizeof(words));
	for (u32 i = 0; i < head; i++)
		(*blob)[i] = (u8)(words[i / 4] >> (24 - i % 4 * 8));
	(*blob)[head + 6] = 0x50; /* 0x5000, 0x3000 bytes */
	(*blob)[head + 14] = 0x30;
	memcpy(*blob + head + reserve, structure.at, structure.used);
	memcpy(*blob + head + reserve + structure.used, strings.at, strings.used);
	return size;
}

/* --- what is read from them ----------------------------------------------------------------- */

static bool has(const struct memmap *map, u64 low, u64 size, u32 type)
{
	for (u32 i = 0; i < map->count; i++)
		if (map->e[i].low == low && map->e[i].high == low + size - 1 &&
		    map->e[i].type == type)
			return true;
	return false;
}

static void test_cells(u32 address_cells, u32 size_cells, const char *name)
{
	struct memmap map = {.count = 0};
	struct fdt fdt;
	u32 reg[8] = {0}, n = 0, size;
	u8 *blob;
	bool good;

	tree_begin(address_cells, size_cells);
	begin("chosen");
	property("bootargs", "-- quiet", 9);
	end();
	begin("memory@40000000");
	for (u32 i = 0; i < 2; i++) {
		n += address_cells;
		reg[n - 1] = i ? 0x60000000 : 0x40000000;
		n += size_cells;
		reg[n - 1] = 0x1000000;
	}
	cells("reg", reg, n);
	property("device_type", "memory", 7);
	end();
	begin("reserved-memory");
	cells("#address-cells", (const u32[]){1}, 1);
	cells("#size-cells", (const u32[]){1}, 1);
	begin("firmware@41000000");
	cells("reg", (const u32[]){0x41000000, 0x2000}, 2);
	end();
	end();
	begin("memory-controller@1000"); /* no memory */
	cells("reg", (const u32[]){0, 0x1000, 0, 0x1000}, 4);
	end();
	size = tree_end(&blob);

	good = fdt_open(&fdt, blob, size) == NULL && fdt.size == size && fdt.bootargs &&
	       strcmp(fdt.bootargs, "-- quiet") == 0;
	good &= fdt_memory(&fdt, &map, 0x48000000, RESERVED);
	good &= has(&map, 0x40000000, 0x1000000, MEM_USABLE);
	good &= has(&map, 0x60000000, 0x1000000, MEM_USABLE);
	good &= has(&map, 0x41000000, 0x2000, RESERVED) && has(&map, 0x5000, 0x3000, RESERVED);
	good &= has(&map, 0x48000000, size, RESERVED) && map.count == 5;
	unit_report(name, good);
}

/* Cells of a size nobody can use say nothing; they do no harm. */
static void test_wide_cells(void)
{
	struct memmap map = {.count = 0};
	struct fdt fdt;
	u8 *blob;
	u32 size;

	tree_begin(3, 0xffffffff);
	begin("memory");
	cells("reg", (const u32[]){1, 2, 3, 4, 5, 6}, 6);
	end();
	size = tree_end(&blob);
	unit_report("boot_fdt/cells.wide", fdt_open(&fdt, blob, size) == NULL &&
						   fdt_memory(&fdt, &map, 0x1000, RESERVED) &&
						   map.count == 2);
}

static void test_deep(void)
{
	struct fdt fdt;
	u8 *blob;
	u32 size;
	bool good = true;

	for (u32 depth = 1; depth <= FDT_DEPTH + 1; depth++) {
		tree_begin(2, 1);
		for (u32 i = 1; i < depth; i++)
			begin("node");
		for (u32 i = 1; i < depth; i++)
			end();
		size = tree_end(&blob);
		good &= (fdt_open(&fdt, blob, size) == NULL) == (depth <= FDT_DEPTH);
	}
	unit_report("boot_fdt/depth", good);
}

static u32 sample(u8 **blob)
{
	tree_begin(2, 2);
	begin("memory@0");
	cells("reg", (const u32[]){0, 0x100000, 0, 0x4000000}, 4);
	end();
	begin("chosen");
	property("bootargs", "verbose", 8);
	end();
	return tree_end(blob);
}

/* Cut off anywhere, it is refused: whether the header knows or not. */
static void test_cut(void)
{
	static u8 whole[ROOM];
	struct fdt fdt;
	u8 *blob;
	u32 size = sample(&blob);
	bool good = true;

	memcpy(whole, blob, size);
	for (u32 cut = 0; cut < size; cut++) {
		blob = room + ROOM - cut;
		memcpy(blob, whole, cut);
		good &= fdt_open(&fdt, blob, cut) != NULL;
		if (cut < 40)
			continue;
		for (u32 i = 0; i < 4; i++)
			blob[4 + i] = (u8)(cut >> (24 - i * 8));
		good &= fdt_open(&fdt, blob, cut) != NULL;
	}
	unit_report("boot_fdt/cut", good);
}

/* Whatever is in it, nothing beyond its end is read, and every walk ends. */
static void test_damaged(void)
{
	static u8 whole[ROOM];
	struct fdt fdt;
	u8 *blob;
	u32 size = sample(&blob), refused = 0;

	memcpy(whole, blob, size);
	for (u32 round = 0; round < 20000; round++) {
		struct memmap map = {.count = 0};

		memcpy(blob, whole, size);
		for (u32 i = unit_rnd(4) + 1; i; i--) {
			u8 *at = &blob[unit_rnd(size)];

			*at = unit_rnd(2) ? (u8)unit_rnd(256) : *at ^ (u8)(1u << unit_rnd(8));
		}
		if (fdt_open(&fdt, blob, size) == NULL)
			(void)fdt_memory(&fdt, &map, 0x1000, RESERVED);
		else
			refused++;
	}
	unit_report("boot_fdt/damaged", refused > 1000 && refused < 20000);
}

/* --- tags ----------------------------------------------------------------------------------- */

static const u32 *tags(const u32 *words, u32 count)
{
	u32 *list = (u32 *)(void *)(room + ROOM - 4 * count);

	memcpy(list, words, 4 * count);
	return list;
}

#define TAGS(...) \
	tags((const u32[]){__VA_ARGS__}, sizeof((const u32[]){__VA_ARGS__}) / sizeof(u32))
#define CORE 2, 0x54410001

static void test_tags(void)
{
	struct memmap map = {.count = 0};
	const char *line = NULL;
	bool good;

	good = atags_read(TAGS(5, 0x54410001, 0, 4096, 0,		/* core, with its words */
			       4, 0x54410002, 0x4000000, 0,		/* memory */
			       4, 0x54420005, 0x1800000, 0x1000,	/* what was loaded beside */
			       3, 0x12345678, 0,			/* unknown */
			       3, 0x54410009, 0x00006968,		/* "hi" */
			       0, 0), &map, RESERVED, &line) == NULL;
	good &= line && memcmp(line, (const u32[]){0x00006968}, 4) == 0;
	good &= has(&map, 0, 0x4000000, MEM_USABLE) && has(&map, 0x1800000, 0x1000, RESERVED);
	unit_report("boot_fdt/tags", good && map.count == 2);
}

static void test_damaged_tags(void)
{
	struct memmap map = {.count = 0};
	const char *line = NULL;
	bool good;

	good = atags_read(TAGS(0, 0), &map, RESERVED, &line) != NULL;
	good &= atags_read(TAGS(CORE, 1, 0x54410002), &map, RESERVED, &line) != NULL;
	good &= atags_read(TAGS(CORE, 0xffffffff, 0x54410002), &map, RESERVED, &line) != NULL;
	good &= map.count == 0 && !line;
	/* too short for memory, a line without end: no harm */
	good &= atags_read(TAGS(CORE, 3, 0x54410002, 1, 3, 0x54410009, 0x41414141, 0, 0), &map,
			   RESERVED, &line) == NULL;
	good &= map.count == 0 && !line;
	unit_report("boot_fdt/tags.damaged", good);
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	room_begin();
	test_cells(1, 1, "boot_fdt/cells.1-1");
	test_cells(2, 1, "boot_fdt/cells.2-1");
	test_cells(2, 2, "boot_fdt/cells.2-2");
	test_wide_cells();
	test_deep();
	test_cut();
	test_damaged();
	test_tags();
	test_damaged_tags();
	return unit_end();
}
