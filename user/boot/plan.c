/* SPDX-License-Identifier: BSD-2-Clause */
/* plan.c - decide where kernel memory, modules and boot info go before a byte is moved. */
#include "plan.h"

#include "boot_lib.h"

#define SUPERPAGE (4 * MIB)
#define KMEM_MIN  (1 * MIB)

/* Images, kernel memory, the boot program, each module before and after it moves. */
_Static_assert(IMAGE_COUNT + 2 + 2 * BOOT_MAX_MODULES <= CLAIMS_MAX, "CLAIMS_MAX");

struct mem_range plan_image_pages(const struct elf_image *image)
{
	struct mem_range r = {align_down(image->low, MEM_PAGE), image->high | (MEM_PAGE - 1)};

	return r;
}

static const char *bad_range(struct plan *plan, unsigned module, struct mem_range r,
			     const char *defect)
{
	plan->bad_module = (int)module;
	plan->bad = r;
	return defect;
}

/* Do segments of @a come near the pages @other covers?  A kernel may have gaps that others fill. */
static bool image_meets(const struct elf_image *a, struct mem_range other)
{
	for (unsigned i = 0; i < a->count; i++) {
		const struct elf_segment *s = &a->seg[i];

		if (range_meets(align_down(s->paddr, MEM_PAGE),
				(s->paddr + (s->memsz - 1)) | (MEM_PAGE - 1), other.low,
				other.high))
			return true;
	}
	return false;
}

static bool pages_usable(const struct plan_input *in, struct mem_range r)
{
	return r.low >= in->limits->load_floor && memmap_is_usable(in->map, r.low, r.high);
}

/* The kernel's segments one by one; a server owns the gaps between its segments, too. */
static const char *check_usable(struct plan *plan, const struct plan_input *in, unsigned n)
{
	static const char defect[] = "must be loaded where the machine has no usable memory";
	const struct elf_image *image = &in->image[n];

	if (n != IMAGE_KERNEL) {
		struct mem_range r = plan_image_pages(image);

		return pages_usable(in, r) ? NULL : bad_range(plan, n, r, defect);
	}
	for (unsigned i = 0; i < image->count; i++) {
		const struct elf_segment *s = &image->seg[i];
		struct mem_range r = {align_down(s->paddr, MEM_PAGE),
				      (s->paddr + (s->memsz - 1)) | (MEM_PAGE - 1)};

		if (!pages_usable(in, r))
			return bad_range(plan, n, r, defect);
	}
	return NULL;
}

const char *plan_check_images(struct plan *plan, const struct plan_input *in)
{
	for (unsigned n = 0; n < IMAGE_COUNT; n++) {
		struct mem_range r = plan_image_pages(&in->image[n]);
		const char *defect = check_usable(plan, in, n);

		if (defect)
			return defect;
		if (image_meets(&in->image[n], in->self))
			return bad_range(plan, n, r, "overlaps the running boot program");
	}
	for (unsigned n = 1; n < IMAGE_COUNT; n++) {
		struct mem_range r = plan_image_pages(&in->image[n]);

		if (image_meets(&in->image[IMAGE_KERNEL], r))
			return bad_range(plan, n, r, "overlaps the kernel");
	}
	if (image_meets(&in->image[IMAGE_ROOT], plan_image_pages(&in->image[IMAGE_SIGMA0])))
		return bad_range(plan, IMAGE_ROOT, plan_image_pages(&in->image[IMAGE_ROOT]),
				 "overlaps sigma0");
	return NULL;
}

/*
 * A sixteenth of the memory, at least 16 MiB, but never more than 5/16.  Whole superpages where it
 * is large: the kernel maps it with few entries.
 */
u64 plan_kmem_size(u64 ram)
{
	u64 size = align_up(ram >> 4, SUPERPAGE);
	u64 most = align_down((ram >> 2) + (ram >> 4), MIB); /* no 64-bit division on 32 bits */

	if (size < 16 * MIB)
		size = 16 * MIB;
	if (size > most)
		size = most;
	return size > KMEM_MIN ? size : KMEM_MIN;
}

/* Must this module move, with kernel memory at @kmem? */
static bool must_move(const struct plan_input *in, unsigned n, struct mem_range kmem)
{
	const struct boot_module *m = &in->module[n];
	u64 low = align_down(m->start, MEM_PAGE);
	u64 high = (m->start + (m->size - 1)) | (MEM_PAGE - 1);

	for (unsigned i = 0; i < IMAGE_COUNT; i++) {
		struct mem_range r = plan_image_pages(&in->image[i]);

		if (range_meets(low, high, r.low, r.high))
			return true;
	}
	if (n < IMAGE_COUNT) /* needed only until it is loaded */
		return false;
	return low != m->start || low < in->limits->alloc_floor || high > in->limits->map_last ||
	       range_meets(low, high, kmem.low, kmem.high) ||
	       !memmap_is_usable(in->map, low, high);	/* as behind maxmem= */
}

/* Old places stay claimed until all is moved, so the order of moving does not matter. */
static const char *place_modules(struct plan *plan, const struct plan_input *in,
				 struct claims *claims)
{
	const struct plan_limits *l = in->limits;
	const struct mem_range none = {0, 0};

	for (unsigned n = 0; n < in->module_count; n++) {
		const struct boot_module *m = &in->module[n];

		plan->dest[n] = m->start;
		if (m->size)
			claims_add(claims, m->start, m->start + (m->size - 1));
	}
	for (unsigned n = 0; n < in->module_count; n++) {
		const struct boot_module *m = &in->module[n];

		if (m->size == 0 || !must_move(in, n, plan->kmem))
			continue;
		if (!mem_find(in->map, claims, m->size, MEM_PAGE, l->alloc_floor, l->alloc_last,
			      &plan->dest[n]))
			return bad_range(plan, n, none,
					 "must move, but there is no free memory for it");
		claims_add(claims, plan->dest[n], plan->dest[n] + (m->size - 1));
	}
	return NULL;
}

/* One attempt with kernel memory of @size. */
static const char *try_plan(struct plan *plan, const struct plan_input *in, u64 size)
{
	const struct plan_limits *l = in->limits;
	struct claims *claims = &plan->claims;
	const char *defect;

	plan->bad_module = -1;
	plan->bad = (struct mem_range){0, 0};
	claims->count = 0;
	for (unsigned n = 0; n < IMAGE_COUNT; n++)
		claims_add(claims, in->image[n].low, in->image[n].high);
	/* The boot program may lie in kernel memory: it has ended when the kernel starts. */
	if (!mem_find(in->map, claims, size, size >= 2 * SUPERPAGE ? SUPERPAGE : MEM_PAGE,
		      l->alloc_floor, l->kmem_last, &plan->kmem.low))
		return "no free range is large enough for kernel memory";
	plan->kmem.high = plan->kmem.low + (align_up(size, MEM_PAGE) - 1);
	claims_add(claims, plan->kmem.low, plan->kmem.high);
	claims_add(claims, in->self.low, in->self.high);
	defect = place_modules(plan, in, claims);
	if (defect)
		return defect;
	if (!mem_find(in->map, claims, in->info_size, MEM_PAGE, l->alloc_floor, l->alloc_last,
		      &plan->info.low))
		return "no free memory for boot info";
	plan->info.high = plan->info.low + (align_up(in->info_size, MEM_PAGE) - 1);
	return NULL;
}

const char *plan_make(struct plan *plan, const struct plan_input *in)
{
	u64 size = in->kmem_size;
	const char *defect;

	if (size)
		return try_plan(plan, in, size);
	size = plan_kmem_size(memmap_usable(in->map, in->limits->ram_last));
	for (;;) { /* about 20 rounds from 240 MiB down to 1 MiB */
		defect = try_plan(plan, in, size);
		if (!defect || size == KMEM_MIN)
			return defect;
		size = align_down(size - (size >> 2), MIB);
		if (size < KMEM_MIN)
			size = KMEM_MIN;
	}
}
