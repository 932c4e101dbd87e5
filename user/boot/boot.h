/* SPDX-License-Identifier: BSD-2-Clause */
/* boot.h - what the parts of the boot program share: console, environment, contract with arch/. */
#ifndef BOOT_H
#define BOOT_H

#include "boot_types.h"
#include "memmap.h"
#include "plan.h"

#define BOOT_LINE_MAX	 1024  /* of one command line; longer ones are cut */
#define BOOT_STRINGS_MAX 32768 /* of all command lines */

/* What the firmware or the loader before us said, copied out of its memory. */
struct boot_env {
	const char *cmdline; /* our own, never NULL */
	struct memmap map;
	unsigned module_count;
	struct boot_module module[BOOT_MAX_MODULES];
};

/* What arch_build_info knows. */
struct boot_info {
	const struct boot_env *env;
	const struct elf_image *image; /* as the programs are loaded */
	void *buf;		       /* where to write */
	u64 phys;		       /* the physical address of that */
};

/* A boot info record the arch part adds. */
#define BOOT_NO_RECORD (~0u)

struct boot_record {
	unsigned type;
	unsigned count;
	u64 word[4];
};

/* print.c: %s %c %u %x %llx %%, with a width and leading zeros for numbers. */
void boot_print(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* Print the problem after "Pecan boot: error: " and stop the machine. */
void boot_fail(const char *fmt, ...) __attribute__((format(printf, 1, 2), noreturn));

/* main.c: called by arch with everything in @env; never returns. */
void boot_main(struct boot_env *env) __attribute__((noreturn));

/*
 * env.c: copy a string of the firmware; too long ones are cut, with a message.  Never NULL.
 */
const char *boot_copy_string(const char *s);
/* Append a module; fails the boot when there are too many.  @cmdline has been copied. */
void boot_add_module(struct boot_env *env, u64 start, u64 size, const char *cmdline);

/*
 * modules_builtin.c: add the modules that are linked into this program, and set env->cmdline from
 * the machine's only command line.  Only on boards without a loader of modules.
 */
void boot_add_builtin(struct boot_env *env, const char *line);

/* load.c: move modules as planned, load the programs. */
void boot_move_modules(struct boot_env *env, const struct plan *plan);
void boot_load(const struct elf_image *image, bool verbose);

/*
 * Contract: what arch/<cpu> supplies beside the code that calls boot_main.
 */

extern const struct elf_target arch_target;
extern const struct plan_limits arch_limits32; /* for a kernel with a 32-bit interface */
extern const struct plan_limits arch_limits64;

/* One character to every console there is, waiting a bounded time. */
void arch_putc(char c);

/* Report failure to whoever watches the machine, and halt. */
void arch_stop(void) __attribute__((noreturn));

/* Where the boot program sees physical memory. */
void *arch_phys(u64 addr);

/* And back: the physical address of a part of the boot program. */
u64 arch_phys_of(const void *p);

/* Make loaded code visible to instruction fetch. */
void arch_sync_code(u64 addr, u64 size);

/* Memory-mapped ranges at fixed places any user may have; @n counts from 0.  False: no more. */
bool arch_shared_range(unsigned n, struct mem_range *range);

/*
 * What the kernel or root task get beside boot info.  Called twice: with @to->buf NULL for the size
 * in bytes, then to write it there, modules being at their final places.  Fills @record; a type of
 * BOOT_NO_RECORD says that there is none.
 */
u64 arch_build_info(const struct boot_info *to, struct boot_record *record);

/* Enter the kernel at @entry, with what arch_build_info wrote at @info. */
void arch_enter(u64 entry, u64 info) __attribute__((noreturn));

#endif
