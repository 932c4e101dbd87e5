/* SPDX-License-Identifier: BSD-2-Clause */
/* abi.h - the registers of every system call, as a CPU has them, and the tests of them. */
#ifndef ABI_H
#define ABI_H

#include "raw.h"

/* Registers by their places in struct raw_regs, in the order of the manual's parameters. */
struct abi_call {
	unsigned char in[7], out[7];
	unsigned char utcb; /* takes the UTCB's address if it is not register 0 */
	unsigned kept;	    /* a bit for each register that comes back as it was */
};

/* What a register of a message holds behind Ipc if its word was not sent. */
enum abi_unsent { ABI_ANYTHING, ABI_ZERO, ABI_KEPT };

struct abi {
	struct abi_call ipc; /* to, from, time-outs, MR0; from, MR0 */
	unsigned char mr[7]; /* MR1 on; so many of them are sent, and received, in registers: */
	unsigned char sent, received;
	enum abi_unsent unsent;
	struct abi_call thread_switch, system_clock, exchange_registers, thread_control, schedule;
	struct abi_call unmap, space_control, processor_control, kernel_interface;
	struct abi_call memory_control; /* control, MR0 if it is in a register, attributes */
	word_t bad_attribute;		/* for MemoryControl */
	word_t flags_zero;		/* FLAGS that a thread does not have */
	bool waits_in_kip;		/* the IP of a thread in Ipc */
};

extern const struct abi arch_abi;

/* The address behind a link of the KIP. */
#define ABI_LINK(call) __L4_LINK(kip, ((const L4_KernelInterfacePage_t *)kip)->call)

static inline word_t *abi_mrs(void)
{
	return (word_t *)L4_MyLocalId().raw + __L4_UTCB_MR0;
}

/* Registers for a call with these arguments; what does not matter there holds a pattern. */
struct raw_regs abi_regs(const struct abi_call *c, word_t link, const word_t *args, unsigned n);

#define ABI_REGS(c, link, ...) \
	abi_regs(c, link, (const word_t[]){__VA_ARGS__}, \
		 ARRAY_SIZE(((const word_t[]){__VA_ARGS__})))

/* Do the call, and check that it keeps what it must. */
void abi_do(const struct abi_call *c, struct raw_regs *r);

/* Ipc; abi_peer is the other side of tests. */
struct raw_regs abi_ipc_regs(word_t link, tid_t to, tid_t from, word_t tag);
extern struct ipc abi_peer;
struct thread *abi_run_peer(struct ipc ipc, word_t state);

/* The argument of the first two: how many words, | ABI_LIPC for Lipc. */
#define ABI_LIPC 0x100
void abi_receive(word_t words);
void abi_send(word_t words);
/* Send by registers that are complete but for the words. */
void abi_send_with(struct raw_regs *r, unsigned words);
void abi_timeouts(word_t arg);

void abi_thread_switch(word_t arg);
void abi_system_clock(word_t arg);
void abi_exchange_registers(word_t arg);
void abi_thread_control(word_t arg);
void abi_schedule(word_t arg);
void abi_space_control(word_t arg);
void abi_processor_control(word_t arg);
void abi_kernel_interface(word_t code);

#endif
