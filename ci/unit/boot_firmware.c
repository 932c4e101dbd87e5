/* SPDX-License-Identifier: BSD-2-Clause */
/* boot_firmware.c - arguments and memory as Malta's firmware passes them to the boot program. */

#define _GNU_SOURCE /* memfd_create() */

#include "../../user/boot/arch/mips64/mips_boot.h"

#include "../../user/boot/boot_lib.h"
#include "../../user/boot/memmap.h"

/* The first memory is where a program of the host can have some. */
#undef CKSEG0
#undef CKSEG1
#undef CKSEG_BYTES
#define CKSEG0	    0x20000000ull
#define CKSEG1	    0x30000000ull
#define CKSEG_BYTES 0x10000000ull

#include "../../user/boot/arch/mips64/firmware.c"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "unit.h"


void boot_print(const char *format, ...)
{
	(void)format;
}

/* --- what the firmware has written ------------------------------------------------------------ */

static char *place;

static u64 text(const char *s)
{
	u64 at = (u64)(size_t)place;

	place = stpcpy(place, s) + 1;
	return at;
}

static u64 table(bool wide, const char *const *strings)
{
	u64 at[16], begin;
	unsigned n = 0;

	for (; strings[n]; n++)
		at[n] = text(strings[n]);
	at[n] = 0;
	place = (char *)(((size_t)place + 7) & ~(size_t)7);
	begin = (u64)(size_t)place;
	for (unsigned i = 0; i <= n; i++) {
		if (wide)
			((u64 *)(void *)place)[i] = at[i];
		else
			((unsigned *)(void *)place)[i] = (unsigned)at[i];
	}
	place += (n + 1) * (wide ? 8 : 4);
	return begin;
}

#define TABLE(wide, ...) table(wide, (const char *const[]){__VA_ARGS__, NULL})

static bool line_is(u64 argc, u64 argv, const char *line)
{
	return strcmp(firmware_line(argc, argv), line) == 0;
}

static void test_arguments(void)
{
	u64 yamon = TABLE(false, "pecan", "-- quiet", "maxmem=64m");
	u64 uboot = TABLE(true, "verbose", "quiet");

	unit_report("boot_firmware/line.yamon", line_is(3, yamon, "-- quiet maxmem=64m"));
	unit_report("boot_firmware/line.uboot", line_is(2, uboot, "verbose quiet"));
	unit_report("boot_firmware/line.emulator", line_is(~0ull, yamon, "-- quiet"));
	unit_report("boot_firmware/line.none", line_is(0, 0, "") && line_is(5, 3, "") &&
						       line_is(2, CKSEG1 + CKSEG_BYTES, "") &&
						       line_is(1, yamon, ""));
	unit_report("boot_firmware/line.count-too-large",
		    line_is(1000, yamon, "-- quiet maxmem=64m"));
}

static void test_long_line(void)
{
	static char word[BOOT_LINE_MAX + 100];
	u64 argv;

	memset(word, 'x', sizeof(word) - 1);
	argv = TABLE(false, "pecan", "a", word, "b");
	unit_report("boot_firmware/line.too-long",
		    strlen(firmware_line(4, argv)) == BOOT_LINE_MAX - 2);
}

static bool memory_is(u64 envp, u64 low, u64 high)
{
	struct memmap map = {.count = 0};

	firmware_memory(&map, envp);
	return map.count == 1 + (high != 0) && map.e[0].low == 0 && map.e[0].high == low - 1 &&
	       map.e[0].type == MEM_USABLE &&
	       (!high || (map.e[1].low == 0x90000000 && map.e[1].high == 0x90000000 + high - 1));
}

static void test_memory(void)
{
	unit_report("boot_firmware/memory.decimal",
		    memory_is(TABLE(false, "modetty0", "38400n8r", "memsize", "134217728"),
			      128 * MIB, 0));
	unit_report("boot_firmware/memory.hexadecimal",
		    memory_is(TABLE(false, "memsize", "0x04000000"), 64 * MIB, 0));
	unit_report("boot_firmware/memory.extended",
		    memory_is(TABLE(false, "memsize", "0x10000000", "ememsize", "0X3F0A0000"),
			      256 * MIB, 0x2f0a0000));
	unit_report("boot_firmware/memory.no-number",
		    memory_is(TABLE(false, "memsize", "much"), LOW_MAX, 0));
	unit_report("boot_firmware/memory.no-environment",
		    memory_is(0, LOW_MAX, 0) && memory_is(TABLE(false, "memsize"), LOW_MAX, 0));
}

/* Both segments show the first memory, as much as there can be. */
static void memory_begin(void)
{
	int fd = memfd_create("memory", 0);
	void *const at[] = {(void *)CKSEG0, (void *)CKSEG1};

	UNIT_MUST(fd >= 0 && ftruncate(fd, LOW_MAX) == 0);
	for (unsigned i = 0; i < 2; i++)
		UNIT_MUST(mmap(at[i], LOW_MAX, PROT_READ | PROT_WRITE,
			       MAP_SHARED | MAP_FIXED_NOREPLACE, fd, 0) == at[i]);
	place = (char *)at[0] + MIB;
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	memory_begin();
	test_arguments();
	test_long_line();
	test_memory();
	return unit_end();
}
