/* SPDX-License-Identifier: BSD-2-Clause */
/* abi.c - tests of the ABI and the environment that ia32 and amd64 share. */

#include "abi_x86.h"

void x86_ipc_failure(word_t arg)
{
	const struct abi_call *c = &arch_abi.ipc;
	struct raw_regs r = abi_ipc_regs(ABI_LINK(Ipc), bogus_id(), L4_nilthread, TAG(0, 3, 0));

	(void)arg;
	abi_do(c, &r);
	CHECK_EQ(r.r[c->out[1]], TAG_E);
	CHECK_EQ(((word_t *)L4_MyLocalId().raw)[-9], ERR(E_NONEXISTING, SEND, 0));
}

/* The register should hold our UTCB's address; the kernel must not care if it does not. */
void x86_ipc_wrong_utcb(word_t utcb)
{
	struct raw_regs r = abi_ipc_regs(ABI_LINK(Ipc), L4_nilthread, L4_nilthread, 0);

	r.r[arch_abi.ipc.utcb] = utcb;
	abi_send_with(&r, 12);
}

/* Each of the four attributes is found where it belongs: a bad one there makes the call fail. */
void x86_memory_control(word_t which)
{
	const struct abi_call *c = &arch_abi.memory_control;

	for (word_t bad = 0; bad < 5; bad++) {
		struct raw_regs r = ABI_REGS(c, ABI_LINK(MemoryControl), 0,
					     (page(0, 0).raw & ~15UL) | which, 0, 0, 0, 0);

		if (bad < 4)
			r.r[c->in[2 + bad]] = arch_abi.bad_attribute;
		abi_do(c, &r);
		CHECK_EQ(r.r[c->out[0]], bad != which);
		if (bad == which)
			CHECK_EQ(L4_ErrorCode(), L4_ErrInvalidParam);
	}
}

/* What one thread loads into its segment registers is nothing to others. */
static volatile word_t loaded;

static void load_segments(void *arg)
{
	raw_load_segments((unsigned)(word_t)arg);
	loaded = 1;
	for (;;)
		;
}

static unsigned own_fs(void)
{
	unsigned fs;

	__asm__ volatile("movl %%fs, %0" : "=r"(fs));
	return fs & 0xffff;
}

void x86_private_segments(word_t selector)
{
	word_t own = L4_MyLocalId().raw, w, was = own_fs();

	loaded = 0;
	SPAWN(load_segments, (void *)selector, .where = NEW_SPACE);
	for (unsigned i = 0; i < 10; i++) {
		spin_us(12000);
		__asm__ volatile("mov %%gs:0, %0" : "=r"(w));
		CHECK_EQ(w, own);
		CHECK_EQ(own_fs(), was);
	}
	CHECK_EQ(loaded, 1);
}

/* Below the red zone of amd64. */
#define PUSHED(code) "sub $128, %%" RAW_SP ";" code "; add $128, %%" RAW_SP

/* System calls with flags that spoil a careless kernel: DF, NT, AC. */
void x86_odd_flags(word_t flags)
{
	const struct abi_call *c = &arch_abi.thread_switch;
	uint64_t start = clock_us();

	for (unsigned i = 0; i < 20; i++) {
		struct raw_regs r = ABI_REGS(c, ABI_LINK(ThreadSwitch), 0);

		__asm__ volatile(PUSHED("pushf; or %0, (%%" RAW_SP "); popf")
				 : : "r"(flags) : "cc", "memory");
		raw_call(&r);
		__asm__ volatile("cld;" PUSHED("push $0x202; popf") : : : "cc", "memory");
		sleep_us(100);
		CHECK_EQ(tag_error(send_word(bogus_id(), 1, NEVER)), ERR(E_NONEXISTING, SEND, 0));
	}
	CHECK(clock_us() > start);
}
