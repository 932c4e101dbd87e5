/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * firmware.c - Malta: arguments and environment, as YAMON, QEMU in its place, or U-Boot pass them.
 *
 * YAMON has tables of 32-bit pointers, which stand for sign-extended ones; its environment is names
 * and values in turn.  U-Boot has tables of 64-bit pointers and no environment.  Nothing tells them
 * apart but the tables themselves, so every pointer is looked at before it is used.
 */
#include "../../boot_lib.h"
#include "mips_boot.h"

#define LOW_MAX	      (256 * MIB) /* of memory at 0; more is found again from HIGH_BASE on */
#define HIGH_BASE     (2048 * MIB)
#define PROBE_STEP    (16 * MIB)
#define ARGS_MAX      64
#define ENV_MAX	      128 /* strings */
#define ARGC_QEMU     2 /* when semihosting hides the number */
#define PATTERN	      0x5045434150454341ull

/* Is it an address in the first memory, seen through ckseg0 or ckseg1? */
static bool is_pointer(u64 p, u64 align)
{
	return p % align == 0 && p >= CKSEG0 && p < CKSEG1 + CKSEG_BYTES &&
	       (p - CKSEG0) % CKSEG_BYTES < LOW_MAX;
}

/* Of 64-bit pointers, as U-Boot's? */
static bool is_wide(u64 table)
{
	return is_pointer(table, 8) && is_pointer(*(const u64 *)table, 1);
}

/* Element @n of a table of strings, or NULL where it ends. */
static const char *element(u64 table, unsigned n)
{
	u64 p;

	if (!is_pointer(table, 4))
		return NULL;
	if (is_wide(table))
		p = ((const u64 *)table)[n];
	else
		p = (u64)(long long)((const int *)table)[n];
	return is_pointer(p, 1) ? (const char *)p : NULL;
}

const char *firmware_line(u64 argc, u64 argv)
{
	static char line[BOOT_LINE_MAX];
	size_t used = 0;

	unsigned first = is_wide(argv) ? 0 : 1; /* bootelf passes what follows the address */

	if (argc == ARGC_SEMIHOSTING)
		argc = ARGC_QEMU;
	for (unsigned n = first; n < argc && n < ARGS_MAX; n++) {
		const char *s = element(argv, n);
		size_t len = s ? strlen(s) : 0;

		if (!s)
			break;
		if (len + 1 > sizeof(line) - 1 - used)
			len = sizeof(line) - 2 - used;
		memcpy(line + used, s, len);
		used += len;
		line[used++] = ' ';
		if (used == sizeof(line) - 1)
			break;
	}
	while (used && line[used - 1] == ' ')
		used--;
	line[used] = '\0';
	return line;
}

static bool same(const char *a, const char *b)
{
	size_t len = strlen(b);

	for (size_t i = 0; i <= len; i++)
		if (a[i] != b[i])
			return false;
	return true;
}

/* A number, hexadecimal behind 0x as YAMON has it, or decimal as QEMU has. */
static u64 number(const char *s)
{
	u64 base = 10, n = 0;

	if (s[0] == '0' && (s[1] | 0x20) == 'x') {
		base = 16;
		s += 2;
	}
	for (;; s++) {
		char c = *s | 0x20;	/* digits have the bit, too */
		u64 digit = c >= 'a' ? (u64)(c - 'a') + 10 : (u64)c - '0';

		if (digit >= base)
			return n;
		n = n * base + digit;
	}
}

/* The value of an environment variable as a number, 0 if there is none. */
static u64 env_number(u64 envp, const char *name)
{
	for (unsigned n = 0; n + 1 < ENV_MAX; n += 2) {
		const char *s = element(envp, n), *v = element(envp, n + 1);

		if (!s || !v)
			return 0;
		if (same(s, name))
			return number(v);
	}
	return 0;
}

/* Where memory ends, by writing beyond caches; what is found there is put back. */
static u64 probe(void)
{
	u64 size = PROBE_STEP;

	for (; size < LOW_MAX; size += PROBE_STEP) {
		volatile u64 *p = (volatile u64 *)(CKSEG1 + size), old = *p, seen;

		*p = PATTERN ^ size;
		seen = *p;
		*p = old;
		if (seen != (PATTERN ^ size))
			break;
	}
	return size;
}

void firmware_memory(struct memmap *map, u64 envp)
{
	u64 low = env_number(envp, "memsize"), all = env_number(envp, "ememsize");

	if (low == 0) {
		low = probe();
		boot_print("Pecan boot: no memory size in the environment, found %u MiB\n",
			   (unsigned)(low / MIB));
	}
	if (low > LOW_MAX)
		low = LOW_MAX;
	memmap_add(map, 0, low, MEM_USABLE);
	if (low == LOW_MAX && all > LOW_MAX)
		memmap_add(map, HIGH_BASE + LOW_MAX, all - LOW_MAX, MEM_USABLE);
}
