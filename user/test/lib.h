/* SPDX-License-Identifier: BSD-2-Clause */
/* lib.h - what a test can use: checks, threads, spaces, messages, memory. */
#ifndef TEST_LIB_H
#define TEST_LIB_H

#include <l4/ipc.h>
#include <l4/kip.h>
#include <l4/misc.h>
#include <l4/schedule.h>
#include <l4/space.h>
#include <l4/thread.h>
#include <pecan/cpu.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "test_arch.h"

typedef L4_Word_t word_t;
typedef L4_ThreadId_t tid_t;

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))
#define ALL_ONES      (~(word_t)0)

/* --- tables ------------------------------------------------------------------------------ */

/* One statement of the specification: where it stands there, the code and its parameter. */
struct test {
	const char *name;
	const char *section;
	void (*run)(word_t arg);
	word_t arg;
	unsigned limit_ms; /* 0: DEFAULT_LIMIT_MS */
};

struct topic {
	const char *name;
	const struct test *tests;
	size_t count;
};

#define TOPIC(symbol, text) const struct topic topic_##symbol = {text, tests, ARRAY_SIZE(tests)}

#define DEFAULT_LIMIT_MS 4000

/* --- verdicts ---------------------------------------------------------------------------- */

/* End the running test; any thread of it may call these, in whatever space it runs. */
__attribute__((noreturn)) void test_fail(const char *file, int line, const char *what);
__attribute__((noreturn)) void test_fail_eq(const char *file, int line, const char *what,
					    word_t got, word_t want);
__attribute__((noreturn)) void test_skip(const char *why);

#define CHECK(c) ((c) ? (void)0 : test_fail(__FILE__, __LINE__, #c))

#define CHECK_EQ(got, want) check_eq((word_t)(got), (word_t)(want), __FILE__, __LINE__, #got)

static inline void check_eq(word_t got, word_t want, const char *file, int line, const char *what)
{
	if (got != want)
		test_fail_eq(file, line, what, got, want);
}

/* c becomes true within two seconds; the machine may be an emulator with other things to do. */
#define CHECK_SOON(c)                                               \
	do {                                                        \
		for (unsigned soon = 0; soon < 400 && !(c); soon++) \
			sleep_us(5000);                             \
		CHECK(c);                                           \
	} while (0)

/* got lies in [low, high]. */
#define CHECK_IN(got, low, high) \
	check_in((word_t)(got), (word_t)(low), (word_t)(high), __FILE__, __LINE__, #got)

static inline void check_in(word_t got, word_t low, word_t high, const char *file, int line,
			    const char *what)
{
	if (got < low || got > high)
		test_fail_eq(file, line, what, got, got < low ? low : high);
}

/*
 * The time got is at least low, and not above high.  Being late may be the fault of a busy host
 * under an emulator: the runner then tries the test again a few times.
 */
#define CHECK_TIME(got, low, high) \
	check_time((word_t)(got), (word_t)(low), (word_t)(high), __FILE__, __LINE__, #got)

__attribute__((noreturn)) void test_late(const char *file, int line, const char *what, word_t got,
					 word_t limit);

static inline void check_time(word_t got, word_t low, word_t high, const char *file, int line,
			      const char *what)
{
	if (got < low)
		test_fail_eq(file, line, what, got, low);
	if (got > high)
		test_late(file, line, what, got, high);
}

void sleep_us(uint64_t us);

/* --- threads ----------------------------------------------------------------------------- */

#define MAX_THREADS 48
#define STACK_SIZE  16384

/* Priorities: the runner has 255.  Tests and their threads start with PRIO_TEST. */
#define PRIO_PAGER 250
#define PRIO_TEST  150

typedef void (*body_t)(void *arg);

/* A thread of the running test.  Lives in memory that all spaces of the suite share. */
struct thread {
	tid_t id;	      /* global id */
	struct thread *where; /* any thread of the same space; itself if first; NULL: ours */
	body_t fn;
	void *arg;
	bool plain; /* leaves its TCRs as the kernel made them */
	bool used;
	volatile bool started;
	volatile bool done; /* fn has returned */
	tid_t local;	    /* valid once started */
};

/* Values of spawn.where besides a thread: NULL is the suite's own, privileged, space. */
#define NEW_SPACE ((struct thread *)1)

struct spawn {
	struct thread *where;
	tid_t pager;   /* nil: the suite's pager, which maps the suite one to one */
	word_t prio;   /* 0: PRIO_TEST */
	bool inactive; /* create only */
	bool waiting;  /* activate, but send no start message */
	bool plain;    /* default TCRs; otherwise exceptions fail the test */
};

/* Create, and unless told otherwise start, a thread. */
struct thread *spawn(struct spawn how, body_t fn, void *arg);
#define SPAWN(fn, arg, ...) spawn((struct spawn){__VA_ARGS__}, fn, arg)

/* A thread of our own space, or of a new one, that runs fn(arg). */
struct thread *run_local(body_t fn, void *arg);
struct thread *run_space(body_t fn, void *arg);

/* A thread that begins at `entry`, code that sets *started; its first SP. */
word_t run_entry(void (*entry)(void), volatile word_t *started);

/* Reserve a thread structure: id and UTCB location, nothing in the kernel yet. */
struct thread *thread_reserve(struct thread *where, body_t fn, void *arg);

/* Start message from the caller to a thread that waits for it. */
void thread_start(struct thread *t);

/* Where t's UTCB lies in its space, as ThreadControl wants it, and t's local id there. */
word_t thread_utcb(const struct thread *t);
tid_t thread_local_id(const struct thread *t);
word_t thread_sp(const struct thread *t);
void thread_entry(void);

/* Wait until t has done what it was spawned for. */
void thread_join(struct thread *t);
void thread_kill(struct thread *t);

/* Result of Schedule without changing anything; wait until it is `state`. */
word_t thread_state(tid_t id);
void thread_await(tid_t id, word_t state);
void thread_await_unstarted(tid_t id);

/* Delete all threads of the running test; what the runner does afterwards, too. */
void threads_reset(void);

/* ... all but the caller. */
void threads_reset_others(void);

/* Ids that name no thread: never created, and t's with another version. */
tid_t bogus_id(void);
tid_t stale_id(tid_t id);

extern tid_t runner_id; /* the root task's first thread: scheduler of all others */
extern tid_t pager_id;
extern void *kip;

/* --- system calls with checked results --------------------------------------------------- */

#define UTCB_NONE ((void *)ALL_ONES)

/* ThreadControl that must succeed; that must fail with this error. */
void thread_control(tid_t dest, tid_t space, tid_t scheduler, tid_t pager, word_t utcb);
void thread_control_fails(tid_t dest, tid_t space, tid_t scheduler, tid_t pager, word_t utcb,
			  word_t error);

/* Give the space of `id` the areas all spaces of the suite have. */
void space_init(tid_t id);
L4_Fpage_t space_kip_area(void);
L4_Fpage_t space_utcb_area(void);
unsigned space_slots(void);

void set_prio(tid_t id, word_t prio);

/* All of ExchangeRegisters' results. */
struct exregs {
	tid_t result;
	word_t control, sp, ip, flags, handle;
	tid_t pager;
};

#define EX_H	   0x001u
#define EX_R	   0x002u
#define EX_S	   0x004u
#define EX_SP	   0x008u
#define EX_IP	   0x010u
#define EX_FLAGS   0x020u
#define EX_HANDLE  0x040u
#define EX_PAGER   0x080u
#define EX_HALT	   0x100u /* h: H is meant */
#define EX_DELIVER 0x200u

struct exregs exregs(tid_t dest, word_t control, word_t sp, word_t ip, word_t flags, word_t handle,
		     tid_t pager);
struct exregs exregs_control(tid_t dest, word_t control);

/*
 * Is t not a thread of this space?  It has no local id then, or, if feature `pagerexregs` lets its
 * pager here ask, one that does not name it here.
 */
static inline bool in_other_space(tid_t t)
{
	tid_t local = exregs_control(t, 0).result;

	return L4_IsNilThread(local) ||
	       (L4_HasFeature("pagerexregs") && exregs_control(local, 0).result.raw != t.raw);
}

/* --- messages ---------------------------------------------------------------------------- */

#define TAG(label, u, t) ((word_t)(label) << 16 | (word_t)(t) << 6 | (word_t)(u))
#define TAG_P		 0x1000u
#define TAG_R		 0x2000u
#define TAG_X		 0x4000u
#define TAG_E		 0x8000u
#define TAG_U(tag)	 ((tag)&63)
#define TAG_T(tag)	 ((tag) >> 6 & 63)
#define TAG_LABEL(tag)	 ((tag) >> 16)

/* MR0 of a kernel protocol: number, four sub-bits, untyped words. */
#define PROTOCOL(n, sub, u) ((word_t)(L4_SignedWord_t)(n) * (1UL << 20) | (sub) << 16 | (u))

/* ErrorCode of a failed IPC. */
#define ERR(e, phase, offset) ((word_t)(offset) << 4 | (word_t)(e) << 1 | (phase))
#define SEND		      0u
#define RECEIVE		      1u
#define E_TIMEOUT	      1u
#define E_NONEXISTING	      2u
#define E_CANCELLED	      3u
#define E_OVERFLOW	      4u
#define E_XFER_OWN	      5u
#define E_XFER_PARTNER	      6u
#define E_ABORTED	      7u

#define NEVER L4_Timeouts(L4_Never, L4_Never)

/* One IPC: what to do, and all that came of it. */
struct ipc {
	tid_t to, from_spec;
	word_t timeouts;
	word_t mr[64];
	word_t br[33];
	unsigned brs; /* buffer registers to load; BR0 = 0 if there are none */
	word_t xfer_timeouts;
	tid_t virtual_sender;

	volatile bool returned;
	tid_t from;
	word_t out[64];
	word_t error;
	tid_t actual, intended;
	uint64_t began, ended; /* clock */
};

void ipc_do(struct ipc *c); /* in the calling thread */
void ipc_body(void *c);	    /* as the body of a thread */
void ipc_forever(void *c);  /* again and again until it fails */

/* A thread of our space that does this, once it is in this state. */
struct thread *run_ipc(struct ipc *c, word_t state);

/* Fill in MR0 and a recognisable pattern in MR1..MRu; check it. */
void ipc_fill(struct ipc *c, word_t label, unsigned u, word_t seed);
void ipc_check(const struct ipc *c, word_t label, unsigned u, word_t seed);
word_t ipc_pattern(word_t seed, unsigned i);

/* Answer an exception message with its own words, but for the IP: the thread goes on there. */
void ipc_answer(tid_t to, const struct ipc *message, word_t ip, unsigned words);

/* The IPC failed with exactly this ErrorCode and MR0 = E. */
void ipc_check_error(const struct ipc *c, word_t error);

/* Calls of the caller with an untyped message of one word. */
word_t send_word(tid_t to, word_t w, word_t timeouts); /* MR0 returned */
word_t recv_word(tid_t from, word_t *w, word_t timeouts);

word_t tag_error(word_t tag); /* ErrorCode if the tag says so, else 0 */

word_t map_item(word_t words[2], L4_Fpage_t f, word_t base); /* returns the first word */
word_t grant_item(word_t words[2], L4_Fpage_t f, word_t base);

/* --- time -------------------------------------------------------------------------------- */

uint64_t clock_us(void);
void spin_us(uint64_t us);
L4_Time_t ms(unsigned n);

/* --- memory ------------------------------------------------------------------------------ */

/*
 * Pages of the smallest size in which the suite keeps no data of its own; mapped one to one in our
 * space, fully accessible, and brought back by the runner before each test.  The suite's pager
 * maps them to other spaces, too.
 */
#define ARENA_PAGES 64
word_t arena(unsigned page);
word_t page_size(void);
unsigned page_bits(void);

/* Arena page n with these rights; all arena pages, each beginning with 0x1000 + its number. */
L4_Fpage_t page(unsigned n, word_t rights);
void number_pages(void);

/*
 * The next larger page size (log2), or 0; an aligned region of that size, all its pages ours.
 * big_arena_of(n) makes it the n-th size after that for the rest of the test, which is skipped if
 * there is no such size up to 16 MiB.
 */
unsigned big_bits(void);
word_t big_arena(void);
word_t big_arena_of(word_t n);

/* Addresses where nothing is mapped; the runner flushes them after each test. */
#define WINDOW	    0x70000000UL
#define WINDOW_BITS 26

/* Page n of the windows: its address, and as an fpage. */
word_t at(unsigned n);
L4_Fpage_t win(unsigned n, word_t rights);

#define WHOLE L4_CompleteAddressSpace
#define RWX   L4_FullyAccessible

#define WORD_AT(address) (*(volatile word_t *)(address))

L4_Fpage_t fpage(word_t base, unsigned log2, word_t rights);

/* --- code that runs in another thread ---------------------------------------------------- */

/* A thread that runs functions for the test, one after the other; in a new space, or in where's. */
struct thread *server_new(struct thread *where);
void ask(struct thread *server, body_t fn, void *arg);
void ask_begin(struct thread *server, body_t fn, void *arg);
void ask_end(struct thread *server);

/* --- page faults as a test sees them ------------------------------------------------------ */

/* One access, then a message to whoever is told: so that thread sees either that or a fault. */
struct touch {
	word_t address;
	word_t access; /* L4_Readable, L4_Writable or L4_eXecutable */
	word_t value;  /* read, or to be written */
	tid_t told;
	word_t fault; /* address of the last fault, for try_access */
	volatile bool finished;
};

void touch_body(void *touch);

/* Wait for a page fault of t: checks sender and form, gives the three values. */
struct fault {
	word_t rights, address, ip;
};

struct fault fault_wait(const struct thread *t);
void fault_reply_empty(const struct thread *t);
void fault_reply(const struct thread *t, L4_Fpage_t f, word_t base);

/* Does an access in the space of t succeed, or end in a page fault? */
bool can_access(struct thread *t, word_t address, word_t access);
bool can_read(struct thread *t, word_t address);
bool can_write(struct thread *t, word_t address);

/* The word at an address in the space of t, which must be readable. */
word_t peek(struct thread *t, word_t address);

/*
 * Map or grant f, with its rights, from our space to that of a server, which waits with this
 * acceptor.  The result is the tag it received.
 */
word_t map_to(struct thread *server, L4_Fpage_t f, word_t base, L4_Fpage_t window);
word_t grant_to(struct thread *server, L4_Fpage_t f, word_t base, L4_Fpage_t window);

/* The same from the space of one server to that of another. */
word_t map_between(struct thread *from, struct thread *to, L4_Fpage_t f, word_t base,
		   L4_Fpage_t window);
word_t grant_between(struct thread *from, struct thread *to, L4_Fpage_t f, word_t base,
		     L4_Fpage_t window);

/* Unmap in the space of a server (NULL: ours); control is the flush bit or 0. */
#define FLUSH 64u
L4_Fpage_t unmap_in(struct thread *server, L4_Fpage_t f, word_t control);

/* Thread numbers for threads made without spawn; the runner deletes what is left of them. */
word_t reserve_numbers(unsigned count);
void release_numbers(void);

#endif
