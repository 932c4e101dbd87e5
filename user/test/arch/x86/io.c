/* SPDX-License-Identifier: BSD-2-Clause */
/* io.c - tests of I/O ports: who owns them, I/O faults, I/O flexpages. */

#include <l4/sigma0.h>

#include "lib.h"

/* Ports of the PC that do no harm: the POST code port and its neighbours. */
#define PORT 0x80
#define GRANTED 0x88 /* lost to us by a test */

static volatile word_t done;

struct access {
	uint16_t port;
	unsigned bytes;
	bool write;
};

static void access_port(void *arg)
{
	const struct access *a = arg;
	uint16_t port = a->port;
	uint32_t value = 0;

	if (a->bytes == 1 && a->write)
		outb(port, 0);
	else if (a->bytes == 1)
		inb(port);
	else if (a->bytes == 2)
		__asm__ volatile("inw %1, %w0" : "=a"(value) : "Nd"(port));
	else
		__asm__ volatile("inl %1, %0" : "=a"(value) : "Nd"(port));
	done = 1;
}

static struct access access;
static struct ipc message, answer;

/* Make the code of an access present in a space, so that only its port is missing. */
static void read_code(void *arg)
{
	(void)arg;
	(void)*(volatile char *)access_port;
	(void)*(volatile char *)&access;
	done = done;
}

static void touch_code(struct thread *server)
{
	ask(server, read_code, NULL);
}

/* A thread of another space, paged by us, that makes an access; its code is there already. */
static struct thread *space, *toucher;

static void start(uint16_t port, unsigned bytes)
{
	space = server_new(NEW_SPACE);
	done = 0;
	access = (struct access){ port, bytes, false };
	touch_code(space);
	toucher = SPAWN(access_port, &access, .where = space, .pager = L4_Myself());
}

static void await_io_fault(uint16_t port, unsigned log2)
{
	for (;;) {
		message = (struct ipc){ .from_spec = toucher->id,
					.timeouts = L4_Timeouts(L4_Never, ms(500)) };
		ipc_do(&message);
		CHECK_EQ(tag_error(message.out[0]), 0);
		if ((message.out[0] & ~0x70000UL) != PROTOCOL(-2, 0, 2))
			break;
		fault_reply(toucher, fpage(message.out[1] & ~0xfffUL, 12, 7),
			    message.out[1] & ~0xfffUL);
	}
	CHECK_EQ(message.out[0], PROTOCOL(-8, 6, 2));
	CHECK_EQ(message.out[1], L4_IoFpageLog2(port, (int)log2).raw);
	CHECK_IN(message.out[2], (word_t)access_port, (word_t)access_port + 256);
}

static void reply(L4_Fpage_t f, bool granted)
{
	answer = (struct ipc){ .to = toucher->id, .timeouts = L4_Timeouts(ms(500), L4_Never) };
	answer.mr[0] = TAG(0, 0, 2);
	if (granted)
		grant_item(&answer.mr[1], f, 0);
	else
		map_item(&answer.mr[1], f, 0);
	ipc_do(&answer);
	CHECK_EQ(tag_error(answer.out[0]), 0);
}

/* --- tests ------------------------------------------------------------------------------- */

static void feature(word_t arg)
{
	(void)arg;
	CHECK(L4_HasFeature("ioflexpages"));
}

static void privileged_owns_all(word_t port)
{
	access = (struct access){ (uint16_t)port, 1, false };
	done = 0;
	access_port(&access);
	CHECK_EQ(done, 1);
}

static void fault_message(word_t bytes)
{
	start(PORT, (unsigned)bytes);
	await_io_fault(PORT, bytes == 1 ? 0 : bytes == 2 ? 1 : 2);
	CHECK_EQ(done, 0);
}

static void fault_answered(word_t log2)
{
	start(PORT, 1);
	await_io_fault(PORT, 0);
	reply(L4_IoFpageLog2(PORT, (int)log2), false);
	thread_join(toucher);
	CHECK_EQ(done, 1);
}

static void fault_granted(word_t arg)
{
	(void)arg;
	start(GRANTED, 1);
	await_io_fault(GRANTED, 0);
	reply(L4_IoFpageLog2(GRANTED, 0), true);
	thread_join(toucher);
	CHECK_EQ(done, 1);
}

/* The neighbour of an owned port is not owned. */
static void neighbour(word_t arg)
{
	(void)arg;
	start(PORT + 1, 1);
	await_io_fault(PORT + 1, 0);
	reply(L4_IoFpageLog2(PORT, 0), false);
	await_io_fault(PORT + 1, 0);
	reply(L4_IoFpageLog2(PORT + 1, 0), false);
	thread_join(toucher);
	CHECK_EQ(done, 1);
}

/* A word access needs both ports. */
static void partly_owned(word_t arg)
{
	(void)arg;
	start(PORT, 2);
	await_io_fault(PORT, 1);
	reply(L4_IoFpageLog2(PORT, 0), false);
	await_io_fault(PORT, 1);
	reply(L4_IoFpageLog2(PORT, 1), false);
	thread_join(toucher);
}

/* Taken back, the next access faults again. */
static void unmapped(word_t flush_by_owner)
{
	start(PORT, 1);
	await_io_fault(PORT, 0);
	reply(L4_IoFpageLog2(PORT, 2), false);
	thread_join(toucher);
	unmap_in(flush_by_owner ? space : NULL, L4_IoFpageLog2(PORT, 2),
		 flush_by_owner ? FLUSH : 0);
	done = 0;
	toucher = SPAWN(access_port, &access, .where = space, .pager = L4_Myself());
	await_io_fault(PORT, 0);
	outb(PORT, 0);
}

static void mapped_by_message(word_t arg)
{
	(void)arg;
	space = server_new(NEW_SPACE);
	CHECK_EQ(map_to(space, L4_IoFpageLog2(PORT, 3), 0, L4_CompleteIoSpace), TAG(0, 0, 2));
	done = 0;
	access = (struct access){ PORT + 5, 1, true };
	ask(space, access_port, &access);
	CHECK_EQ(done, 1);
}

/* From space to space, and only what the mapper has. */
static void mapped_on(word_t arg)
{
	struct thread *b;

	(void)arg;
	space = server_new(NEW_SPACE);
	b = server_new(NEW_SPACE);
	map_to(space, L4_IoFpageLog2(PORT, 1), 0, L4_CompleteIoSpace);
	map_between(space, b, L4_IoFpageLog2(PORT, 3), 0, L4_CompleteIoSpace);
	done = 0;
	access = (struct access){ PORT + 1, 1, false };
	ask(b, access_port, &access);
	CHECK_EQ(done, 1);
	touch_code(b);
	access = (struct access){ PORT + 2, 1, false };
	toucher = SPAWN(access_port, &access, .where = b, .pager = L4_Myself());
	await_io_fault(PORT + 2, 0);
	thread_kill(toucher);
	unmap_in(NULL, L4_IoFpageLog2(PORT, 1), 0);
	access = (struct access){ PORT + 1, 1, false };
	toucher = SPAWN(access_port, &access, .where = b, .pager = L4_Myself());
	await_io_fault(PORT + 1, 0);
}

/* A window for memory takes no ports, one for ports no memory. */
static void windows(word_t arg)
{
	(void)arg;
	space = server_new(NEW_SPACE);
	touch_code(space);
	CHECK_EQ(map_to(space, L4_IoFpageLog2(PORT, 0), 0, win(0, 0)), TAG(0, 0, 2));
	CHECK_EQ(map_to(space, page(0, L4_Readable), WINDOW, L4_CompleteIoSpace), TAG(0, 0, 2));
	CHECK(!can_read(space, WINDOW));
	access = (struct access){ PORT, 1, false };
	toucher = SPAWN(access_port, &access, .where = space, .pager = L4_Myself());
	await_io_fault(PORT, 0);
}

/* Only the part of a port page that lies in the window. */
static void window_part(word_t arg)
{
	(void)arg;
	space = server_new(NEW_SPACE);
	touch_code(space);
	map_to(space, L4_IoFpageLog2(PORT, 3), 0, L4_IoFpageLog2(PORT, 1));
	access = (struct access){ PORT + 1, 1, false };
	done = 0;
	ask(space, access_port, &access);
	CHECK_EQ(done, 1);
	access = (struct access){ PORT + 2, 1, false };
	toucher = SPAWN(access_port, &access, .where = space, .pager = L4_Myself());
	await_io_fault(PORT + 2, 0);
}

/* sigma0 gives each port to one, by a request and by a fault. */
#define FREE 0x84 /* ports that nobody has asked sigma0 for, up to 0x87 */

static word_t sigma0_gives(word_t tag, word_t port)
{
	tid_t sigma0 = L4_GlobalId(L4_ThreadIdUserBase(kip), 1);

	message = (struct ipc){ .to = sigma0, .from_spec = sigma0, .timeouts = NEVER, .brs = 1 };
	message.br[0] = L4_CompleteIoSpace.raw;
	message.mr[0] = tag;
	message.mr[1] = L4_IoFpageLog2(port, 0).raw;
	ipc_do(&message);
	CHECK_EQ(message.out[0], TAG(0, 0, 2));
	CHECK_EQ(message.out[1] & 0xf, 8);
	return message.out[2];
}

static word_t given, wanted;

static void ask_for_port(void *tag)
{
	given = sigma0_gives((word_t)tag, wanted);
}

static void from_sigma0(word_t tag)
{
	word_t port = tag == PROTOCOL(-6, 0, 2) ? FREE : FREE + 1;
	struct thread *other = server_new(NULL);

	wanted = port;
	CHECK_EQ(sigma0_gives(tag, port) & ~0xfUL, L4_IoFpageLog2(port, 0).raw & ~0xfUL);
	CHECK_EQ(sigma0_gives(tag, port) & ~0xfUL, L4_IoFpageLog2(port, 0).raw & ~0xfUL);
	given = 1;
	ask(other, ask_for_port, (void *)PROTOCOL(-6, 0, 2));
	CHECK_EQ(given, 0);
	given = 1;
	ask(other, ask_for_port, (void *)PROTOCOL(-8, 6, 2));
	CHECK_EQ(given, 0);
}

/*
 * Registers in memory, which lie behind the last address of programs on 32-bit machines: those of
 * the HPET, whose first word ends with the vendor's number.
 */
#define HPET 0xfed00000UL
#define VENDOR 0x8086u

static void registers(word_t arg)
{
	L4_Fpage_t f = fpage(HPET, page_bits(), 0);

	(void)arg;
	CHECK(!L4_IsNilFpage(L4_Sigma0_GetPage_RcvWindow(L4_nilthread, f, win(0, 0))));
	CHECK_EQ(*(volatile uint32_t *)WINDOW >> 16, VENDOR);
}

/* CLI, STI and the like stay forbidden with all ports owned. */
static tid_t handler;

static void sti(void *arg)
{
	(void)arg;
	L4_Set_ExceptionHandler(handler);
	__asm__ volatile("sti");
}

static void no_iopl(word_t arg)
{
	struct thread *t;

	(void)arg;
	handler = L4_MyGlobalId();
	t = run_local(sti, NULL);
	message = (struct ipc){ .from_spec = t->id,
				.timeouts = L4_Timeouts(L4_Never, ms(500)) };
	ipc_do(&message);
	CHECK_EQ(message.out[0], PROTOCOL(-5, 0, ARCH_EXC_WORDS));
	CHECK_EQ(message.out[ARCH_EXC_NUMBER], 13);
}

/* String I/O counts like the plain instruction. */
static void string_io(void *arg)
{
	uint8_t byte;
	void *to = &byte;

	(void)arg;
	__asm__ volatile("insb" : "+D"(to) : "d"((uint16_t)PORT) : "memory");
	done = 1;
}

static void string_instruction(word_t arg)
{
	(void)arg;
	start(PORT, 1);
	await_io_fault(PORT, 0);
	reply(L4_IoFpageLog2(PORT, 0), false);
	thread_join(toucher);
	done = 0;
	toucher = SPAWN(string_io, NULL, .where = space, .pager = pager_id);
	thread_join(toucher);
	CHECK_EQ(done, 1);
}

/* The examples of X2:16.1. */
static void encodings(word_t arg)
{
	(void)arg;
	CHECK_EQ(L4_IoFpage(0x3f8, 8).raw, 0x03f80c26UL);
	CHECK_EQ(L4_IoFpageLog2(0x3f8, 3).raw, 0x03f80c26UL);
	CHECK_EQ(L4_IoFpagePort(L4_IoFpage(0x3f8, 8)), 0x3f8);
	CHECK_EQ(L4_IoFpageSize(L4_IoFpage(0x3f8, 8)), 8);
	CHECK_EQ(L4_CompleteIoSpace.raw, 0x4020UL);
}

static const struct test tests[] = {
	{ "encodings", "16.1", encodings },
	{ "privileged.low", "6.1", privileged_owns_all, 0x61 },
	{ "privileged.high", "6.1", privileged_owns_all, 0xfff0 },
	{ "no-iopl", "6.1", no_iopl },
	{ "feature", "2.4", feature },
	{ "fault.byte", "10.6", fault_message, 1 },
	{ "fault.word", "10.6", fault_message, 2 },
	{ "fault.long", "10.6", fault_message, 4 },
	{ "reply.port", "10.6", fault_answered, 0 },
	{ "reply.more", "10.6", fault_answered, 4 },
	{ "reply.all", "10.6", fault_answered, 16 },
	{ "reply.grant", "10.6", fault_granted },
	{ "reply.neighbour", "10.6", neighbour },
	{ "reply.part", "10.6", partly_owned },
	{ "unmap.by-mapper", "12.7", unmapped, 0 },
	{ "unmap.flush", "12.7", unmapped, 1 },
	{ "map.message", "12.7", mapped_by_message },
	{ "map.onwards", "12.7", mapped_on },
	{ "map.windows", "1.6", windows },
	{ "map.window-part", "12.7", window_part },
	{ "sigma0.request", "10.7", from_sigma0, PROTOCOL(-6, 0, 2) },
	{ "sigma0.fault", "10.7", from_sigma0, PROTOCOL(-8, 6, 2) },
	{ "registers", "10.7", registers },
	{ "string-instruction", "6.1", string_instruction },
};

TOPIC(io, "io");
