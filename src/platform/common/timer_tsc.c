/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * timer_tsc.c - calibrate the time-stamp counter.
 *
 * The reference is read until it changes; the moment of the change lies between the TSC before the
 * last old reading and that after the new one.  Two such moments bound the frequency from both
 * sides; if they are close, the roundest number between them is taken: crystals are made so.
 */
#include "timer_tsc.h"

#include "arch_x86.h"
#include "bits.h"
#include "compiler.h"
#include "platform_io.h"

#define ACPI_HZ		3579545
#define PIT_HZ		1193182

#define PIT_CHANNEL2	0x42
#define PIT_MODE	0x43
#define PIT_MODE_2	0xb0		/* channel 2, both bytes, count down once */
#define PIT_LATCH_2	0x80
#define PORT_B		0x61		/* bit 0: channel 2 counts, bit 1: speaker */

#define WINDOW_PER_S	100		/* measure for 1/100 s */
#define TRIES		3		/* if something held us up in the window */
#define CHANGES		6		/* to choose from at each end of it */
#define CLOSE_PPM	50u		/* bounds so near admit rounding */
#define STUCK_READS	100000u

struct moment {
	uint64_t early, late;		/* TSC */
	uint32_t reference;
	uint32_t other;
	uint64_t other_tsc;		/* when `other` was read */
};

struct bounds {
	uint64_t low, high;		/* Hz */
};

struct timer_scale timer_tsc_scale;
uint64_t timer_tsc_start;

static uint64_t tsc_hz;
static uint16_t acpi_port;

static __init uint32_t read_acpi(void)
{
	return arch_in32(acpi_port);
}

static __init uint32_t read_pit(void)
{
	uint32_t low;

	platform_out8(PIT_MODE, PIT_LATCH_2);
	low = platform_in8(PIT_CHANNEL2);
	return 0xffff - (low | (uint32_t)platform_in8(PIT_CHANNEL2) << 8);
}

static __init bool is_counting(const struct timer_reference *ref)
{
	uint32_t first = ref->read();

	for (unsigned i = 0; i < STUCK_READS; i++)
		if (((ref->read() ^ first) & ref->mask) != 0)
			return true;
	return false;
}

__init bool timer_reference_acpi(struct timer_reference *ref, uint16_t port)
{
	acpi_port = port;
	*ref = (struct timer_reference){ ACPI_HZ, 0xffffff, read_acpi };
	return port != 0 && is_counting(ref);
}

__init bool timer_reference_pit(struct timer_reference *ref)
{
	*ref = (struct timer_reference){ PIT_HZ, 0xffff, read_pit };
	platform_out8(PORT_B, (platform_in8(PORT_B) & ~3) | 1);
	platform_out8(PIT_MODE, PIT_MODE_2);
	platform_out8(PIT_CHANNEL2, 0xff);
	platform_out8(PIT_CHANNEL2, 0xff);
	return is_counting(ref);
}

/* The next change of the reference. */
static __init __noinline struct moment one_change(const struct timer_reference *ref,
						  uint32_t (*read_other)(void))
{
	uint32_t old = ref->read() & ref->mask;
	uint64_t before = arch_rdtsc();
	struct moment m;

	for (;;) {
		m.early = before;
		before = arch_rdtsc();
		m.reference = ref->read() & ref->mask;
		if (m.reference != old)
			break;
	}
	m.late = arch_rdtsc();
	m.other_tsc = m.late;
	m.other = read_other != NULL ? read_other() : 0;
	return m;
}

/* Of a few changes the one whose moment is known best. */
static __init struct moment next_change(const struct timer_reference *ref,
					uint32_t (*read_other)(void))
{
	struct moment best = one_change(ref, read_other);

	for (unsigned i = 0; i < CHANGES; i++) {
		struct moment m = one_change(ref, read_other);

		if (m.late - m.early < best.late - best.early)
			best = m;
	}
	return best;
}

static __init struct moment wait_ticks(const struct timer_reference *ref,
				       uint32_t (*read_other)(void), uint32_t start, uint32_t ticks)
{
	while (((ref->read() - start) & ref->mask) < ticks)
		continue;
	return next_change(ref, read_other);
}

/* The number between the bounds that ends in most zeros; their middle if they are far apart. */
static __init __noinline uint64_t settle(struct bounds b)
{
	uint64_t middle = (b.low + b.high) / 2;

	if ((b.high - b.low) > timer_divide(middle, 1000000 / CLOSE_PPM))
		return middle;
	for (uint32_t unit = 1000000000; unit > 1; unit /= 10) {
		uint64_t multiple = b.high / unit;

		if (multiple != (b.low - 1) / unit)
			return multiple * unit;
	}
	return middle;
}

/* One window: bounds of the TSC's frequency, and its two ends. */
static __init struct bounds measure(const struct timer_reference *ref,
				    uint32_t (*read_other)(void), struct moment end[2])
{
	uint32_t ticks;

	end[0] = next_change(ref, read_other);
	end[1] = wait_ticks(ref, read_other, end[0].reference, ref->hz / WINDOW_PER_S);
	ticks = (end[1].reference - end[0].reference) & ref->mask;
	return (struct bounds){
		(end[1].early - end[0].late) * ref->hz / ticks,
		(end[1].late - end[0].early) * ref->hz / ticks,
	};
}

__init void timer_tsc_init(const struct timer_reference *ref, uint32_t (*read_other)(void),
			   unsigned *other_hz)
{
	struct bounds best = { 0, UINT64_MAX };
	struct moment end[2];

	for (unsigned try = 0; try < TRIES && best.high - best.low > best.low / 1000; try++) {
		struct bounds b = measure(ref, read_other, end);

		if (b.high - b.low < best.high - best.low)
			best = b;
	}
	tsc_hz = settle(best);
	if (read_other != NULL) {
		uint64_t ticks = end[0].other - end[1].other;
		uint64_t cycles = end[1].other_tsc - end[0].other_tsc;

		*other_hz = (unsigned)settle((struct bounds){ (ticks - 1) * tsc_hz / cycles,
							      (ticks + 1) * tsc_hz / cycles });
	}
	timer_scale_set(&timer_tsc_scale, tsc_hz);
	timer_tsc_start = timer_tsc_now();
}

unsigned timer_tsc_khz(void)
{
	return (unsigned)(tsc_hz / 1000);
}
