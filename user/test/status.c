/* SPDX-License-Identifier: BSD-2-Clause */
/* status.c - tests of the status bits that Unmap returns. */

#include "lib.h"

static struct thread *a, *b, *c;

/* Our page 0 in a, from there in b and c, all at WINDOW. */
static void tree(void)
{
	a = server_new(NEW_SPACE);
	b = server_new(NEW_SPACE);
	c = server_new(NEW_SPACE);
	map_to(a, page(0, RWX), WINDOW, WHOLE);
	map_between(a, b, win(0, RWX), WINDOW, WHOLE);
	map_between(a, c, win(0, RWX), WINDOW, WHOLE);
}

/* --- status bits (12.6) ------------------------------------------------------------------ */

#define R  L4_Readable
#define W  L4_Writable
#define X  L4_eXecutable
#define RW L4_ReadWriteOnly

/* R and X are one where the hardware does not tell (4.7): both are allowed then. */
static word_t status(struct thread *s, L4_Fpage_t f)
{
	return unmap_in(s, f, 0).raw & RW;
}

static void read_it(void *arg)
{
	(void)WORD_AT((word_t)arg);
}

static void write_it(void *arg)
{
	WORD_AT((word_t)arg) = 1;
}

static void status_word(word_t arg)
{
	L4_Fpage_t f;

	(void)arg;
	tree();
	f = unmap_in(a, win(0, 0), 0);
	CHECK_EQ(f.raw & ~0xfUL, win(0, 0).raw);
	CHECK_EQ(f.raw & 8, 0);
}

static void status_fresh(word_t arg)
{
	(void)arg;
	tree();
	CHECK_EQ(status(b, win(0, 0)), 0);
}

static void status_read(word_t arg)
{
	(void)arg;
	tree();
	status(b, win(0, 0));
	ask(b, read_it, (void *)WINDOW);
	CHECK_EQ(status(b, win(0, 0)), R);
	CHECK_EQ(status(b, win(0, 0)), 0);
}

static void status_write(word_t arg)
{
	(void)arg;
	tree();
	status(b, win(0, 0));
	ask(b, write_it, (void *)WINDOW);
	CHECK_EQ(status(b, win(0, 0)), RW);
	CHECK_EQ(status(b, win(0, 0)), 0);
	ask(b, read_it, (void *)WINDOW);
	CHECK_EQ(status(b, win(0, 0)), R);
	ask(b, write_it, (void *)WINDOW);
	CHECK_EQ(status(b, win(0, 0)), RW);
}

/* What the kernel does for a thread counts as well: a string read, and one written. */
static void status_string(word_t arg)
{
	static struct ipc out, in;

	(void)arg;
	tree();
	status(a, win(0, 0));
	in = (struct ipc){.from_spec = c->id, .timeouts = NEVER, .brs = 3};
	in.br[0] = 1;
	in.br[1] = (word_t)100 << 10;
	in.br[2] = WINDOW + 512;
	out = (struct ipc){.to = b->id, .timeouts = NEVER};
	out.mr[0] = TAG(0, 0, 2);
	out.mr[1] = (word_t)100 << 10;
	out.mr[2] = WINDOW;
	ask_begin(b, ipc_body, &in);
	ask_begin(c, ipc_body, &out);
	ask_end(c);
	ask_end(b);
	CHECK_EQ(tag_error(out.out[0]), 0);
	CHECK_EQ(status(c, win(0, 0)), R);
	CHECK_EQ(status(b, win(0, 0)), RW);
	CHECK_EQ(status(a, win(0, 0)), RW);
}

static void run_it(void *arg)
{
	arch_execute((word_t)arg);
}

static void status_execute(word_t arg)
{
	word_t bits;

	(void)arg;
	tree();
	arch_write_code(arena(0));
	unmap_in(b, win(0, 0), 0);
	ask(b, run_it, (void *)WINDOW);
	bits = unmap_in(b, win(0, 0), 0).raw & 7;
	CHECK(bits & (R | X));
	CHECK(!(bits & W));
	if (!(L4_PageRights(kip) & X))
		CHECK(bits & R);
}

/* Everybody above sees an access, siblings do not, and each has his own view to reset. */
static void status_recursive(word_t arg)
{
	(void)arg;
	tree();
	status(NULL, page(0, 0));
	ask(b, write_it, (void *)WINDOW);
	CHECK_EQ(status(c, win(0, 0)), 0);
	CHECK_EQ(status(a, win(0, 0)), RW);
	CHECK_EQ(status(NULL, page(0, 0)), RW);
}

/* A parent's query resets those below. */
static void status_reset_below(word_t arg)
{
	(void)arg;
	tree();
	ask(b, write_it, (void *)WINDOW);
	status(NULL, page(0, 0));
	CHECK_EQ(status(NULL, page(0, 0)), 0);
	CHECK_EQ(status(a, win(0, 0)), 0);
	CHECK_EQ(status(b, win(0, 0)), 0);
}

/* A child's query does not take the access away from its parents. */
static void status_child_query(word_t arg)
{
	(void)arg;
	tree();
	status(NULL, page(0, 0));
	ask(b, write_it, (void *)WINDOW);
	CHECK_EQ(status(b, win(0, 0)), RW);
	CHECK_EQ(status(b, win(0, 0)), 0);
	CHECK_EQ(status(a, win(0, 0)), RW);
	CHECK_EQ(status(NULL, page(0, 0)), RW);
}

/* What a removed mapping had seen is kept for its parent. */
static void status_removed(word_t who)
{
	tree();
	status(NULL, page(0, 0));
	ask(b, write_it, (void *)WINDOW);
	switch (who) {
	case 0:
		unmap_in(b, win(0, RWX), FLUSH);
		break;
	case 1:
		CHECK_EQ(unmap_in(a, win(0, RWX), 0).raw & RW, RW);
		break;
	default:
		thread_kill(b);
		break;
	}
	CHECK_EQ(status(NULL, page(0, 0)), RW);
	CHECK_EQ(status(NULL, page(0, 0)), 0);
}

static void status_of_flush(word_t arg)
{
	(void)arg;
	tree();
	status(b, win(0, 0));
	ask(b, write_it, (void *)WINDOW);
	CHECK_EQ(unmap_in(b, win(0, RWX), FLUSH).raw & RW, RW);
}

/* OR over all pages inside. */
static void status_or(word_t arg)
{
	L4_Fpage_t all = fpage(WINDOW, page_bits() + 3, 0);

	(void)arg;
	a = server_new(NEW_SPACE);
	map_to(a, fpage(arena(0), page_bits() + 3, RWX), WINDOW, WHOLE);
	status(a, all);
	ask(a, read_it, (void *)at(1));
	CHECK_EQ(status(a, all), R);
	ask(a, read_it, (void *)at(2));
	ask(a, write_it, (void *)at(6));
	CHECK_EQ(status(a, all), RW);
	CHECK_EQ(status(a, all), 0);
}

static void status_apart(word_t arg)
{
	(void)arg;
	a = server_new(NEW_SPACE);
	map_to(a, fpage(arena(0), page_bits() + 1, RWX), WINDOW, WHOLE);
	status(a, fpage(WINDOW, page_bits() + 1, 0));
	ask(a, write_it, (void *)at(1));
	CHECK_EQ(status(a, win(0, 0)), 0);
	CHECK_EQ(status(a, win(1, 0)), RW);
}

static void status_library(word_t arg)
{
	L4_Fpage_t f;

	(void)arg;
	L4_GetStatus(page(0, 0));
	(void)WORD_AT(arena(0));
	f = L4_GetStatus(page(0, 0));
	CHECK(L4_WasReferenced(f));
	CHECK(!L4_WasWritten(f));
	WORD_AT(arena(0)) = 2;
	f = L4_GetStatus(page(0, 0));
	CHECK(L4_WasReferenced(f));
	CHECK(L4_WasWritten(f));
}

static void big_status(word_t which)
{
	word_t big = big_arena_of(which);

	a = server_new(NEW_SPACE);
	map_to(a, fpage(big, big_bits(), RWX), WINDOW, WHOLE);
	status(NULL, fpage(big, big_bits(), 0));
	CHECK_EQ(status(a, fpage(WINDOW, big_bits(), 0)), 0);
	ask(a, write_it, (void *)at(9));
	CHECK_EQ(status(a, fpage(WINDOW, big_bits(), 0)), RW);
	CHECK_EQ(status(NULL, fpage(big, big_bits(), 0)), RW);
	CHECK_EQ(status(NULL, fpage(big, big_bits(), 0)), 0);
}

static const struct test tests[] = {
	{"word", "4.7", status_word},
	{"fresh", "4.7", status_fresh},
	{"read", "4.7", status_read},
	{"write", "4.7", status_write},
	{"execute", "15", status_execute},
	{"string", "4.7", status_string},
	{"recursive", "4.7", status_recursive},
	{"reset-below", "15", status_reset_below},
	{"child-query", "15", status_child_query},
	{"removed-by-child", "12.6", status_removed, 0},
	{"removed-by-parent", "12.6", status_removed, 1},
	{"removed-with-space", "12.6", status_removed, 2},
	{"flush", "4.7", status_of_flush},
	{"or", "4.7", status_or},
	{"apart", "4.7", status_apart},
	{"library", "14.7", status_library},
	{"big.status", "12.6", big_status, 0},
	{"big.status.2", "12.6", big_status, 1},
	{"big.status.3", "12.6", big_status, 2},
};

TOPIC(status, "status");
