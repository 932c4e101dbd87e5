/* SPDX-License-Identifier: BSD-2-Clause */
/* kdb.c - the kernel debugger: ways in, the command loop, breakpoints. */
#include "kdb.h"

#include "arch.h"
#include "bits.h"
#include "glue.h"
#include "kdb_commands.h"
#include "percpu.h"
#include "print.h"
#include "space.h"
#include "string.h"
#include "tcb.h"
#include "trace.h"

#define LINE_MAX	64
#define TYPED_MAX	16
#define BREAKPOINTS	8	/* at most; the CPU may have fewer */
#define KEY		0x1d	/* Ctrl-] */

struct command {
	const char *name, *arguments, *help;
	bool (*run)(const struct kdb_args *a);
};

static struct arch_frame *frame;	/* what was interrupted */
static bool active;			/* in kdb_enter */
static bool leaving;			/* a command wants the system to go on */
static word_t breakpoint[BREAKPOINTS];	/* address, 0: none */

/* Characters read for somebody else: the users' outside, the command line's inside. */
static char typed[TYPED_MAX];
static unsigned typed_count;

/* --- console ----------------------------------------------------------------------------- */

/* The oldest one is lost when there are too many. */
static void typed_put(char c)
{
	if (typed_count == TYPED_MAX)
		memmove(typed, typed + 1, --typed_count);
	typed[typed_count++] = c;
}

int kdb_read_char(void)
{
	char c;

	if (typed_count == 0)
		return platform_getc();
	c = typed[0];
	memmove(typed, typed + 1, --typed_count);
	return (unsigned char)c;
}

bool kdb_enough(void)
{
	int c = platform_getc();

	if (c >= 0 && c != 'q')
		typed_put((char)c);
	return c == 'q';
}

static char wait_char(void)
{
	int c;

	while ((c = kdb_read_char()) < 0)
		arch_relax();
	return (char)c;
}

static void read_line(char line[LINE_MAX])
{
	unsigned n = 0;
	char c;

	while ((c = wait_char()) != '\r' && c != '\n') {
		if ((c == '\b' || c == 0x7f) && n != 0) {
			n--;
			kprintf("\b \b");
		} else if (c >= ' ' && c < 0x7f && n < LINE_MAX - 1) {
			line[n++] = c;
			kprintf("%c", c);
		}
	}
	line[n] = '\0';
	kprintf("\n");
}

/* --- arguments --------------------------------------------------------------------------- */

static void split(char *line, struct kdb_args *a)
{
	a->count = 0;
	for (char *p = line; *p != '\0';) {
		if (*p == ' ') {
			*p++ = '\0';
			continue;
		}
		if (a->count < KDB_ARGS)
			a->word[a->count] = p;
		a->count++;
		while (*p != '\0' && *p != ' ')
			p++;
	}
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= ' ';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool kdb_number(const struct kdb_args *a, unsigned i, word_t *value)
{
	const char *p;

	if (i >= a->count || i >= KDB_ARGS)
		return false;
	p = a->word[i];
	if (p[0] == '0' && p[1] == 'x')
		p += 2;
	if (*p == '\0' || strlen(p) > WORD_BITS / 4)
		return false;
	for (*value = 0; *p != '\0'; p++) {
		if (digit(*p) < 0)
			return false;
		*value = *value << 4 | (word_t)digit(*p);
	}
	return true;
}

struct tcb *kdb_thread(word_t id)
{
	struct tcb *t = thread_lookup((tid_t){ id });

	return t != NULL ? t : thread_by_number(id);
}

struct space *kdb_space(word_t id)
{
	struct tcb *t;

	for (struct list *e = space_all.next; e != &space_all; e = e->next)
		if ((word_t)container_of(e, struct space, all_link) == id)
			return (struct space *)id;
	t = kdb_thread(id);
	return t != NULL ? t->space : NULL;
}

struct tcb *kdb_current(void)
{
	struct percpu *c = arch_self();

	return c->current == c->idle ? NULL : c->current;
}

struct arch_frame *kdb_frame(void)
{
	return frame;
}

void kdb_print_id(tid_t id)
{
	int width = WORD_BITS / 4;

	if (tid_is_nil(id))
		kprintf("%-*s", width, "nil");
	else if (tid_is_any(id))
		kprintf("%-*s", width, "any");
	else if (tid_is_anylocal(id))
		kprintf("%-*s", width, "anylocal");
	else
		kprintf("%p", (void *)id.raw);
}

/* --- breakpoints and steps --------------------------------------------------------------- */

static bool command_break(const struct kdb_args *a)
{
	word_t va;

	if (!kdb_number(a, 1, &va) || va == 0)
		return false;
	for (unsigned n = 0; n < BREAKPOINTS; n++) {
		if (breakpoint[n] != 0)
			continue;
		if (!glue_breakpoint_set(n, va))
			break;
		breakpoint[n] = va;
		kprintf("breakpoint %x at %p\n", n, (void *)va);
		return true;
	}
	kprintf("none left, or this CPU cannot stop there\n");
	return true;
}

static bool command_breaks(const struct kdb_args *a)
{
	(void)a;
	for (unsigned n = 0; n < BREAKPOINTS; n++) {
		if (breakpoint[n] == 0)
			continue;
		kprintf("%x", n);
		ksym_show(breakpoint[n]);
	}
	return true;
}

static void remove_breakpoint(word_t n)
{
	if (breakpoint[n] != 0)
		glue_breakpoint_clear((unsigned)n);
	breakpoint[n] = 0;
}

static bool command_clear(const struct kdb_args *a)
{
	word_t n;

	if (kdb_number(a, 1, &n)) {
		if (n < BREAKPOINTS)
			remove_breakpoint(n);
		return n < BREAKPOINTS;
	}
	for (n = 0; n < BREAKPOINTS; n++)
		remove_breakpoint(n);
	return a->count == 1;
}

static bool command_step(const struct kdb_args *a)
{
	struct tcb *t = kdb_current();

	(void)a;
	if (t == NULL || t->space == NULL)
		kprintf("no user thread is running\n");
	else if (!glue_single_step(t))
		kprintf("this CPU cannot step\n");
	else
		leaving = true;
	return true;
}

static bool command_where(const struct kdb_args *a)
{
	(void)a;
	if (frame != NULL)
		arch_frame_print(frame);
	kprintf("kernel:\n");
	arch_backtrace(ksym_show);
	return true;
}

/* --- leaving ----------------------------------------------------------------------------- */

static bool command_go(const struct kdb_args *a)
{
	(void)a;
	leaving = true;
	return true;
}

static bool command_reset(const struct kdb_args *a)
{
	(void)a;
	platform_reset(PLATFORM_REBOOT);
}

static bool command_off(const struct kdb_args *a)
{
	(void)a;
	platform_reset(PLATFORM_POWER_OFF);
}

/* --- the loop ---------------------------------------------------------------------------- */

static bool command_help(const struct kdb_args *a);

static __used bool command_no_trace(const struct kdb_args *a)
{
	(void)a;
	kprintf("this kernel records no events (CONFIG_TRACE)\n");
	return true;
}

static const struct command commands[] = {
	{ "h", "", "this list", command_help },
	{ "t", "", "all threads", kdb_threads },
	{ "T", "[ID]", "one thread in full: global id or number; the stopped one", kdb_one_thread },
	{ "q", "", "ready queues", kdb_ready },
	{ "o", "", "time-outs pending", kdb_timeouts },
	{ "i", "", "interrupts and their handlers", kdb_interrupts },
	{ "s", "", "address spaces", kdb_spaces },
	{ "p", "SPACE [VA]", "pages of a space (or of a thread's), or the way to one",
	  kdb_pages },
	{ "m", "PA", "who has the frame from whom", kdb_mappings },
	{ "k", "", "kernel memory by use", kdb_memory },
	{ "w", "", "where: registers and the kernel's stack", command_where },
	{ "r", "[FILTER [COUNT]]", "trace, newest last; FILTER: event or thread",
	  IS_ENABLED(CONFIG_TRACE) ? trace_show : command_no_trace },
	{ "f", "[MASK]", "events traced; bit by bit in MASK",
	  IS_ENABLED(CONFIG_TRACE) ? trace_filter : command_no_trace },
	{ "c", "", "conditions of the IPC fast path: how often refused and met",
	  IS_ENABLED(CONFIG_TRACE) ? trace_show_conditions : command_no_trace },
	{ "b", "VA", "breakpoint at user or kernel code", command_break },
	{ "bl", "", "list breakpoints", command_breaks },
	{ "bc", "[N]", "clear breakpoint N, or all", command_clear },
	{ "n", "", "let the stopped thread execute one instruction", command_step },
	{ "g", "", "go on", command_go },
	{ "reset", "", "start the machine again", command_reset },
	{ "off", "", "switch it off", command_off },
};

static void print_usage(const struct command *c)
{
	kprintf("%s %-*s  %s\n", c->name, 22 - (int)strlen(c->name), c->arguments, c->help);
}

static bool command_help(const struct kdb_args *a)
{
	(void)a;
	for (unsigned i = 0; i < ARRAY_SIZE(commands); i++)
		print_usage(&commands[i]);
	kprintf("Numbers are hexadecimal. q ends a long list.\n");
	return true;
}

static void run(const struct kdb_args *a)
{
	const struct command *c = NULL;

	if (a->count == 0)
		return;
	for (unsigned i = 0; i < ARRAY_SIZE(commands); i++)
		if (strcmp(commands[i].name, a->word[0]) == 0)
			c = &commands[i];
	if (c == NULL) {
		kprintf("there is no command %s; h lists them\n", a->word[0]);
	} else if (!c->run(a)) {
		kprintf("usage: ");
		print_usage(c);
	}
}

static void greet(const char *reason)
{
	const struct tcb *t = kdb_current();

	kprintf("\n--- kdb: %s; ", reason);
	if (t == NULL)
		kprintf("idle ---\n");
	else
		kprintf("thread %p at %p ---\n", (void *)t->gid.raw, (void *)glue_thread_ip(t));
	if (frame != NULL && !arch_frame_is_user(frame))
		ksym_show(*arch_frame_ip(frame));
}

void kdb_enter(const char *reason, struct arch_frame *f)
{
	char line[LINE_MAX];
	struct kdb_args a;

	if (active)		/* a breakpoint in what the debugger itself uses */
		return;
	active = true;
	leaving = false;
	frame = f;
	if (f == NULL && kdb_current() != NULL)
		frame = &kdb_current()->glue.frame;
	typed_count = 0;
	greet(reason);
	while (!leaving) {
		kprintf("kdb> ");
		read_line(line);
		split(line, &a);
		run(&a);
	}
	typed_count = 0;
	active = false;
}

void kdb_check_key(void)
{
	int irq = platform_console_irq();
	struct tcb *t = irq >= 0 ? thread_by_number((word_t)irq) : NULL;
	int c;

	if (t != NULL && thread_state(t) != THREAD_INACTIVE)
		return;
	while ((c = platform_getc()) >= 0) {
		if (c == KEY)
			kdb_enter("key", NULL);
		else
			typed_put((char)c);
	}
}
