/* SPDX-License-Identifier: BSD-2-Clause */
/* memctrl.c - tests of MemoryControl and ProcessorControl. */

#include "lib.h"

/* An attribute number that no CPU has. */
#define NO_ATTRIBUTE 0x5a5aUL

static word_t set(L4_Fpage_t f, word_t attribute)
{
	word_t attributes[4] = {attribute, 0, 0, 0};

	L4_LoadMR(0, f.raw & ~0xfUL);
	return L4_MemoryControl(0, attributes);
}

static void default_attribute(word_t arg)
{
	(void)arg;
	WORD_AT(arena(0)) = 0x5151;
	CHECK_EQ(set(page(0, 0), L4_DefaultMemory), 1);
	CHECK_EQ(WORD_AT(arena(0)), 0x5151);
	WORD_AT(arena(0)) = 0x5252;
	CHECK_EQ(WORD_AT(arena(0)), 0x5252);
}

/* Of all attributes the CPU's own are accepted, others are error 5; memory stays what it is. */
static void each_attribute(word_t arg)
{
	const word_t accepted = arch_attributes();

	(void)arg;
	for (word_t n = 0; n < 32; n++) {
		bool has = (accepted >> n & 1) != 0;

		WORD_AT(arena(0)) = 0x1717 + n;
		CHECK_EQ(set(page(0, 0), n), has);
		if (!has)
			CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
		CHECK_EQ(WORD_AT(arena(0)), 0x1717 + n);
		WORD_AT(arena(0)) = 0x2727 + n;
		CHECK_EQ(set(page(0, 0), L4_DefaultMemory), 1);
		CHECK_EQ(WORD_AT(arena(0)), 0x2727 + n);
	}
}

static void uncached(word_t arg)
{
	(void)arg;
	CHECK_EQ(set(page(0, 0), ARCH_ATTRIBUTE_UNCACHED), 1);
	WORD_AT(arena(0)) = 0x2828;
	CHECK_EQ(WORD_AT(arena(0)), 0x2828);
	CHECK_EQ(set(page(0, 0), L4_DefaultMemory), 1);
	CHECK_EQ(WORD_AT(arena(0)), 0x2828);
}

static void unsupported(word_t arg)
{
	(void)arg;
	CHECK_EQ(set(page(0, 0), NO_ATTRIBUTE), 0);
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
}

static void nilpage(word_t arg)
{
	(void)arg;
	CHECK_EQ(set(L4_Nilpage, L4_DefaultMemory), 1);
}

/* Four attributes, selected by each fpage's low bits. */
static void several(word_t arg)
{
	word_t attributes[4] = {L4_DefaultMemory, ARCH_ATTRIBUTE_UNCACHED, L4_DefaultMemory,
				L4_DefaultMemory};

	(void)arg;
	for (unsigned i = 0; i < 8; i++) {
		WORD_AT(arena(i)) = i;
		L4_LoadMR((int)i, (page(i, 0).raw & ~0xfUL) | (i & 3));
	}
	CHECK_EQ(L4_MemoryControl(7, attributes), 1);
	for (unsigned i = 0; i < 8; i++)
		CHECK_EQ(WORD_AT(arena(i)), i);
	for (unsigned i = 0; i < 8; i++)
		CHECK_EQ(set(page(i, 0), L4_DefaultMemory), 1);
}

static void library(word_t arg)
{
	L4_Fpage_t f[3] = {page(0, RWX), page(1, RWX), page(2, RWX)};
	word_t attributes[4] = {0};

	(void)arg;
	CHECK_EQ(L4_Set_PageAttribute(page(0, RWX), L4_DefaultMemory), 1);
	CHECK_EQ(L4_Set_PageAttributes(3, f, attributes), 1);
}

/* Mapping a page onwards passes the attribute on; the contents are one. */
static void mapped_on(word_t arg)
{
	struct thread *a = server_new(NEW_SPACE);

	(void)arg;
	CHECK_EQ(set(page(0, 0), ARCH_ATTRIBUTE_UNCACHED), 1);
	map_to(a, page(0, L4_Readable), WINDOW, WHOLE);
	WORD_AT(arena(0)) = 0x3939;
	CHECK_EQ(peek(a, WINDOW), 0x3939);
	CHECK_EQ(set(page(0, 0), L4_DefaultMemory), 1);
}

static void large(word_t arg)
{
	word_t big = big_arena();

	(void)arg;
	WORD_AT(big + 0x3000) = 7;
	CHECK_EQ(set(fpage(big, big_bits(), 0), ARCH_ATTRIBUTE_UNCACHED), 1);
	CHECK_EQ(WORD_AT(big + 0x3000), 7);
	CHECK_EQ(set(fpage(big, big_bits(), 0), L4_DefaultMemory), 1);
	CHECK_EQ(WORD_AT(big + 0x3000), 7);
}

/* --- privilege --------------------------------------------------------------------------- */

struct call {
	word_t result, error;
};

static void memory_control(void *arg)
{
	struct call *c = arg;

	c->result = set(page(0, 0), L4_DefaultMemory);
	c->error = L4_ErrorCode();
}

static void processor_control(void *arg)
{
	struct call *c = arg;

	c->result = L4_ProcessorControl(0, ALL_ONES, ALL_ONES, ALL_ONES);
	c->error = L4_ErrorCode();
}

static struct call call;

static void unprivileged(word_t processor)
{
	struct thread *s = server_new(NEW_SPACE);

	call = (struct call){7, 0};
	ask(s, processor ? processor_control : memory_control, &call);
	CHECK_EQ(call.result, 0);
	CHECK_EQ(call.error, L4_ErrNoPrivilege);
}

/* Unsupported is error 5 (4.9); a processor that does not exist is, too. */
static void processor_unsupported(word_t arg)
{
	(void)arg;
	if (!L4_ProcessorControl(0, 1, 1, 1))
		CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
	CHECK_EQ(L4_ProcessorControl(0x7fff, ALL_ONES, ALL_ONES, ALL_ONES), 0);
	CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
}

static const struct test tests[] = {
	{"default", "4.10", default_attribute},
	{"uncached", "4.10", uncached},
	{"attributes", "4.10", each_attribute},
	{"unsupported", "4.10", unsupported},
	{"nilpage", "4.10", nilpage},
	{"several", "4.10", several},
	{"library", "14.10", library},
	{"mapped-on", "12.4", mapped_on},
	{"large", "4.10", large},
	{"unprivileged", "4.10", unprivileged, 0},
	{"processor.unprivileged", "4.9", unprivileged, 1},
	{"processor.unsupported", "4.9", processor_unsupported},
};

TOPIC(memctrl, "memctrl");
