/* SPDX-License-Identifier: BSD-2-Clause */
/* load.c - carry out the plan: move modules, load the programs. */
#include "boot.h"
#include "boot_lib.h"

void boot_move_modules(struct boot_env *env, const struct plan *plan)
{
	for (unsigned n = 0; n < env->module_count; n++) {
		struct boot_module *m = &env->module[n];

		if (plan->dest[n] == m->start)
			continue;
		memcpy(arch_phys(plan->dest[n]), arch_phys(m->start), (size_t)m->size);
		m->start = plan->dest[n];
	}
}

void boot_load(const struct elf_image *image, bool verbose)
{
	for (unsigned i = 0; i < image->count; i++) {
		const struct elf_segment *s = &image->seg[i];
		u8 *to = arch_phys(s->paddr);

		if (verbose)
			boot_print("    segment 0x%08llx - 0x%08llx, 0x%llx bytes from the file\n",
				   s->paddr, s->paddr + (s->memsz - 1), s->filesz);
		memcpy(to, image->data + s->offset, (size_t)s->filesz);
		memset(to + s->filesz, 0, (size_t)(s->memsz - s->filesz));
		arch_sync_code(s->paddr, s->memsz);
	}
}
