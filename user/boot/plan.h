/* SPDX-License-Identifier: BSD-2-Clause */
/* plan.h - decide where kernel memory, modules and boot info go before a byte is moved. */
#ifndef PLAN_H
#define PLAN_H

#include "boot_types.h"
#include "elf.h"
#include "memmap.h"

#define BOOT_MAX_MODULES 64

/* The first modules are programs to load, in this order. */
enum boot_image { IMAGE_KERNEL, IMAGE_SIGMA0, IMAGE_ROOT, IMAGE_COUNT };

struct boot_module {
	u64 start, size;
	const char *cmdline; /* never NULL */
	char name[32];	     /* for messages: base name of the first word */
};

/* What the machine allows. */
struct plan_limits {
	u64 load_floor;		     /* images lie at or above */
	u64 alloc_floor, alloc_last; /* modules that move and boot info lie in between */
	u64 kmem_last;		     /* last byte the kernel can use as its memory */
	u64 ram_last;		     /* last byte of memory the kernel can manage */
	u64 map_last;		     /* last byte user space can have at virtual = physical */
};

struct plan_input {
	const struct memmap *map;
	const struct plan_limits *limits;
	struct mem_range self;	       /* the boot program */
	const struct elf_image *image; /* IMAGE_COUNT of them, checked */
	const struct boot_module *module;
	unsigned module_count;
	u64 kmem_size; /* 0: choose */
	u64 info_size;
};

struct plan {
	struct mem_range kmem;
	struct mem_range info;
	u64 dest[BOOT_MAX_MODULES]; /* new start; the old one when it stays */

	struct claims claims; /* work space of plan_make */

	/* Of a defect: the module, or -1, and the range it is about (high 0: none). */
	int bad_module;
	struct mem_range bad;
};

/* The pages an image touches, with the gaps between its segments. */
struct mem_range plan_image_pages(const struct elf_image *image);

/* The default size of kernel memory for a machine with @ram usable bytes. */
u64 plan_kmem_size(u64 ram);

/* Can the images be loaded where they are linked?  NULL, or the defect in words. */
const char *plan_check_images(struct plan *plan, const struct plan_input *in);

/*
 * Choose places.  Destinations meet nothing in use, so modules can be moved in any order.  NULL, or
 * the defect in words.
 */
const char *plan_make(struct plan *plan, const struct plan_input *in);

#endif
