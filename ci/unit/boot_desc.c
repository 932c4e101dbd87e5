/* SPDX-License-Identifier: BSD-2-Clause */
/* boot_desc.c - the boot program's placement and memory descriptors, hand-made and random. */

#include "../../user/boot/desc.h"
#include "../../user/boot/memmap.h"
#include "../../user/boot/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MIB (1ull << 20)

static unsigned int test_no, failures;
static unsigned long long seed;

static struct memmap map;
static struct desc_list list;
static struct plan plan;
static struct claims claims;

static const struct plan_limits limits = {
	.load_floor = 0x1000,
	.alloc_floor = MIB,
	.alloc_last = 240 * MIB - 1,
	.kmem_last = 240 * MIB - 1,
	.ram_last = 0xffffffff,
	.map_last = 0xafffffff,
};

static unsigned int rnd(unsigned int below)
{
	seed = seed * 6364136223846793005ull + 1442695040888963407ull;
	return (unsigned int)(seed >> 33) % below;
}

static void report(const char *name, bool good)
{
	test_no++;
	failures += !good;
	printf("%sok %u boot_desc/%s\n", good ? "" : "not ", test_no, name);
}

/* What an emulated PC with @ram bytes below 4 GiB reports. */
static void pc_map(u64 ram)
{
	map.count = 0;
	memmap_add(&map, 0, 0x9fc00, 1);
	memmap_add(&map, 0x9fc00, 0x400, 2);
	memmap_add(&map, 0xf0000, 0x10000, 2);
	memmap_add(&map, MIB, ram - MIB - 0x20000, 1);
	memmap_add(&map, ram - 0x20000, 0x20000, 2);
	memmap_add(&map, 0xfffc0000, 0x40000, 2);
}

static bool desc_is(unsigned int n, u64 low, u64 high, unsigned int type)
{
	const struct desc *d = &list.d[n];
	bool good = n < list.count && d->low == low && d->high == high && d->type == type;

	if (!good && n < list.count)
		printf("# descriptor %u is 0x%llx - 0x%llx type 0x%x\n", n, d->low, d->high,
		       d->type);
	return good;
}

static void build(u64 page, unsigned int bytes)
{
	desc_init(&list, page, bytes);
	desc_add(&list, 0, ~0ull, DESC_SHARED);
	desc_add_map(&list, &map);
}

static void test_pc(void)
{
	bool good;

	pc_map(64 * MIB);
	build(4096, 4);
	good = list.count == 7 && desc_is(0, 0, 0xffffffff, DESC_SHARED);
	good &= desc_is(1, 0, 0x9efff, DESC_CONVENTIONAL);
	good &= desc_is(2, 0x9f000, 0x9ffff, 0x2f);
	good &= desc_is(3, 0xf0000, 0xfffff, 0x2f);
	good &= desc_is(4, MIB, 0x3fdffff, DESC_CONVENTIONAL);
	good &= desc_is(5, 0x3fe0000, 0x3ffffff, 0x2f);
	good &= desc_is(6, 0xfffc0000, 0xffffffff, 0x2f);
	report("pc-64M", good);
}

static void test_high_ranges(void)
{
	bool good;

	pc_map(3072 * MIB);
	memmap_add(&map, 0x100000000, 0x40000000, 1);
	memmap_add(&map, 0xfd00000000, 0x300000000, 2);
	build(4096, 8);
	good = list.count == 9 && desc_is(0, 0, ~0ull, DESC_SHARED);
	good &= desc_is(7, 0x100000000, 0x13fffffff, DESC_CONVENTIONAL);
	good &= desc_is(8, 0xfd00000000, 0xffffffffff, 0x2f);
	report("above-4G-on-64-bit", good);
	build(4096, 4);
	report("above-4G-on-32-bit", list.count == 7 && desc_is(6, 0xfffc0000, 0xffffffff, 0x2f));
	map.count = 0;
	memmap_add(&map, 0xc0000000, 0x80000000, 1);
	build(4096, 4);
	report("across-4G-on-32-bit", list.count == 2 && desc_is(1, 0xc0000000, 0xffffffff, 1));
}

static void test_rounding(void)
{
	bool good;

	map.count = 0;
	memmap_add(&map, 0x1001, 0x1ffe, 1); /* 0x1001 - 0x2ffe: no whole page */
	memmap_add(&map, 0x5001, 0x3000, 1); /* 0x5001 - 0x8000: 0x6000 - 0x7fff */
	memmap_add(&map, 0x9800, 1, 3);
	memmap_add(&map, 0xa000, 0, 1);
	memmap_add(&map, 0xb000, 0x1000, 20);
	memmap_add(&map, ~0ull - 0x800, 0x801, 1);
	memmap_add(&map, ~0ull - 0xfff, ~0ull, 2);
	build(4096, 8);
	good = list.count == 5;
	good &= desc_is(1, 0x6000, 0x7fff, DESC_CONVENTIONAL) && desc_is(2, 0x9000, 0x9fff, 0x3f);
	good &= desc_is(3, 0xb000, 0xbfff, 0x2f) && desc_is(4, ~0xfffull, ~0ull, 0x2f);
	report("rounding", good);
	build(0x10000, 8);
	report("rounding-64K", list.count == 4 && desc_is(1, 0, 0xffff, 0x3f));
}

static void test_contradiction(void)
{
	map.count = 0;
	memmap_add(&map, 0x10000, 0x1000, 2);
	memmap_add(&map, 0, 0x100000, 1);
	build(4096, 4);
	report("reserved-wins", list.count == 3 && desc_is(1, 0, 0xfffff, 1) &&
					desc_is(2, 0x10000, 0x10fff, 0x2f) &&
					!memmap_is_usable(&map, 0xf000, 0x10000) &&
					memmap_is_usable(&map, 0x11000, 0xfffff));
}

static void test_limit(void)
{
	bool good;

	pc_map(64 * MIB);
	good = memmap_limit(&map, 32 * MIB) && memmap_usable(&map, ~0ull) == 0x9fc00 + 31 * MIB;
	build(4096, 4);
	good &= desc_is(4, MIB, 32 * MIB - 1, DESC_CONVENTIONAL);
	good &= desc_is(7, 32 * MIB, 0x3fdffff, DESC_RESERVED);
	report("maxmem", good);
	map.count = 0;
	for (unsigned int i = 0; i < MEMMAP_MAX; i++)
		memmap_add(&map, i * 0x2000, 0x1000, 1);
	report("map-full", !memmap_add(&map, 0, 1, 1) && !memmap_limit(&map, 0x800));
}

/* The type a physical page has: the last descriptor that meets it. */
static unsigned int type_at(u64 addr)
{
	for (unsigned int i = list.count; i-- > 0;) {
		if (addr >= list.d[i].low && addr <= list.d[i].high)
			return list.d[i].type;
	}
	return 0;
}

/* A machine of 256 pages: random map, servers, modules; then too few slots. */
static bool fit_random(void)
{
	unsigned int before[256], slots;
	int lost;

	map.count = 0;
	for (unsigned int at = 0; at < 200;) {
		unsigned int len = 1 + rnd(20);

		memmap_add(&map, at * 4096, len * 4096, rnd(3) ? 1 : 2 + rnd(3));
		at += len + (rnd(2) ? rnd(5) : 0);
	}
	build(4096, rnd(2) ? 4 : 8);
	desc_add(&list, 230 * 4096, 239 * 4096, DESC_RESERVED);
	desc_add(&list, 240 * 4096, 241 * 4096, DESC_SERVER);
	desc_add(&list, 242 * 4096, 243 * 4096, DESC_SERVER);
	for (unsigned int at = rnd(20); at < 225;) {
		unsigned int len = 1 + rnd(3);

		desc_add(&list, at * 4096, (at + len) * 4096 - 1, DESC_MODULE);
		at += len + rnd(30);
	}
	desc_add(&list, 250 * 4096, 250 * 4096, DESC_BOOT_INFO);
	for (unsigned int i = 0; i < 256; i++)
		before[i] = type_at(i * 4096);
	slots = 1 + rnd(list.count + 4);
	lost = desc_fit(&list, slots);
	if (lost < 0)
		return slots < 16; /* in the worst case each module stands alone */
	if (list.count > slots)
		return false;
	for (unsigned int i = 0; i < 256; i++) {
		unsigned int now = type_at(i * 4096);

		if (now == before[i])
			continue;
		if (before[i] == DESC_CONVENTIONAL
			    ? now != DESC_SHARED && now != DESC_MODULE
			    : (before[i] & 0xf) != DESC_ARCH && before[i] != DESC_SHARED)
			return false;
		if ((before[i] & 0xf) == DESC_ARCH && now == DESC_CONVENTIONAL)
			return false;
	}
	return true;
}

static void test_fit(void)
{
	bool good = true;

	pc_map(64 * MIB);
	build(4096, 4);
	for (unsigned int i = 0; i < 17; i++)
		desc_add(&list, (32 + i) * MIB, (33 + i) * MIB - 1, DESC_MODULE);
	good = list.count == 24 && desc_fit(&list, 24) == 0 && list.count == 24;
	good &= desc_fit(&list, 8) == 0 && list.count == 8;
	good &= desc_is(7, 32 * MIB, 49 * MIB - 1, DESC_MODULE);
	good &= desc_fit(&list, 4) == 4 && list.count == 4 && desc_fit(&list, 1) < 0;
	report("fit-modules", good);
	good = true;
	for (unsigned int i = 0; i < 20000 && good; i++)
		good = fit_random();
	report("fit-random", good);
}

static bool taken[256];

/* Highest free run of @size pages aligned to @align in [floor, last], looking at each page. */
static int find_slow(unsigned int size, unsigned int align, unsigned int floor, unsigned int last)
{
	for (int at = 255; at >= (int)floor; at--) {
		bool good = at % align == 0 && at + size - 1 <= last;

		for (unsigned int i = 0; i < size && good; i++)
			good = at + i < 256 && !taken[at + i];
		if (good)
			return at;
	}
	return -1;
}

static bool find_random(void)
{
	unsigned int size = 1 + rnd(12), align = 1u << rnd(4), floor = rnd(64),
		     last = 128 + rnd(128);
	u64 base = 0;
	bool found;
	int slow;

	map.count = 0;
	claims.count = 0;
	memset(taken, 1, sizeof(taken));
	for (unsigned int at = rnd(8); at < 240;) {
		unsigned int len = 1 + rnd(60);

		memmap_add(&map, at * 4096, len * 4096, 1);
		for (unsigned int i = at; i < at + len && i < 256; i++)
			taken[i] = false;
		at += len + 1 + rnd(4); /* not touching: a run lies in one entry */
	}
	for (unsigned int k = rnd(6); k > 0; k--) {
		unsigned int at = rnd(250), len = 1 + rnd(6);
		bool claim = rnd(2);

		if (claim)
			claims_add(&claims, at * 4096 + rnd(4096),
				   (at + len) * 4096 - 1 - rnd(4096));
		else
			memmap_add(&map, at * 4096, len * 4096, 2);
		for (unsigned int i = at; i < at + len; i++)
			taken[i] = true;
	}
	slow = find_slow(size, align, floor, last);
	found = mem_find(&map, &claims, size * 4096 - rnd(4096), align * 4096ull, floor * 4096ull,
			 (last + 1) * 4096ull - 1, &base);
	return found == (slow >= 0) && (!found || base == (u64)slow * 4096);
}

static void test_find(void)
{
	bool good = true;

	for (unsigned int i = 0; i < 20000 && good; i++)
		good = find_random();
	report("find-random", good);
	pc_map(64 * MIB);
	claims.count = 0;
	u64 base;
	report("find-none", !mem_find(&map, &claims, 0, 4096, 0, ~0ull, &base) &&
				    !mem_find(&map, &claims, ~0ull, 4096, 0, ~0ull, &base) &&
				    !mem_find(&map, &claims, 65 * MIB, 4096, 0, ~0ull, &base));
}

static struct elf_image images[IMAGE_COUNT];
static struct boot_module modules[BOOT_MAX_MODULES];

static void set_image(unsigned int n, u64 low, u64 high)
{
	memset(&images[n], 0, sizeof(images[n]));
	images[n].low = low;
	images[n].high = high;
	images[n].count = 1;
	images[n].seg[0].paddr = low;
	images[n].seg[0].memsz = high - low + 1;
}

/* Nothing in use after the boot may meet anything else; moved modules meet no old place either. */
static bool plan_sound(const struct plan_input *in)
{
	struct mem_range r[BOOT_MAX_MODULES + 8];
	unsigned int n = 0;

	r[n++] = plan.kmem;
	r[n++] = plan.info;
	for (unsigned int i = 0; i < IMAGE_COUNT; i++)
		r[n++] = plan_image_pages(&images[i]);
	for (unsigned int i = IMAGE_COUNT; i < in->module_count; i++) {
		u64 start = plan.dest[i];

		if (modules[i].size)
			r[n++] = (struct mem_range){start, (start + modules[i].size - 1) | 4095};
	}
	for (unsigned int i = 0; i < n; i++) {
		if (!memmap_is_usable(&map, r[i].low, r[i].high))
			return false;
		for (unsigned int j = 0; j < i; j++) {
			if (range_meets(r[i].low, r[i].high, r[j].low, r[j].high))
				return false;
		}
	}
	for (unsigned int i = 0; i < in->module_count; i++) {
		u64 start = plan.dest[i];

		for (unsigned int j = 0; j < in->module_count && start != modules[i].start; j++) {
			if (range_meets(start, start + modules[i].size - 1, modules[j].start,
					modules[j].start + modules[j].size - 1))
				return false;
		}
	}
	return true;
}

static struct plan_input input(unsigned int count, u64 kmem)
{
	struct plan_input in = {
		.map = &map,
		.limits = &limits,
		.self = {24 * MIB, 24 * MIB + 0x1ffff},
		.image = images,
		.module = modules,
		.module_count = count,
		.kmem_size = kmem,
		.info_size = 3000,
	};

	set_image(IMAGE_KERNEL, MIB, MIB + 0x2ffff);
	set_image(IMAGE_SIGMA0, 4 * MIB, 4 * MIB + 0x8123);
	set_image(IMAGE_ROOT, 8 * MIB, 8 * MIB + 0x20000);
	for (unsigned int i = 0; i < count; i++) {
		modules[i].start = 24 * MIB + 0x20000 + i * 0x10000;
		modules[i].size = 0x8001 + i;
	}
	return in;
}

static void test_plan(void)
{
	static const u64 ram[] = {32 * MIB, 64 * MIB, 128 * MIB, 1024 * MIB, 3072 * MIB};
	static const u64 least[] = {8 * MIB, 16 * MIB, 16 * MIB, 64 * MIB, 192 * MIB};
	struct plan_input in = input(20, 0);
	bool good = true;

	for (unsigned int i = 0; i < 5; i++) {
		pc_map(ram[i]);
		good &= !plan_check_images(&plan, &in) && !plan_make(&plan, &in) && plan_sound(&in);
		good &= plan.kmem.high - plan.kmem.low + 1 >= least[i] &&
			plan.kmem.high < 240 * MIB;
	}
	report("plan-sizes", good);
	pc_map(64 * MIB);
	in.kmem_size = 5 * MIB + 1;
	report("plan-kmem-option", !plan_make(&plan, &in) && plan_sound(&in) &&
					   plan.kmem.high - plan.kmem.low + 1 == 5 * MIB + 4096);
	in.kmem_size = 63 * MIB;
	report("plan-kmem-too-large", plan_make(&plan, &in) != NULL);
	in = input(5, 0);
	modules[0].start = MIB;		 /* where the kernel goes */
	modules[3].start = 0x10000;	 /* below 1 MiB */
	modules[4].start = 30 * MIB + 1; /* not page aligned */
	good = !plan_make(&plan, &in) && plan_sound(&in) && plan.dest[0] != modules[0].start &&
	       plan.dest[1] == modules[1].start && plan.dest[3] >= MIB && !(plan.dest[4] & 4095);
	report("plan-moves", good);
	pc_map(32 * MIB);
	in = input(4, 0);
	modules[3].size = 7 * MIB; /* kernel memory must give way */
	report("plan-tight", !plan_make(&plan, &in) && plan_sound(&in));
	in.module_count = 1;
	in.info_size = 60 * MIB;
	report("plan-no-info", plan_make(&plan, &in) != NULL);
}

static void test_plan_images(void)
{
	struct plan_input in = input(3, 0);
	bool good;

	pc_map(64 * MIB);
	set_image(IMAGE_ROOT, 4 * MIB + 0x8200, 4 * MIB + 0x9000); /* shares a page with sigma0 */
	good = plan_check_images(&plan, &in) && plan.bad_module == IMAGE_ROOT;
	set_image(IMAGE_ROOT, 0x9f000, 0x9f100);
	good &= plan_check_images(&plan, &in) != NULL;
	set_image(IMAGE_ROOT, 24 * MIB, 24 * MIB + 1);
	good &= plan_check_images(&plan, &in) != NULL;
	set_image(IMAGE_ROOT, 0, 0x2000);
	good &= plan_check_images(&plan, &in) != NULL;
	set_image(IMAGE_ROOT, 80 * MIB, 80 * MIB);
	good &= plan_check_images(&plan, &in) != NULL;
	set_image(IMAGE_ROOT, MIB + 0x10000, 2 * MIB);
	good &= plan_check_images(&plan, &in) && plan.bad_module == IMAGE_ROOT;
	set_image(IMAGE_ROOT, 8 * MIB, 9 * MIB);
	good &= !plan_check_images(&plan, &in);
	report("plan-images", good);
}

int main(int argc, char **argv)
{
	seed = argc > 1 ? strtoull(argv[1], NULL, 0) : 1;
	test_pc();
	test_high_ranges();
	test_rounding();
	test_contradiction();
	test_limit();
	test_fit();
	test_find();
	test_plan();
	test_plan_images();
	printf("DONE pass=%u fail=%u\n", test_no - failures, failures);
	return failures != 0;
}
