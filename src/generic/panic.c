/* SPDX-License-Identifier: BSD-2-Clause */
/* panic.c - the kernel's last words: reason, thread, registers, backtrace. */
#include "arch.h"
#include "assert.h"
#include "compiler.h"
#include "kdb.h"
#include "percpu.h"
#include "platform.h"
#include "print.h"
#include "tcb.h"

#define BACKTRACE_MAX	32

extern char arch_image_start[], arch_image_text_end[];

struct ksym {
	word_t address;
	word_t name;		/* offset in ksym_names */
};

/* Made from the linked kernel by ci/ksyms, addresses ascending. */
extern const word_t ksym_count;
extern const struct ksym ksym_table[];
extern const char ksym_names[];

/* The function that contains address, or NULL. */
static __cold const struct ksym *find_symbol(word_t address)
{
	word_t low = 0, high = ksym_count;

	while (low < high) {
		word_t middle = (low + high) / 2;

		if (ksym_table[middle].address <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? NULL : &ksym_table[low - 1];
}

__cold void ksym_show(word_t address)
{
	const struct ksym *s = find_symbol(address);

	if (s == NULL)
		kprintf("  %p\n", (void *)address);
	else
		kprintf("  %p %s+%zx\n", (void *)address, ksym_names + s->name,
			(size_t)(address - s->address));
}

__cold bool backtrace_scan_word(word_t address, bool (*is_call)(word_t address),
				void (*show)(word_t address))
{
	if (address - (word_t)arch_image_start >=
	    (word_t)(arch_image_text_end - arch_image_start) || !is_call(address))
		return false;
	show(address);
	return true;
}

__cold void backtrace_scan(word_t sp, bool (*on_stack)(word_t address),
			   bool (*is_call)(word_t address), void (*show)(word_t address))
{
	unsigned shown = 0;

	for (; on_stack(sp) && shown < BACKTRACE_MAX; sp += sizeof(word_t))
		shown += backtrace_scan_word(*(const word_t *)sp, is_call, show);
}

static __cold void print_thread(void)
{
	const struct tcb *t = arch_self()->current;

	if (t == NULL || tid_is_nil(t->gid))
		return;			/* early in boot, or idle */
	kprintf("current thread %p, its user registers:\n", (void *)t->gid.raw);
	arch_frame_print((const struct arch_frame *)t);
}

/*
 * Each further panic, caused by printing the one before, says less.  What is most likely to be
 * broken comes last.
 */
void panic(const char *fmt, ...)
{
	static unsigned depth;
	va_list ap;

	arch_irq_off();
	depth++;
	if (depth <= 2) {
		kprintf("\nPANIC: ");
		va_start(ap, fmt);
		kvprintf(fmt, ap);
		va_end(ap);
		kprintf("\n");
	}
	if (depth == 1) {
		kprintf("backtrace:\n");
		arch_backtrace(ksym_show);
		print_thread();
		if (IS_ENABLED(CONFIG_KDB_ON_PANIC))
			kdb_enter("panic", NULL);
	}
	platform_reset(PLATFORM_FAIL);
}
