/* SPDX-License-Identifier: BSD-2-Clause */
/* leak.c - tests that no register of amd64 shows users an address of the kernel's. */

#include "lib.h"
#include "raw.h"

#define KIP ((const L4_KernelInterfacePage_t *)kip)

static word_t utcb(void)
{
	return L4_MyLocalId().raw;
}

static struct raw_regs ipc_regs(word_t link, tid_t to, tid_t from, word_t tag)
{
	return (struct raw_regs){ .rsi = to.raw, .rdx = from.raw, .r8 = NEVER, .r9 = tag,
				  .rdi = utcb(), .link = link };
}

/* Registers that Ipc does not define tell nothing of the kernel, whichever way out it takes. */
static volatile unsigned told;

static void look(word_t seen)
{
	if (seen >> 47 != 0 && seen != L4_anythread.raw)
		told++;
}

static void look_call(struct raw_regs *r)
{
	raw_call(r);
	look(r->rdx);
	look(r->r8);
	look(r->r11);
	look(r->rbp);
}

/* What a thread owns, one bit each: FPU state, debug registers. */
static void own(word_t what)
{
	if ((what & 1) != 0)
		arch_fpu_fill(what);
	if ((what & 2) != 0)
		__asm__ volatile("movq %0, %%db0; movq %1, %%db7"
				 : : "r"((word_t)&told), "r"(1UL));
}

static void disown(word_t what)
{
	if ((what & 2) != 0)
		__asm__ volatile("movq %0, %%db7" : : "r"(0UL));
}

struct teller {
	word_t link, owns;
};

/* Answers calls with as many words, for ever; raw_call is for one thread at a time. */
static void tell(void *arg)
{
	const struct teller *a = arg;
	register word_t r9 __asm__("r9") = 0;
	word_t rsi = 0;

	own(a->owns);
	for (;;) {
		register word_t r8 __asm__("r8") = NEVER;
		word_t rax = a->link, rdx = L4_anythread.raw, rdi = utcb();

		r9 &= 0x3f;
		__asm__ volatile("subq $128, %%rsp; pushq %%rbp; call *%%rax;"
				 "popq %%rbp; addq $128, %%rsp"
				 : "+a"(rax), "+d"(rdx), "+S"(rsi), "+D"(rdi), "+r"(r8), "+r"(r9)
				 : : "rbx", "rcx", "r10", "r11", "r12", "r13", "r14", "r15", "cc",
				     "memory");
		look(rdx);
		look(r8);
	}
}

static void calls(struct thread *where, word_t owns)
{
	static const unsigned words[] = { 0, 5, 20 };
	static struct teller tellers[2];
	struct thread *t[2];
	struct raw_regs r;

	told = 0;
	own(owns);
	for (unsigned i = 0; i < 2; i++) {
		tellers[i] = (struct teller){ i == 0 ? KIP->Ipc : KIP->Lipc, owns };
		t[i] = SPAWN(tell, &tellers[i], .where = where);
		thread_await(t[i]->id, L4_SCHEDRESULT_WAITING);
	}
	for (unsigned n = 0; n < ARRAY_SIZE(words) * 4; n++) {
		word_t tag = TAG(0, words[n / 4], 0), link = tellers[n & 1].link;
		tid_t one = t[n & 1]->id, other = t[~n & 1]->id;

		r = ipc_regs(link, one, one, tag);
		r.r8 = (n & 2) != 0 ? L4_Timeouts(ms(100), ms(100)) : NEVER;
		look_call(&r);
		CHECK_EQ(r.r9, tag);
		/* Send to one; send to the other and wait for the one; wait for the other. */
		r = ipc_regs(link, one, L4_nilthread, tag);
		look_call(&r);
		r = ipc_regs(link, other, one, tag);
		look_call(&r);
		CHECK_EQ(r.r9, tag);
		r = ipc_regs(link, L4_nilthread, other, 0);
		look_call(&r);
		CHECK_EQ(r.r9, tag);
	}
	disown(owns);
	CHECK_EQ(told, 0);
}

static void intra(word_t owns)
{
	calls(NULL, owns);
}

static void inter(word_t owns)
{
	calls(NEW_SPACE, owns);
}

static const struct test tests[] = {
	{ "ipc.intra", "7", intra, 0 },
	{ "ipc.intra.fpu", "7", intra, 1 },
	{ "ipc.intra.debug", "7", intra, 3 },
	{ "ipc.inter", "7", inter, 0 },
	{ "ipc.inter.fpu", "7", inter, 1 },
	{ "ipc.inter.debug", "7", inter, 3 },
};

TOPIC(leak, "leak");
