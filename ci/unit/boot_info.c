/* SPDX-License-Identifier: BSD-2-Clause */
/* boot_info.c - the boot program's boot info in each word size and order; its options. */

#include "../../user/boot/bootinfo.h"
#include "../../user/boot/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned int test_no, failures;

static void report(const char *name, bool good)
{
	test_no++;
	failures += !good;
	printf("%sok %u boot_info/%s\n", good ? "" : "not ", test_no, name);
}

static u64 write_sample(void *buf, u64 room, unsigned int bytes, bool big)
{
	struct elf_image image = {.count = 2, .entry = 0x100020};
	struct bootinfo_writer w;
	u64 mbi = 0x7000;

	image.seg[0] = (struct elf_segment){0xf0100000, 0x100000, 0, 0x2000, 0x2000, ELF_PF_X | 4};
	image.seg[1] = (struct elf_segment){0xf0103000, 0x103000, 0, 0x800, 0x3000, ELF_PF_W | 4};
	bootinfo_begin(&w, buf, room, bytes, big);
	bootinfo_module(&w, 0x200000, 12345, "disk.img size=3");
	bootinfo_module(&w, 0x300000, 0, "");
	bootinfo_program(&w, &image, 7, "kernel arg");
	bootinfo_words(&w, BOOTINFO_MULTIBOOT, &mbi, 1);
	return bootinfo_end(&w);
}

/* A reader written from the specification alone. */
struct reader {
	const u8 *rec;
	unsigned int bytes;
	bool big;
};

static u64 word(const struct reader *r, unsigned int n)
{
	return word_get(r->rec + n * r->bytes, r->bytes, r->big);
}

static bool record_is(struct reader *r, unsigned int type, const u64 *words, unsigned int count,
		      const char *text)
{
	bool good = word(r, 0) == type && word(r, 1) == 1;

	for (unsigned int i = 0; i < count; i++)
		good &= word(r, 3 + i) == words[i];
	if (text)
		good &= strcmp((const char *)r->rec + word(r, 3 + count), text) == 0;
	good &= word(r, 2) % r->bytes == 0;
	r->rec += word(r, 2);
	return good;
}

static void test_records(unsigned int bytes, bool big, const char *name)
{
	static const u64 module1[] = {0x200000, 12345}, module2[] = {0x300000, 0}, mbi[] = {0x7000};
	static const u64 program[] = {0x100000, 0xf0100000, 0x2000, 0x103000, 0xf0103000, 0x800,
				      0x103800, 0xf0103800, 0x2800, 0x100020, 0,	  7};
	u64 size = write_sample(NULL, 0, bytes, big);
	u8 *buf = calloc(1, size);
	struct reader r = {buf, bytes, big};
	bool good = write_sample(buf, size, bytes, big) == size;

	good &= word(&r, 0) == 0x14b0021d && word(&r, 1) == 1 && word(&r, 2) == size &&
		word(&r, 4) == 4;
	good &= word(&r, 5) == 0 && word(&r, 6) == 0 && word(&r, 7) == 0;
	r.rec += word(&r, 3);
	good &= record_is(&r, 1, module1, 2, "disk.img size=3");
	good &= record_is(&r, 1, module2, 2, "");
	good &= record_is(&r, 2, program, 12, "kernel arg");
	good &= record_is(&r, 0x102, mbi, 1, NULL);
	good &= word(&r, 0) == 0 && word(&r, 2) == 0 && r.rec + 3 * bytes == buf + size;
	report(name, good);
	free(buf);
}

/* Whatever room there is, no byte beyond it is written. */
static void test_room(void)
{
	u64 size = write_sample(NULL, 0, 8, false);
	bool good = true;

	for (u64 room = 0; room <= size; room++) {
		u8 *buf = calloc(1, room ? room : 1);

		good &= write_sample(buf, room, 8, false) == size;
		free(buf);
	}
	report("room", good);
}

static bool parses(const char *line, u64 maxmem, u64 kmem, const char *bad_word)
{
	struct boot_options o;
	char bad[12];

	options_parse(&o, line, bad, sizeof(bad));
	return o.maxmem == maxmem && o.kmem == kmem && strcmp(bad, bad_word) == 0;
}

static void test_options(void)
{
	struct boot_options o;
	char bad[64];

	report("options-sizes",
	       parses("boot.elf maxmem=64M  kmem=0x400k", 64u << 20, 1u << 20, "") &&
		       parses("kmem=3G", 0, 3ull << 30, "") && parses("", 0, 0, "") &&
		       parses("\tboot.elf\tkmem=4096 ", 0, 4096, ""));
	report("options-bad", parses("boot.elf kmem=", 0, 0, "kmem=") &&
				      parses("boot.elf kmem=12q", 0, 0, "kmem=12q") &&
				      parses("kmem=x", 0, 0, "kmem=x") &&
				      parses("a kmem=0", 0, 0, "kmem=0") &&
				      parses("a kmem=M b", 0, 0, "kmem=M") &&
				      parses("a kmem=0x", 0, 0, "kmem=0x") &&
				      parses("a kmem=99999999999999999999", 0, 0, "kmem=999999") &&
				      parses("a kmem=0xffffffffffg", 0, 0, "kmem=0xffff"));
	options_parse(&o, "x verbose quiet", bad, sizeof(bad));
	report("options-flags", o.verbose && o.quiet && !bad[0]);
	options_parse(&o, "x verbosely quiet1", bad, sizeof(bad));
	report("options-no-prefix", !o.verbose && !o.quiet && strcmp(bad, "verbosely") == 0);
}

int main(void)
{
	test_records(4, false, "records-32-le");
	test_records(4, true, "records-32-be");
	test_records(8, false, "records-64-le");
	test_records(8, true, "records-64-be");
	test_room();
	test_options();
	printf("DONE pass=%u fail=%u\n", test_no - failures, failures);
	return failures != 0;
}
