/* SPDX-License-Identifier: BSD-2-Clause */
/* lapic.c - local APIC as memory or x2APIC, timer by count or deadline, against the CPU's rules. */
#include "../../src/platform/common/irq_lapic.c"

#include "../../src/platform/common/timer_lapic.c"
#include "percpu.h"
#include "unit.h"

#define ENABLE	MSR_APIC_BASE_ENABLE
#define EXTD	MSR_APIC_BASE_X2APIC
#define PLACE	0xfee00000u
#define ID	3u
#define VECTOR	0xf0
#define TSC_KHZ	2500000u
#define ON	CPUID_1_EDX_APIC | CPUID_1_EDX_MSR

static volatile uint32_t page[1024];
static uint64_t apic_base, deadline, tsc;
static uint64_t x2apic[0x40];
static uint32_t cpuid_1_ecx, cpuid_1_eax;
static unsigned ends;
static bool good, fenced, mapped;

uint32_t arch_features = ON;
struct percpu fake_percpu;

void panic(const char *fmt, ...)
{
	printf("panic: %s\n", fmt);
	exit(1);
}

void *fake_frame(paddr_t pa)
{
	(void)pa;
	return NULL;
}

void fake_flushed(word_t asid, word_t va, bool all)
{
	(void)asid;
	(void)va;
	(void)all;
}

void device_page_keep(paddr_t pa, size_t bytes)
{
	good = good && pa == 0xfee00000 && bytes == 1 << 20;
}

void *device_page_map(paddr_t pa, size_t bytes)
{
	good = good && pa == PLACE && bytes == PAGE_SIZE && (apic_base & EXTD) == 0;
	mapped = true;
	page[LAPIC_ID / 4] = ID << 24;
	return (void *)page;
}

struct arch_cpuid arch_cpuid(uint32_t leaf)
{
	good = good && leaf == 1;
	return (struct arch_cpuid){ .eax = cpuid_1_eax, .ecx = cpuid_1_ecx };
}

uint64_t arch_rdtsc(void)
{
	return tsc;
}

/* Registers of the x2APIC exist only in its mode; what is not there faults. */
static bool is_x2apic_msr(uint32_t msr)
{
	return (apic_base & EXTD) != 0 && msr >= MSR_X2APIC && msr < MSR_X2APIC + 0x40 &&
	       msr != MSR_X2APIC + LAPIC_ICR_LOW / 16 + 1;
}

uint64_t arch_rdmsr(uint32_t msr)
{
	if (msr == MSR_APIC_BASE) {
		good = good && cpuid_1_eax >= 0x600;
		return apic_base;
	}
	good = good && is_x2apic_msr(msr);
	return msr == MSR_X2APIC + LAPIC_ID / 16 ? ID : x2apic[msr % 0x40];
}

/* SDM 10.12.5: from off one step to on, from on to x2APIC, from there only to off. */
static void write_base(uint64_t v)
{
	bool on = (apic_base & ENABLE) != 0, ext = (apic_base & EXTD) != 0;
	bool to_on = (v & ENABLE) != 0, to_ext = (v & EXTD) != 0;

	good = good && (v & ~(uint64_t)(ENABLE | EXTD)) == PLACE && (to_on || !to_ext) &&
	       (on || !to_ext) && (!ext || to_ext || !to_on) &&
	       (!to_ext || (cpuid_1_ecx & CPUID_1_ECX_X2APIC) != 0);
	apic_base = v;
}

/* The end of the interrupt in service with the highest vector. */
static void end_of_interrupt(void)
{
	unsigned i = 8;

	ends++;
	while (i-- > 0)
		for (unsigned n = 32; n-- > 0;)
			if ((x2apic[LAPIC_ISR / 16 + i] >> n & 1) != 0) {
				x2apic[LAPIC_ISR / 16 + i] ^= 1ull << n;
				return;
			}
}

/* SDM 10.12.3, 10.5.4.1: these WRMSRs do not wait for stores, so a fence must come before. */
void arch_wrmsr(uint32_t msr, uint64_t v)
{
	if (msr == MSR_APIC_BASE) {
		write_base(v);
	} else if (msr == MSR_TSC_DEADLINE) {
		good = good && fenced && (cpuid_1_ecx & CPUID_1_ECX_DEADLINE) != 0;
		deadline = v;
	} else {
		good = good && fenced && is_x2apic_msr(msr) && msr != MSR_X2APIC + LAPIC_ID / 16 &&
		       (msr != MSR_X2APIC + LAPIC_EOI / 16 || v == 0);
		x2apic[msr % 0x40] = v;
		if (msr == MSR_X2APIC + LAPIC_EOI / 16)
			end_of_interrupt();
	}
	fenced = false;
}

bool arch_wrmsr_safe(uint32_t msr, uint64_t v)
{
	arch_wrmsr(msr, v);
	return true;
}

void arch_wrmsr_fence(void)
{
	fenced = true;
}

static uint64_t reg(unsigned offset)
{
	return irq_lapic_base != NULL ? page[offset / 4] : x2apic[offset / 16];
}

static void reset(uint64_t base, uint32_t ecx)
{
	irq_lapic_base = NULL;
	tsc_per_us = 0;
	apic_base = base;
	cpuid_1_ecx = ecx;
	cpuid_1_eax = 0x906a3;
	ends = 0;
	deadline = 77;
	good = true;
	fenced = mapped = false;
}

static bool start(uint64_t base, uint32_t ecx)
{
	reset(base, ecx);
	if (!irq_lapic_init())
		return false;
	irq_lapic_init_cpu(0xff, true);
	return mapped == ((base & EXTD) == 0) && irq_lapic_id() == ID &&
	       reg(LAPIC_SVR) == (SVR_ENABLE | 0xff) && reg(LAPIC_LVT_LINT0) == LVT_EXTINT && good;
}

/* A Pentium: no register says where it is. */
static bool start_p5(void)
{
	reset(PLACE | ENABLE, 0);
	cpuid_1_eax = 0x543;
	return irq_lapic_init() && mapped && good;
}

/* What firmware has left in service: each has its end, and no more. */
static bool ends_all(void)
{
	reset(PLACE | ENABLE | EXTD, CPUID_1_ECX_X2APIC);
	x2apic[LAPIC_ISR / 16 + 1] = 5;
	x2apic[LAPIC_ISR / 16 + 7] = 0x80000000;
	if (!irq_lapic_init())
		return false;
	irq_lapic_init_cpu(0xff, true);
	return ends == 3 && good;
}

static bool self_interrupt(void)
{
	irq_lapic_self(0x33);
	if (irq_lapic_base != NULL)
		return page[LAPIC_ICR_LOW / 4] == (ICR_SELF | ICR_ASSERT | 0x33) && good;
	return x2apic[LAPIC_SELF_IPI / 16] == 0x33 && good;
}

/* The timer by count: 62.5 MHz after division. */
static bool counts(void)
{
	timer_lapic_init(62500000, TSC_KHZ, VECTOR);
	timer_lapic_arm(1000);
	return !timer_lapic_is_deadline() && reg(LAPIC_LVT_TIMER) == VECTOR &&
	       reg(LAPIC_TIMER_INITIAL) == 62501 && deadline == 77 && good;
}

static bool deadlines(void)
{
	bool ok;

	tsc = 1ull << 40;
	timer_lapic_init(62500000, TSC_KHZ, VECTOR);
	ok = timer_lapic_is_deadline() && deadline == 0 &&
	     reg(LAPIC_LVT_TIMER) == (VECTOR | LAPIC_LVT_DEADLINE);
	timer_lapic_arm(0);
	ok = ok && deadline == tsc + 1;
	timer_lapic_arm(1000000);
	ok = ok && deadline == tsc + 2500000000u + 1;
	timer_lapic_arm(UINT64_MAX);		/* beyond its range: early, not never */
	ok = ok && deadline > tsc && deadline - tsc > 2500ull * 0xf0000000;
	timer_lapic_stop();
	return ok && deadline == 0 && good;
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	unit_report("lapic/memory", start(PLACE | ENABLE, 0) && self_interrupt());
	unit_report("lapic/memory-from-off", start(PLACE, 0) && self_interrupt());
	unit_report("lapic/count", counts());
	unit_report("lapic/deadline", start(PLACE | ENABLE, CPUID_1_ECX_DEADLINE) && deadlines());
	unit_report("lapic/no-x2apic", start(PLACE | ENABLE, CPUID_1_ECX_X2APIC) &&
					       self_interrupt());
	unit_report("lapic/no-x2apic-from-off", start(PLACE, CPUID_1_ECX_X2APIC) &&
							self_interrupt());
	unit_report("lapic/before-p6", start_p5());
	unit_report("lapic/in-service", ends_all());
	unit_report("lapic/x2apic-already", start(PLACE | ENABLE | EXTD, CPUID_1_ECX_X2APIC) &&
						    self_interrupt());
	unit_report("lapic/x2apic-count", counts());
	unit_report("lapic/x2apic-deadline",
		    start(PLACE | ENABLE | EXTD, CPUID_1_ECX_X2APIC | CPUID_1_ECX_DEADLINE) &&
			    deadlines());
	arch_features = 0;
	reset(PLACE, 0);
	unit_report("lapic/none", !irq_lapic_init() && good);
	return unit_end();
}
