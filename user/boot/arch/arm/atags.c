/* SPDX-License-Identifier: BSD-2-Clause */
/* atags.c - the list of tags by which older loaders tell memory and command line. */
#include "atags.h"

#include "../../memmap.h"

/* A tag: its size in words, its kind, what belongs to it. */
enum tag { TAG_END = 0, TAG_CORE = 0x54410001, TAG_MEMORY, TAG_DISK = 0x54420005,
	   TAG_COMMAND_LINE = 0x54410009 };

#define HEADER	   2u
#define MEMORY	   4u	  /* size, address */
#define WORDS_MAX 4096u /* of the whole list */

/* A string that ends inside its tag? */
static bool is_string(const u32 *tag)
{
	const char *s = (const char *)(tag + HEADER);

	return tag[0] > HEADER && s[(tag[0] - HEADER) * 4 - 1] == '\0';
}

static const char *read_tag(const u32 *tag, struct memmap *map, u32 reserved,
			    const char **bootargs)
{
	bool fits = true;

	if ((tag[1] == TAG_MEMORY || tag[1] == TAG_DISK) && tag[0] >= MEMORY)
		fits = memmap_add(map, tag[HEADER + (tag[1] == TAG_MEMORY)],
				  tag[HEADER + (tag[1] != TAG_MEMORY)],
				  tag[1] == TAG_MEMORY ? MEM_USABLE : reserved);
	else if (tag[1] == TAG_COMMAND_LINE && is_string(tag))
		*bootargs = (const char *)(tag + HEADER);
	return fits ? NULL : "the memory map has too many entries";
}

const char *atags_read(const u32 *list, struct memmap *map, u32 reserved, const char **bootargs)
{
	u32 at = 0;

	if (list[1] != TAG_CORE)
		return "there is neither a device tree nor a list of tags";
	while (list[at + 1] != TAG_END) {
		const char *defect;

		if (list[at] < HEADER || list[at] > WORDS_MAX - at)
			return "the list of tags is damaged";
		defect = read_tag(list + at, map, reserved, bootargs);
		if (defect)
			return defect;
		at += list[at];
	}
	return NULL;
}
