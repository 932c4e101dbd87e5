/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * special.c - privileged instructions that the kernel carries out for user code: debug registers of
 * each thread, model-specific registers for privileged spaces (X2:abi.ia32.environment).
 */
#include "arch.h"
#include "desc.h"
#include "glue.h"
#include "glue_private.h"
#include "kmem.h"
#include "map.h"
#include "space.h"
#include "string.h"
#include "tcb.h"

#define DR6_CLEAR	0xffff0ff0u
#define DR6_CAUSES	0x0000e00fu	/* BT, BS, BD, B3..B0 */
#define DR7_LOCAL	0x00000055u	/* enable bits L0..L3 */
#define DR7_USER	0xffff0155u	/* and LE, and what to watch: no global bits, no GD */
#define DR7_ONE		0x00000400u	/* always 1 */

/* Debug registers of a thread that has ever set one. */
struct glue_debug {
	word_t address[4];
	word_t dr6, dr7;
};

/* General registers in instruction encoding. */
#define REG_AX		0
#define REG_CX		1
#define REG_DX		2

static struct slab_cache debug_slab;
static bool loaded;		/* DR7 is not empty */

/* --- debug registers --------------------------------------------------------------------- */

/* What v says, but for the breakpoints that the kernel debugger has taken. */
static void set_dr7(word_t v)
{
	if (IS_ENABLED(CONFIG_KDB)) {
		glue_breakpoint_load();
		v = (v & ~glue_breakpoint_owned) | glue_breakpoint_dr7;
	}
	__asm__ volatile("mov %0, %%db7" : : "r"(v));
}

static void load(const struct glue_debug *d)
{
	__asm__ volatile("mov %0, %%db7" : : "r"((word_t)DR7_ONE));
	__asm__ volatile("mov %0, %%db0" : : "r"(d->address[0]));
	__asm__ volatile("mov %0, %%db1" : : "r"(d->address[1]));
	__asm__ volatile("mov %0, %%db2" : : "r"(d->address[2]));
	__asm__ volatile("mov %0, %%db3" : : "r"(d->address[3]));
	set_dr7(d->dr7);
}

bool glue_debug_switch(const struct tcb *to)
{
	const struct glue_debug *d = to->glue.debug;
	bool wanted = d != NULL && (d->dr7 & DR7_LOCAL) != 0;

	if (wanted)
		load(d);
	else if (loaded)
		set_dr7(DR7_ONE);
	loaded = wanted;
	return wanted;
}

static struct glue_debug *debug_of(struct tcb *t)
{
	if (t->glue.debug != NULL)
		return t->glue.debug;
	if (debug_slab.size == 0)
		slab_init(&debug_slab, sizeof(struct glue_debug), 8, ARCH_PAGE_BITS, KMEM_FPU);
	t->glue.debug = slab_alloc(&debug_slab);
	if (t->glue.debug != NULL) {
		memset(t->glue.debug, 0, sizeof(struct glue_debug));
		t->glue.debug->dr6 = DR6_CLEAR;
		t->glue.debug->dr7 = DR7_ONE;
		glue_special_add(t, SPECIAL_DEBUG);
	}
	return t->glue.debug;
}

void glue_debug_destroy(struct tcb *t)
{
	if (t->glue.debug != NULL)
		slab_free(&debug_slab, t->glue.debug);
	t->glue.debug = NULL;
}

/* What users may have of v.  While CR4.DE is 0 the CPU does not define kind 10b: it stays off. */
static word_t dr7_of_user(word_t v)
{
	for (unsigned n = 0; n < 4; n++)
		if ((v >> (16 + 4 * n) & 3) == 2)
			v &= ~((word_t)1 << 2 * n);
	return (v & DR7_USER) | DR7_ONE;
}

/* Addresses are the user's only: the kernel must not hit a breakpoint. */
static bool write_debug(struct tcb *t, unsigned n, word_t v)
{
	struct glue_debug *d = debug_of(t);

	if (d == NULL || (n < 4 && v >= GLUE_USER_END - 8))
		return false;
	if (n < 4)
		d->address[n] = v;
	else if (n == 4 || n == 6)
		d->dr6 = v | DR6_CLEAR;
	else
		d->dr7 = dr7_of_user(v);
	glue_switch_special(t);
	return true;
}

static bool read_debug(struct tcb *t, unsigned n, word_t *v)
{
	const struct glue_debug *d = debug_of(t);

	if (d == NULL)
		return false;
	*v = n < 4 ? d->address[n] : n == 4 || n == 6 ? d->dr6 : d->dr7;
	return true;
}

/* Read and clear DR6, serve the kernel debugger. */
static word_t take_dr6(struct arch_frame *f, word_t *left)
{
	word_t dr6;

	__asm__ volatile("mov %%db6, %0" : "=r"(dr6));
	__asm__ volatile("mov %0, %%db6" : : "r"((word_t)DR6_CLEAR));
	*left = IS_ENABLED(CONFIG_KDB) ? glue_breakpoint_trap(f, dr6) : dr6;
	return dr6;
}

bool glue_debug_trap(struct tcb *t)
{
	word_t left, dr6 = take_dr6(&t->glue.frame, &left);

	if (left != dr6 && (left & DR6_CAUSES) == 0)
		return true;
	if (t->glue.debug != NULL)
		t->glue.debug->dr6 |= left;
	return false;
}

void glue_debug_trap_kernel(struct arch_frame *f)
{
	word_t left;

	take_dr6(f, &left);
}

/* --- model-specific registers ------------------------------------------------------------ */

/* Those that the kernel's own entry, memory types, interrupts and timer depend on. */
static bool msr_is_kernel(uint32_t msr)
{
	return (msr >= MSR_SYSENTER_CS && msr <= MSR_SYSENTER_EIP) || msr == MSR_PAT ||
	       msr == MSR_APIC_BASE || msr == MSR_TSC_DEADLINE || (msr & ~0xffu) == MSR_X2APIC ||
	       (msr & ~0x1ffu) == (MSR_EFER & ~0x1ffu);
}

static bool read_msr(struct arch_frame *f)
{
	uint64_t v;

	if (!arch_rdmsr_safe((uint32_t)*glue_register(f, REG_CX), &v))
		return false;
	*glue_register(f, REG_AX) = (uint32_t)v;
	*glue_register(f, REG_DX) = (uint32_t)(v >> 32);
	return true;
}

static bool write_msr(struct arch_frame *f)
{
	uint32_t msr = (uint32_t)*glue_register(f, REG_CX);
	uint32_t low = (uint32_t)*glue_register(f, REG_AX);
	uint32_t high = (uint32_t)*glue_register(f, REG_DX);

	return !msr_is_kernel(msr) && arch_wrmsr_safe(msr, (uint64_t)high << 32 | low);
}

/* --- decoding ---------------------------------------------------------------------------- */

#define RDMSR		0x32
#define WRMSR		0x30
#define FROM_DEBUG	0x21
#define TO_DEBUG	0x23

bool glue_special(struct tcb *t)
{
	struct arch_frame *f = &t->glue.frame;
	bool privileged = (t->space->flags & SPACE_PRIVILEGED) != 0;
	word_t ip = glue_thread_ip(t);
	uint8_t code[3];
	unsigned length = 2, rex;
	bool done = false;

	if (map_copy_from_user(t->space, code, ip, 2) != 2)
		return false;
	rex = glue_rex(code[0]);
	if (rex != 0 && map_copy_from_user(t->space, code, ++ip, 2) != 2)
		return false;
	if (code[0] != 0x0f)
		return false;
	if (code[1] == RDMSR || code[1] == WRMSR) {
		done = privileged && (arch_features & CPUID_1_EDX_MSR) != 0 &&
		       (code[1] == RDMSR ? read_msr(f) : write_msr(f));
	} else if (code[1] == FROM_DEBUG || code[1] == TO_DEBUG) {
		word_t *reg;

		if (map_copy_from_user(t->space, &code[2], ip + 2, 1) != 1)
			return false;
		length = 3;
		reg = glue_register(f, (code[2] & 7) | (rex & 1) << 3);
		done = (rex & 4) == 0 &&
		       (code[1] == FROM_DEBUG ? read_debug(t, code[2] >> 3 & 7, reg)
					      : write_debug(t, code[2] >> 3 & 7, *reg));
	}
	if (done)
		glue_thread_set_ip(t, ip + length);
	return done;
}
