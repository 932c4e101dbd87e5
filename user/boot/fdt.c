/* SPDX-License-Identifier: BSD-2-Clause */
/* fdt.c - read a flattened device tree: memory, reservations, the command line. */
#include "fdt.h"

#include "boot_lib.h"
#include "memmap.h"

#define MAGIC	   0xd00dfeed
#define COMPATIBLE 16 /* the format we read; newer ones say whether they are compatible */

enum header { H_MAGIC, H_SIZE, H_STRUCT, H_STRINGS, H_RESERVE, H_VERSION, H_COMPATIBLE, H_WORDS };
enum token { BEGIN_NODE = 1, END_NODE = 2, PROPERTY = 3, NOP = 4, END = 9 };

#define CELLS_DEFAULT_ADDRESS 2
#define CELLS_DEFAULT_SIZE    1

/* A node on the way from the root to where a walk stands. */
struct level {
	const char *name;
	u32 address_cells, size_cells; /* for its children */
};

struct walk {
	const struct fdt *fdt;
	u32 at; /* the next token */
	unsigned depth;
	struct level level[FDT_DEPTH + 1];

	/* The property the walk has come to. */
	const char *name;
	const u8 *value;
	u32 length;
};

static u32 be32(const struct fdt *fdt, u32 at)
{
	return (u32)word_get(fdt->blob + at, 4, true);
}

static u32 header(const struct fdt *fdt, enum header h)
{
	return be32(fdt, 4 * h);
}

/* The NUL-terminated string at offset @at, or NULL if it does not end inside the tree. */
static const char *string_at(const struct fdt *fdt, u32 at)
{
	for (u32 i = at; i < fdt->size; i++) {
		if (fdt->blob[i] == '\0')
			return (const char *)fdt->blob + at;
	}
	return NULL;
}

static bool room_for(const struct walk *w, u32 bytes)
{
	return bytes <= w->fdt->size - w->at;
}

static bool same(const char *a, const char *b)
{
	return strlen(a) == strlen(b) && memcmp(a, b, strlen(a)) == 0;
}

/* Is a node's name @name, with or without a unit address? */
static bool is_node(const char *node, const char *name)
{
	size_t len = strlen(name);

	return strlen(node) >= len && memcmp(node, name, len) == 0 &&
	       (node[len] == '\0' || node[len] == '@');
}

static void walk_begin(struct walk *w, const struct fdt *fdt)
{
	memset(w, 0, sizeof(*w));
	w->fdt = fdt;
	w->at = header(fdt, H_STRUCT);
}

static bool enter_node(struct walk *w)
{
	const char *name = string_at(w->fdt, w->at);
	u32 bytes;

	if (!name || w->depth == FDT_DEPTH)
		return false;
	bytes = (u32)align_up(strlen(name) + 1, 4);
	if (!room_for(w, bytes))
		return false;
	w->at += bytes;
	w->depth++;
	w->level[w->depth] = (struct level){
		.name = name,
		.address_cells = CELLS_DEFAULT_ADDRESS,
		.size_cells = CELLS_DEFAULT_SIZE,
	};
	return true;
}

static bool read_property(struct walk *w)
{
	u32 bytes, strings = header(w->fdt, H_STRINGS), name;

	if (w->depth == 0 || !room_for(w, 8))
		return false;
	w->length = be32(w->fdt, w->at);
	name = be32(w->fdt, w->at + 4);
	w->at += 8;
	bytes = (u32)align_up(w->length, 4);
	if (bytes < w->length || !room_for(w, bytes) || name > w->fdt->size - strings)
		return false;
	w->value = w->fdt->blob + w->at;
	w->name = string_at(w->fdt, strings + name);
	w->at += bytes;
	return w->name != NULL;
}

/* Note what a property says about its node. */
static void note_property(struct walk *w)
{
	struct level *l = &w->level[w->depth];

	if (same(w->name, "#address-cells") && w->length == 4)
		l->address_cells = (u32)word_get(w->value, 4, true);
	else if (same(w->name, "#size-cells") && w->length == 4)
		l->size_cells = (u32)word_get(w->value, 4, true);
}

enum step { STEP_PROPERTY, STEP_END, STEP_BAD };

/* Go on to the next property. */
static enum step walk_next(struct walk *w)
{
	for (;;) {
		if (!room_for(w, 4))
			return STEP_BAD;
		w->at += 4;
		switch (be32(w->fdt, w->at - 4)) {
		case BEGIN_NODE:
			if (!enter_node(w))
				return STEP_BAD;
			break;
		case END_NODE:
			if (w->depth-- == 0)
				return STEP_BAD;
			break;
		case PROPERTY:
			if (!read_property(w))
				return STEP_BAD;
			note_property(w);
			return STEP_PROPERTY;
		case NOP:
			break;
		case END:
			return w->depth == 0 ? STEP_END : STEP_BAD;
		default:
			return STEP_BAD;
		}
	}
}

/* Is the walk at property @name of /NODE? */
static bool at(const struct walk *w, const char *node, const char *name)
{
	return w->depth == 2 && is_node(w->level[2].name, node) && same(w->name, name);
}

static bool is_string(const struct walk *w)
{
	return w->length > 0 && w->value[w->length - 1] == '\0';
}

const char *fdt_open(struct fdt *fdt, const void *blob, u64 room)
{
	struct walk w;
	enum step step;

	*fdt = (struct fdt){.blob = blob, .size = 4 * H_WORDS};
	if (room < fdt->size || header(fdt, H_MAGIC) != MAGIC)
		return "there is no device tree";
	fdt->size = header(fdt, H_SIZE);
	if (fdt->size > room || fdt->size < 4 * H_WORDS || header(fdt, H_STRUCT) % 4 ||
	    header(fdt, H_STRUCT) > fdt->size || header(fdt, H_STRINGS) > fdt->size ||
	    header(fdt, H_RESERVE) > fdt->size)
		return "the device tree has impossible sizes";
	if (header(fdt, H_COMPATIBLE) > COMPATIBLE)
		return "the device tree is of a version from the future";
	walk_begin(&w, fdt);
	while ((step = walk_next(&w)) == STEP_PROPERTY) {
		if (at(&w, "chosen", "bootargs") && is_string(&w))
			fdt->bootargs = (const char *)w.value;
	}
	return step == STEP_END ? NULL : "the device tree is damaged";
}

/* The pairs of address and size of a property "reg", in cells of the node above. */
static bool add_ranges(const struct walk *w, struct memmap *map, u32 type)
{
	const struct level *above = &w->level[w->depth - 1];
	u32 a = 4 * above->address_cells, s = 4 * above->size_cells;

	if (a > 8 || s > 8 || a + s == 0)
		return true; /* nothing we could use */
	for (u32 i = 0; w->length - i >= a + s; i += a + s) {
		if (!memmap_add(map, word_get(w->value + i, a, true),
				word_get(w->value + i + a, s, true), type))
			return false;
	}
	return true;
}

static bool add_reservations(const struct fdt *fdt, struct memmap *map, u32 type)
{
	for (u32 at = header(fdt, H_RESERVE); fdt->size - at >= 16; at += 16) {
		u64 base = word_get(fdt->blob + at, 8, true);
		u64 length = word_get(fdt->blob + at + 8, 8, true);

		if (base == 0 && length == 0)
			break;
		if (!memmap_add(map, base, length, type))
			return false;
	}
	return true;
}

/* Memory is what has the right name: its device_type may come behind its reg. */
bool fdt_memory(const struct fdt *fdt, struct memmap *map, u64 phys, u32 reserved)
{
	struct walk w;

	walk_begin(&w, fdt);
	while (walk_next(&w) == STEP_PROPERTY) {
		bool ok = true;

		if (at(&w, "memory", "reg"))
			ok = add_ranges(&w, map, MEM_USABLE);
		else if (w.depth == 3 && is_node(w.level[2].name, "reserved-memory") &&
			 same(w.name, "reg"))
			ok = add_ranges(&w, map, reserved);
		if (!ok)
			return false;
	}
	return add_reservations(fdt, map, reserved) && memmap_add(map, phys, fdt->size, reserved);
}
