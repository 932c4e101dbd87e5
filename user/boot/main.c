/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - the boot program: check and load the modules, describe the machine, start the kernel. */

/*
 * Modules: kernel, sigma0, root task, then any others, which are left as they are for the root
 * task.  Options on the boot program's own command line (options.h): maxmem=SIZE kmem=SIZE verbose
 * quiet.
 *
 * Kernel memory is, unless kmem= says otherwise, a sixteenth of the memory, at least 16 MiB and at
 * most 5/16 of it, near the top of the range the kernel can use; less if images leave no room.
 *
 * Everything is checked and planned before the first byte is moved.  What the kernel finds is
 * described in X2:booting.
 */
#include "boot.h"
#include "boot_lib.h"
#include "bootinfo.h"
#include "desc.h"
#include "kip.h"
#include "options.h"

/* Descriptors a kernel may want to add itself: its image, the user address range, spare. */
#define KERNEL_SLOTS 4

static const char *const image_role[IMAGE_COUNT] = {"kernel", "sigma0", "root task"};

static struct boot_options options;
static struct elf_image image[IMAGE_COUNT];
static struct kip kip;
static struct plan plan;
static struct desc_list descs;

static void read_options(const struct boot_env *env)
{
	char bad[64];

	options_parse(&options, env->cmdline, bad, sizeof(bad));
	if (!options.quiet)
		boot_print("\nPecan boot: %u modules, options: %s\n", env->module_count,
			   env->cmdline);
	if (bad[0])
		boot_print("Pecan boot: warning: option \"%s\" is not understood; options are "
			   "maxmem=SIZE kmem=SIZE verbose quiet\n",
			   bad);
}

static unsigned kib(u64 size)
{
	return (unsigned)((size + 1023) >> 10);
}

static void check_memory(struct boot_env *env)
{
	u64 usable;

	if (options.maxmem && !memmap_limit(&env->map, options.maxmem))
		boot_fail("the memory map has too many entries for maxmem=");
	usable = memmap_usable(&env->map, ~0ull);
	if (usable == 0)
		boot_fail("the firmware reports no usable memory");
	if (!options.quiet)
		boot_print("Pecan boot: %u KiB of usable memory in %u map entries\n", kib(usable),
			   env->map.count);
	for (unsigned i = 0; options.verbose && i < env->map.count; i++) {
		const struct mem_entry *e = &env->map.e[i];

		boot_print("    0x%012llx - 0x%012llx type %u%s\n", e->low, e->high, e->type,
			   e->type == MEM_USABLE   ? " (usable)"
			   : e->type == MEM_BEYOND ? " (beyond maxmem)"
						   : "");
	}
}

static void check_module(const struct boot_env *env, unsigned n)
{
	const struct boot_module *m = &env->module[n];
	const char *defect;

	if (n >= env->module_count)
		boot_fail("module %u (%s) is missing; needed are kernel, sigma0, root task, in "
			  "this order",
			  n, image_role[n]);
	defect = elf_check(&image[n], arch_phys(m->start), m->size, &arch_target);
	if (!defect)
		return;
	if (image[n].bad >= 0)
		boot_fail("module %u (%s, %s): program header %u: %s", n, image_role[n], m->name,
			  (unsigned)image[n].bad, defect);
	boot_fail("module %u (%s, %s): %s", n, image_role[n], m->name, defect);
}

static void find_kip(const struct boot_env *env)
{
	const char *defect = kip_find(&kip, &image[IMAGE_KERNEL]);

	if (defect)
		boot_fail("module 0 (kernel, %s): %s", env->module[IMAGE_KERNEL].name, defect);
	if (!options.quiet)
		boot_print("Pecan boot: kernel interface page at 0x%llx, %u-bit, version 0x%08x, "
			   "%u memory descriptors\n",
			   kip.phys, kip.bytes * 8, (unsigned)kip_get(&kip, KIP_API_VERSION),
			   kip.slots);
	for (unsigned n = IMAGE_SIGMA0; n < IMAGE_COUNT; n++) {
		if (image[n].bytes > kip.bytes)
			boot_fail("module %u (%s, %s): a 64-bit program for a 32-bit kernel", n,
				  image_role[n], env->module[n].name);
	}
}

static void fail_plan(const struct boot_env *env, const char *defect)
{
	int n = plan.bad_module;

	if (n < 0)
		boot_fail("%s (%s)", defect,
			  options.kmem ? "try a smaller kmem=" : "too little memory?");
	if (plan.bad.high == 0)
		boot_fail("module %u (%s), %u KiB: %s", (unsigned)n, env->module[n].name,
			  kib(env->module[n].size), defect);
	boot_fail("module %u (%s, %s): 0x%llx - 0x%llx %s", (unsigned)n, image_role[n],
		  env->module[n].name, plan.bad.low, plan.bad.high, defect);
}

/* Write boot info and what arch adds behind it; with @buf NULL only count.  The bytes of both. */
static u64 build_info(const struct boot_env *env, u8 *buf, u64 room, u64 phys, u64 *extra_at)
{
	struct bootinfo_writer w;
	struct boot_info to = {.env = env, .image = image, .phys = phys};
	struct boot_record record;
	u64 extra = arch_build_info(&to, &record);
	u64 size;

	bootinfo_begin(&w, buf, room, kip.bytes, kip.big);
	for (unsigned n = IMAGE_COUNT; n < env->module_count; n++)
		bootinfo_module(&w, env->module[n].start, env->module[n].size,
				env->module[n].cmdline);
	for (unsigned n = 0; n < IMAGE_COUNT; n++)
		bootinfo_program(&w, &image[n], n, env->module[n].cmdline);
	if (buf) {
		to.buf = buf + *extra_at;
		to.phys = phys + *extra_at;
		arch_build_info(&to, &record);
	}
	if (record.type != BOOT_NO_RECORD)
		bootinfo_words(&w, record.type, record.word, record.count);
	size = align_up(bootinfo_end(&w), 16);
	*extra_at = size;
	return size + extra;
}

/* The memory that this program occupies. */
extern char boot_image_start[], boot_image_end[];

static void make_plan(const struct boot_env *env)
{
	u64 extra_at = 0;
	struct plan_input in = {
		.map = &env->map,
		.limits = kip.bytes == 4 ? &arch_limits32 : &arch_limits64,
		.self = {arch_phys_of(boot_image_start), arch_phys_of(boot_image_end) - 1},
		.image = image,
		.module = env->module,
		.module_count = env->module_count,
		.kmem_size = options.kmem,
	};
	const char *defect = plan_check_images(&plan, &in);

	in.info_size = build_info(env, NULL, 0, 0, &extra_at);
	if (!defect)
		defect = plan_make(&plan, &in);
	if (defect)
		fail_plan(env, defect);
	if (!options.quiet)
		boot_print("Pecan boot: kernel memory 0x%08llx - 0x%08llx, %u KiB\n", plan.kmem.low,
			   plan.kmem.high, kib(plan.kmem.high - plan.kmem.low));
}

/* When the files of the programs move, the checked images change only in where their bytes are. */
static void load_all(struct boot_env *env)
{
	boot_move_modules(env, &plan);
	for (unsigned n = 0; n < env->module_count; n++) {
		const struct boot_module *m = &env->module[n];

		if (n < IMAGE_COUNT) {
			image[n].data = arch_phys(m->start);
			if (!options.quiet)
				boot_print(
					"Pecan boot: %s 0x%08llx - 0x%08llx, entry 0x%08llx: %s\n",
					image_role[n], image[n].low, image[n].high, image[n].entry,
					m->cmdline);
			boot_load(&image[n], options.verbose);
		} else if (!options.quiet) {
			boot_print("Pecan boot: module %u 0x%08llx, 0x%llx bytes: %s\n", n,
				   m->start, m->size, m->cmdline);
		}
	}
	kip.page = arch_phys(kip.phys);
}

static u64 write_info(const struct boot_env *env)
{
	u64 room = plan.info.high - plan.info.low + 1;
	u8 *buf = arch_phys(plan.info.low);
	u64 extra_at = 0;

	build_info(env, NULL, 0, 0, &extra_at);
	memset(buf, 0, (size_t)room);
	if (build_info(env, buf, room, plan.info.low, &extra_at) > room)
		boot_fail("boot info does not fit its place");
	kip_set(&kip, KIP_BOOT_INFO, plan.info.low);
	return plan.info.low + extra_at;
}

static void list_descriptors(const struct boot_env *env)
{
	struct mem_range r;

	desc_init(&descs, kip_page_size(&kip), kip.bytes);
	desc_add(&descs, 0, ~0ull, DESC_SHARED);
	desc_add_map(&descs, &env->map);
	for (unsigned n = 0; arch_shared_range(n, &r); n++)
		desc_add(&descs, r.low, r.high, DESC_SHARED);
	desc_add(&descs, plan.kmem.low, plan.kmem.high, DESC_RESERVED);
	for (unsigned n = IMAGE_SIGMA0; n < IMAGE_COUNT; n++)
		desc_add(&descs, image[n].low, image[n].high, DESC_SERVER);
	for (unsigned n = IMAGE_COUNT; n < env->module_count; n++) {
		const struct boot_module *m = &env->module[n];

		if (m->size)
			desc_add(&descs, m->start, m->start + (m->size - 1), DESC_MODULE);
	}
	desc_add(&descs, plan.info.low, plan.info.high, DESC_BOOT_INFO);
}

static void write_descriptors(void)
{
	unsigned slots = kip.slots < 4 * KERNEL_SLOTS ? kip.slots : kip.slots - KERNEL_SLOTS;
	unsigned wanted = descs.count;
	int lost = desc_fit(&descs, slots);

	if (lost < 0)
		boot_fail("the kernel has room for %u memory descriptors, too few to protect the "
			  "servers, "
			  "modules and kernel memory",
			  kip.slots);
	if (descs.count < wanted)
		boot_print(
			"Pecan boot: warning: the kernel has room for %u memory descriptors of %u; "
			"%u joined, %u left out\n",
			slots, wanted, wanted - descs.count - (unsigned)lost, (unsigned)lost);
	for (unsigned i = 0; i < descs.count; i++) {
		const struct desc *d = &descs.d[i];

		kip_set_descriptor(&kip, i, d->low, d->high, d->type);
		if (options.verbose)
			boot_print("    descriptor %u: 0x%012llx - 0x%012llx type 0x%02x\n", i,
				   d->low, d->high, d->type);
	}
	kip_set_descriptor_count(&kip, descs.count);
}

/* Whole pages: no image shares one with another. */
static void patch_server(unsigned n, unsigned word)
{
	u64 page = kip_page_size(&kip);

	kip_set_server(&kip, word, &image[n], align_down(image[n].low, page),
		       image[n].high | (page - 1));
}

void boot_main(struct boot_env *env)
{
	u64 info;

	read_options(env);
	check_memory(env);
	for (unsigned n = 0; n < IMAGE_COUNT; n++)
		check_module(env, n);
	find_kip(env);
	make_plan(env);
	load_all(env);
	info = write_info(env);
	list_descriptors(env);
	write_descriptors();
	patch_server(IMAGE_SIGMA0, KIP_SIGMA0);
	patch_server(IMAGE_ROOT, KIP_ROOT);
	boot_print("Pecan boot: starting the kernel at 0x%llx\n", image[IMAGE_KERNEL].entry);
	arch_sync_code(kip.phys, KIP_ALIGN);
	arch_enter(image[IMAGE_KERNEL].entry, info);
}
