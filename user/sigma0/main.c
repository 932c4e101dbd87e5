/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - sigma0 (X2:protocols.sigma0): owns all memory and I/O ports, hands them out once. */

#include <l4/arch.h>
#include <l4/ipc.h>
#include <l4/kcp.h>
#include <l4/kip.h>
#include <l4/misc.h>
#include <stdbool.h>

#include "ports.h"
#include "sigma0.h"

/* Protocol numbers in the signed upper part of a label, above four sub-bits (X2:protocols). */
#define PROTO_PAGE_FAULT (-2)
#define PROTO_SIGMA0	 (-6)
#define PROTO_IO_FAULT	 (-8)

/*
 * The descriptors of a page, each of two words, cannot fill the memory table: a descriptor adds at
 * most two ranges.
 */
#define MEMORY_RANGES 1024u
#define TABLE_RESERVE 8u  /* a request needs up to 2, moving the table up to 4 */
#define KERNEL_SHARE  16u /* the kernel may take this part of what is free at the start */
#define ALL_ONES      (~(L4_Word_t)0)

#ifdef L4_UncacheableMemory /* X2:memctrl has two names */
#define UNCACHED L4_UncacheableMemory
#else
#define UNCACHED L4_UncachedMemory
#endif

static struct pool_range memory_table[MEMORY_RANGES];
static struct pool memory;
static L4_Word_t kernel_share; /* bytes that the kernel may still ask for */
static unsigned int page_log2; /* smallest hardware page */
static L4_Word_t user_last;    /* last address that a program can use */
static L4_ThreadId_t self;

/*
 * Tables grow: whoever takes every other page must not starve the others.
 */

static unsigned int log2_of(L4_Word_t power_of_two)
{
	return (unsigned int)__builtin_ctzl(power_of_two);
}

void make_room(struct pool *p)
{
	L4_Word_t bytes = p->capacity * sizeof(p->range[0]);
	struct pool_range *old;
	pool_word base;

	if (p->capacity - p->count >= TABLE_RESERVE)
		return;
	if (!pool_find_free(&memory, log2_of(2 * bytes), &base) ||
	    !pool_claim(&memory, base, base + (2 * bytes - 1), self.raw))
		return;
	old = pool_move_table(p, (struct pool_range *)base, 2 * p->capacity);
	if (p == &memory && old != memory_table)
		(void)pool_set(&memory, (pool_word)old, (pool_word)old + (bytes - 1), POOL_FREE);
}

/*
 * Start: who owns what by the kernel interface page (X2:protocols.sigma0).
 */

/*
 * Memory behind the last address of programs cannot be mapped where it is, so nobody is given it
 * who asks for just any; devices there are for who has another place for them.
 */
static void set_memory(L4_Word_t low, L4_Word_t high, pool_word owner)
{
	if (owner == POOL_FREE && high > user_last) {
		if (low <= user_last)
			(void)pool_set(&memory, low, user_last, owner);
		low = low > user_last ? low : user_last + 1;
		owner = POOL_NONE;
	}
	(void)pool_set(&memory, low, high, owner);
}

static pool_word owner_of_type(L4_Word_t type)
{
	switch (type & 0xf) {
	case L4_ConventionalMemoryType:
		return POOL_FREE;
	case L4_ReservedMemoryType:
		return POOL_KERNEL;
	case L4_SharedMemoryType:
		return POOL_SHARED;
	case L4_DedicatedMemoryType:
	case L4_BootLoaderSpecificMemoryType:
	case L4_ArchitectureSpecificMemoryType:
		return POOL_DEVICE;
	default:
		return POOL_NONE;
	}
}

/* Later descriptors win; so until all are read none of this memory may be used for the table. */
static void read_descriptors(void *kip)
{
	L4_Word_t n = L4_NumMemoryDescriptors(kip);

	for (L4_Word_t i = 0; i < n; i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);

		if (L4_IsMemoryDescVirtual(d) && L4_MemoryDescHigh(d) > user_last)
			user_last = L4_MemoryDescHigh(d);
	}
	for (L4_Word_t i = 0; i < n; i++) {
		L4_MemoryDesc_t *d = L4_MemoryDesc(kip, i);

		if (!L4_IsMemoryDescVirtual(d))
			set_memory(L4_MemoryDescLow(d), L4_MemoryDescHigh(d),
				   owner_of_type(L4_MemoryDescType(d)));
	}
}

/*
 * Whole pages, since a page has one owner.  Loaders write the last byte or the end into high; only
 * the end is a multiple of the page size.
 */
static void assign_image(L4_Word_t low, L4_Word_t high, pool_word owner)
{
	L4_Word_t mask = ((L4_Word_t)1 << page_log2) - 1;

	if (low == 0 && high == 0)
		return;
	if ((high & mask) == 0)
		high--;
	if (high < low)
		return;
	(void)pool_set(&memory, low & ~mask, high | mask, owner);
}

static void read_images(void *kip)
{
	const L4_KernelConfigurationPage_t *kcp = kip;
	L4_Word_t base = L4_ThreadIdUserBase(kip);

	assign_image(kcp->Kdebug.low, kcp->Kdebug.high, POOL_KERNEL);
	assign_image(kcp->sigma0.low, kcp->sigma0.high, self.raw);
	assign_image(kcp->sigma1.low, kcp->sigma1.high, L4_GlobalId(base + 1, 1).raw);
	assign_image(kcp->root_server.low, kcp->root_server.high, L4_GlobalId(base + 2, 1).raw);
}

static void start_memory(void *kip)
{
	page_log2 = log2_of(L4_PageSizeMask(kip));
	pool_init(&memory, memory_table, MEMORY_RANGES, ALL_ONES, POOL_DEVICE);
	read_descriptors(kip);
	read_images(kip);
	if (L4_BITS_PER_WORD == 64 && user_last != ALL_ONES) /* no CPU has such addresses */
		(void)pool_set(&memory, user_last + 1, ALL_ONES, POOL_NONE);
	kernel_share = pool_free_bytes(&memory) / KERNEL_SHARE;
}

/*
 * Memory requests.  A reply holds one item or more; the nil item says no.
 */

void reply_map(L4_Msg_t *reply, L4_Fpage_t f, L4_Word_t base)
{
	L4_MsgAppendMapItem(reply, L4_MapItem(f, base));
}

void reply_nil(L4_Msg_t *reply)
{
	reply_map(reply, L4_Nilpage, 0);
}

/*
 * Attributes go to sigma0's own page, from which the mapping inherits them.  It has none behind the
 * last address; what it maps from there is uncached.
 */
static bool set_attribute(L4_Word_t base, unsigned int log2, L4_Word_t attribute)
{
	if (attribute == L4_DefaultMemory)
		return true;
	if (base > user_last)
		return attribute == UNCACHED;
	return L4_Set_PageAttribute(L4_FpageLog2(base, (int)log2), attribute) != 0;
}

static bool give(L4_ThreadId_t who, L4_Word_t base, unsigned int log2, L4_Word_t attribute)
{
	L4_Word_t last = base + (((L4_Word_t)1 << log2) - 1);

	if (!set_attribute(base, log2, attribute))
		return false;
	return pool_claim(&memory, base, last, who.raw);
}

/* Find the region that f asks for; all ones as base is any conventional one. */
static bool choose(L4_ThreadId_t who, L4_Fpage_t f, L4_Word_t *base)
{
	unsigned int log2 = (unsigned int)L4_SizeLog2(f);
	L4_Word_t mask;

	if (log2 < page_log2 || log2 >= L4_BITS_PER_WORD)
		return false;
	mask = ((L4_Word_t)1 << log2) - 1;
	if (f.X.b == ALL_ONES >> 10)
		return pool_find_free(&memory, log2, base);
	*base = L4_Address(f) & ~mask;
	return pool_obtainable(&memory, *base, *base + mask, who.raw);
}

static void request_memory(L4_ThreadId_t who, L4_Fpage_t f, L4_Word_t attribute, L4_Msg_t *reply)
{
	int log2 = (int)L4_SizeLog2(f);
	L4_Word_t base;

	make_room(&memory);
	if (choose(who, f, &base) && give(who, base, (unsigned int)log2, attribute))
		reply_map(reply, L4_FpageAddRights(L4_FpageLog2(base, log2), L4_FullyAccessible),
			  base);
	else
		reply_nil(reply);
}

static void page_fault(L4_ThreadId_t who, L4_Word_t addr, L4_Msg_t *reply)
{
	L4_Word_t mask = ((L4_Word_t)1 << page_log2) - 1;
	L4_Word_t base = addr & ~mask;
	L4_Fpage_t f = L4_FpageLog2(base, (int)page_log2);

	make_room(&memory);
	if (pool_obtainable_by_fault(&memory, base, base + mask, who.raw) &&
	    pool_claim(&memory, base, base + mask, who.raw))
		reply_map(reply, L4_FpageAddRights(f, L4_FullyAccessible), base);
	else
		reply_nil(reply);
}

/*
 * The kernel asks how much memory it should take, or for a piece of it, which it is granted.  It
 * uses memory because programs make it do so, so its share is limited.
 */
static void request_of_kernel(L4_Fpage_t f, L4_Msg_t *reply)
{
	unsigned int log2 = (unsigned int)L4_SizeLog2(f);
	L4_Word_t base;

	if (log2 == 0) {
		L4_MsgAppendWord(reply, kernel_share);
		L4_MsgAppendWord(reply, 0);
		return;
	}
	make_room(&memory);
	if (log2 >= page_log2 && log2 < L4_BITS_PER_WORD && kernel_share >> log2 != 0 &&
	    pool_find_free(&memory, log2, &base) &&
	    pool_claim(&memory, base, base + (((L4_Word_t)1 << log2) - 1), POOL_KERNEL)) {
		kernel_share -= (L4_Word_t)1 << log2;
		f = L4_FpageAddRights(L4_FpageLog2(base, (int)log2), L4_FullyAccessible);
		L4_MsgAppendGrantItem(reply, L4_GrantItem(f, base));
	} else {
		L4_MsgAppendGrantItem(reply, L4_GrantItem(L4_Nilpage, 0));
	}
}

/*
 * Messages.
 */

static bool is_kernel(L4_ThreadId_t who)
{
	void *kip = L4_GetKernelInterface();

	return L4_ThreadNo(who) >= L4_ThreadIdSystemBase(kip) &&
	       L4_ThreadNo(who) < L4_ThreadIdUserBase(kip);
}

static void request(L4_ThreadId_t who, L4_Word_t what, L4_Word_t attribute, L4_Msg_t *reply)
{
	L4_Fpage_t f = {.raw = what};

	if (ports_named(f))
		ports_request(who, f, reply);
	else if (f.X.extended) /* addresses beyond the word: there are none */
		reply_nil(reply);
	else if (is_kernel(who))
		request_of_kernel(f, reply);
	else
		request_memory(who, f, attribute, reply);
}

/* False: no reply, to a message that is none of sigma0's protocols (X2:protocols.sigma0). */
static bool handle(L4_ThreadId_t who, const L4_Msg_t *msg, L4_Msg_t *reply)
{
	L4_SignedWord_t protocol = (L4_SignedWord_t)msg->raw[0] >> 20;
	L4_Word_t sub = msg->raw[0] >> 16 & 0xf;
	L4_Word_t u = L4_UntypedWords(msg->tag);

	L4_MsgClear(reply);
	if (L4_TypedWords(msg->tag) != 0 || !L4_IsGlobalId(who))
		return false;
	if (protocol == PROTO_SIGMA0 && sub == 0 && (u == 2 || u == 3))
		request(who, msg->raw[1], msg->raw[2], reply);
	else if (protocol == PROTO_PAGE_FAULT && u == 2)
		page_fault(who, msg->raw[1], reply);
	else if (protocol == PROTO_IO_FAULT && u == 2)
		ports_fault(who, (L4_Fpage_t){.raw = msg->raw[1]}, reply);
	else
		return false;
	return true;
}

static __attribute__((noreturn)) void serve(void)
{
	L4_Msg_t msg, reply;
	L4_ThreadId_t who;
	L4_MsgTag_t tag = L4_Wait(&who);

	for (;;) {
		if (L4_IpcFailed(tag)) {
			tag = L4_Wait(&who);
			continue;
		}
		L4_MsgStore(tag, &msg);
		if (handle(who, &msg, &reply)) {
			L4_MsgLoad(&reply);
			tag = L4_ReplyWait(who, &who);
		} else {
			tag = L4_Wait(&who);
		}
	}
}

int main(void)
{
	void *kip = L4_GetKernelInterface();

	self = L4_Myself();
	start_memory(kip);
	ports_start();
	L4_Accept(L4_UntypedWordsAcceptor);
	serve();
}
