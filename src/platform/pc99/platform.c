/* SPDX-License-Identifier: BSD-2-Clause */
/* platform.c - the PC: which of its devices serve as console, interrupt controller and timer. */
#include "platform.h"

#include "acpi.h"
#include "arch.h"
#include "arch_x86.h"
#include "assert.h"
#include "bits.h"
#include "compiler.h"
#include "irq_i8259.h"
#include "irq_ioapic.h"
#include "irq_lapic.h"
#include "mptable.h"
#include "platform_io.h"
#include "print.h"
#include "timer_lapic.h"
#include "timer_rtc.h"
#include "timer_tsc.h"
#include "uart_ns16550.h"

/*
 * Vectors; 0x80 - 0xdf are free for the system-call traps of glue.  The 8259s get their own ones,
 * ignored, where the I/O APIC serves the interrupts.
 */
#define VECTOR_IRQ	0x20
#define VECTOR_UNUSED	0xe0
#define VECTOR_TIMER	0xf0
#define VECTOR_SPURIOUS	0xff
#define VECTOR_IRQ_END	(VECTOR_IRQ + IRQ_IOAPIC_PINS)

_Static_assert(VECTOR_IRQ_END <= 0x80, "vectors do not overlap");

#define PORT_ACPI_QEMU	0x604		/* PM1 control where SeaBIOS and OVMF put it */
#define ACPI_SOFT_OFF	0x2000		/* sleep enable, sleep type 0: S5 of emulators */
#define POWER_OFF_READS	500000		/* of an ISA port: half a second */
#define PORT_RESET	0xcf9
#define RESET_HARD	0x06
#define PORT_KEYBOARD	0x64
#define KEYBOARD_RESET	0xfe
#define PORT_EXIT	0xf4		/* isa-debug-exit: the emulator ends with status 2v + 1 */
#define EXIT_SUCCESS	0x10
#define EXIT_FAILURE	0x01

static paddr_t boot_info;		/* Multiboot 2 information, or 0 */
static struct acpi_facts acpi;
static bool have_lapic, have_ioapic, have_tsc;
static unsigned irq_count;
static uint64_t rtc_deadline = UINT64_MAX;

/* --- start-up ---------------------------------------------------------------------------- */

__init void platform_init_early(word_t boot_arg)
{
	boot_info = boot_arg;
	uart_ns16550_init(UART_NS16550_COM1);
}

static __init void init_irq(const struct irq_routing *routing)
{
	unsigned pins = 0;

	have_tsc = (arch_features & CPUID_1_EDX_TSC) != 0;
	have_lapic = have_tsc && irq_lapic_init();	/* without clock its timer is of no use */
	if (IS_ENABLED(CONFIG_IOAPIC) && have_lapic)
		pins = irq_ioapic_probe(routing);
	have_ioapic = pins != 0;
	irq_count = have_ioapic ? pins : IRQ_I8259_COUNT;
	irq_i8259_init(have_ioapic ? VECTOR_UNUSED : VECTOR_IRQ);
	if (have_lapic)
		irq_lapic_init_cpu(VECTOR_SPURIOUS, !have_ioapic);
	if (IS_ENABLED(CONFIG_IOAPIC) && have_ioapic)
		irq_ioapic_init(routing, VECTOR_IRQ, irq_lapic_id());
}

static __init void init_timer(void)
{
	struct timer_reference ref;
	unsigned lapic_hz = 0;

	if (have_lapic)
		timer_lapic_start_counting();
	if (have_tsc) {
		if (!timer_reference_acpi(&ref, acpi.pm_timer) && !timer_reference_pit(&ref))
			panic("neither ACPI timer nor PIT counts: no clock");
		timer_tsc_init(&ref, have_lapic ? timer_lapic_count : NULL, &lapic_hz);
	}
	if (have_lapic) {
		timer_lapic_init(lapic_hz, timer_tsc_khz(), VECTOR_TIMER);
		return;
	}
	timer_rtc_init();
	irq_i8259_unmask(TIMER_RTC_IRQ);
	if (!have_tsc)
		timer_rtc_start();
}

static __init const char *timer_name(void)
{
	if (!have_lapic)
		return "RTC";
	return timer_lapic_is_deadline() ? "TSC deadline" : "LAPIC";
}

__init void platform_init(void)
{
	struct irq_routing routing;

	irq_routing_init(&routing);
	acpi_find(&acpi, &routing, boot_info);
	if (routing.ioapics == 0)
		mptable_find(&routing);
	init_irq(&routing);
	init_timer();
	kprintf("pc99: %u interrupts by %s, timer %s, clock %u kHz%s\n", irq_count,
		have_ioapic ? "I/O APIC" : "8259", timer_name(), timer_tsc_khz(),
		acpi.found ? "" : ", no ACPI");
}

__init void platform_init_cpu(unsigned cpu)
{
	ASSERT(cpu == 0);
	(void)cpu;		/* the boot CPU is set up by platform_init */
}

/* --- interrupts -------------------------------------------------------------------------- */

unsigned platform_irq_count(void)
{
	return irq_count;
}

bool platform_irq_usable(unsigned irq)
{
	if (IS_ENABLED(CONFIG_IOAPIC) && have_ioapic)
		return irq_ioapic_usable(irq);
	return irq < irq_count && irq != IRQ_I8259_CASCADE && (have_lapic || irq != TIMER_RTC_IRQ);
}

void platform_irq_mask(unsigned irq)
{
	if (IS_ENABLED(CONFIG_IOAPIC) && have_ioapic)
		irq_ioapic_mask(irq);
	else
		irq_i8259_mask(irq);
}

void platform_irq_unmask(unsigned irq)
{
	if (IS_ENABLED(CONFIG_IOAPIC) && have_ioapic)
		irq_ioapic_unmask(irq);
	else
		irq_i8259_unmask(irq);
}

/* The RTC ticks all the time while a deadline is pending; most ticks are nobody's. */
static int rtc_tick(void)
{
	timer_rtc_ack();
	irq_i8259_unmask(TIMER_RTC_IRQ);
	if (platform_timer_now() < rtc_deadline)
		return PLATFORM_IRQ_NONE;
	platform_timer_arm(UINT64_MAX);
	return PLATFORM_IRQ_TIMER;
}

static int accept_i8259(unsigned irq)
{
	if (irq >= IRQ_I8259_COUNT || !irq_i8259_accept(irq))
		return PLATFORM_IRQ_NONE;
	if (irq == TIMER_RTC_IRQ && !have_lapic)
		return rtc_tick();
	return (int)irq;
}

int platform_irq_next(word_t vector)
{
	unsigned irq = (unsigned)vector - VECTOR_IRQ;

	if (vector == VECTOR_TIMER && have_lapic) {
		irq_lapic_eoi();
		return PLATFORM_IRQ_TIMER;
	}
	if (!IS_ENABLED(CONFIG_IOAPIC) || !have_ioapic)
		return accept_i8259(irq);
	if (irq_ioapic_usable(irq))
		return irq_ioapic_accept(irq) ? (int)irq : PLATFORM_IRQ_NONE;
	if (vector != VECTOR_SPURIOUS)		/* which is never in service */
		irq_lapic_eoi();		/* firmware has left it pending */
	return PLATFORM_IRQ_NONE;
}

/* --- time -------------------------------------------------------------------------------- */

uint64_t platform_timer_now(void)
{
	return likely(have_tsc) ? timer_tsc_now() : timer_rtc_now();
}

static void rtc_arm(uint64_t deadline)
{
	bool was_off = rtc_deadline == UINT64_MAX;

	rtc_deadline = deadline;
	if (!have_tsc)
		return;			/* it runs for ever: it is the clock, too */
	if (was_off && deadline != UINT64_MAX)
		timer_rtc_start();
	if (!was_off && deadline == UINT64_MAX)
		timer_rtc_stop();
}

void platform_timer_arm(uint64_t deadline)
{
	uint64_t now;

	if (!have_lapic) {
		rtc_arm(deadline);
		return;
	}
	if (deadline == UINT64_MAX) {
		timer_lapic_stop();
		return;
	}
	now = platform_timer_now();
	timer_lapic_arm(deadline > now ? deadline - now : 0);
}

unsigned platform_timer_read_precision(void)
{
	return have_tsc ? 1 : TIMER_RTC_PRECISION;
}

unsigned platform_timer_precision(void)
{
	return have_lapic ? 1 : TIMER_RTC_PRECISION;
}

/* --- processors -------------------------------------------------------------------------- */

unsigned platform_cpu_count(void)
{
	return 1;
}

__init void platform_cpu_frequency(unsigned cpu, word_t *internal_khz, word_t *external_khz)
{
	(void)cpu;
	*internal_khz = timer_tsc_khz();
	*external_khz = have_lapic ? timer_lapic_bus_khz() : timer_tsc_khz();
}

/* --- end --------------------------------------------------------------------------------- */

/* Switching off takes effect somewhat later; only if it does not, end the emulator its own way. */
static __cold void power_off(void)
{
	arch_out16(acpi.pm1_control != 0 ? acpi.pm1_control : PORT_ACPI_QEMU, ACPI_SOFT_OFF);
	for (unsigned i = 0; i < POWER_OFF_READS; i++)
		platform_in8(PORT_KEYBOARD);
	arch_out32(PORT_EXIT, EXIT_SUCCESS);
}

static __cold void reboot(void)
{
	platform_out8(PORT_RESET, RESET_HARD);
	for (unsigned i = 0; i < 100000 && (platform_in8(PORT_KEYBOARD) & 2) != 0; i++)
		arch_relax();
	platform_out8(PORT_KEYBOARD, KEYBOARD_RESET);
}

void platform_reset(enum platform_reset_how how)
{
	arch_irq_off();
	switch (how) {
	case PLATFORM_REBOOT:
		reboot();
		break;
	case PLATFORM_POWER_OFF:
		power_off();
		break;
	case PLATFORM_FAIL:
		arch_out32(PORT_EXIT, EXIT_FAILURE);
		break;
	}
	arch_halt();
}
