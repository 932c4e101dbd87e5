/* SPDX-License-Identifier: BSD-2-Clause */
/* boot_elf.c - the boot program's ELF and KIP checks: hand-made defects, then random damage. */

#include "../../user/boot/elf.h"
#include "../../user/boot/kip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PHYS_LIMIT 0xffffffffu
#define MUTATIONS  20000u

static unsigned int test_no, failures;
static unsigned long long seed;

static struct elf_target target = {
	.machines = {ELF_EM_386, ELF_EM_X86_64, ELF_EM_MIPS},
	.phys_limit = PHYS_LIMIT,
};

/* An executable with three program headers: two segments to load and one other. */
struct sample {
	unsigned int bytes;
	bool big;
	u64 size;
	u8 data[16384];
};

enum {
	KIP_OFFSET = 0x1000,
	TEXT_SIZE = 0x2000,
	DATA_OFFSET = 0x3000,
	DATA_FILE = 0x800,
	DATA_MEM = 0x3000
};

#define TEXT_PHYS 0x100000u
#define TEXT_VIRT 0xf0100000u
#define DATA_PHYS 0x103000u

static unsigned int rnd(unsigned int below)
{
	seed = seed * 6364136223846793005ull + 1442695040888963407ull;
	return (unsigned int)(seed >> 33) % below;
}

static void report(const char *name, bool good)
{
	test_no++;
	failures += !good;
	printf("%sok %u boot_elf/%s\n", good ? "" : "not ", test_no, name);
}

static void put(struct sample *s, u64 at, unsigned int bytes, u64 value)
{
	word_put(s->data + at, bytes, s->big, value);
}

/* Offsets of program header fields by class: offset, vaddr, paddr, filesz, memsz, flags, align. */
static u64 ph_field(const struct sample *s, unsigned int n, const char *name)
{
	static const char *const names[] = {"offset", "vaddr", "paddr", "filesz",
					    "memsz",  "flags", "align"};
	static const u8 at32[] = {4, 8, 12, 16, 20, 24, 28};
	static const u8 at64[] = {8, 16, 24, 32, 40, 4, 48};
	u64 base = s->bytes == 4 ? 52 + n * 32 : 64 + n * 56;

	for (unsigned int i = 0; i < 7; i++) {
		if (strcmp(names[i], name) == 0)
			return base + (s->bytes == 4 ? at32[i] : at64[i]);
	}
	abort();
}

static void set_ph(struct sample *s, unsigned int n, const char *name, u64 value)
{
	put(s, ph_field(s, n, name), strcmp(name, "flags") ? s->bytes : 4, value);
}

static void make_segment(struct sample *s, unsigned int n, u64 offset, u64 vaddr, u64 paddr,
			 u64 filesz, u64 memsz)
{
	put(s, s->bytes == 4 ? 52 + n * 32 : 64 + n * 56, 4, 1);
	set_ph(s, n, "offset", offset);
	set_ph(s, n, "vaddr", vaddr);
	set_ph(s, n, "paddr", paddr);
	set_ph(s, n, "filesz", filesz);
	set_ph(s, n, "memsz", memsz);
	set_ph(s, n, "flags", n ? 6 : 5);
	set_ph(s, n, "align", 0x1000);
}

static void make_kip(struct sample *s, u64 at, unsigned int slots)
{
	memcpy(s->data + at, "\x4c\x34\xe6\x4b\0\0\0\0", 8);
	put(s, at + s->bytes, s->bytes, 0x84070000);
	put(s, at + KIP_MEMORY_INFO * s->bytes, s->bytes, 0x200ull << (s->bytes * 4) | slots);
	put(s, at + KIP_PAGE_INFO * s->bytes, s->bytes, 0x00401006);
}

static void make(struct sample *s, unsigned int bytes, bool big)
{
	memset(s, 0, sizeof(*s));
	s->bytes = bytes;
	s->big = big;
	s->size = DATA_OFFSET + DATA_FILE;
	memcpy(s->data,
	       "\x7f"
	       "ELF",
	       4);
	s->data[4] = bytes == 4 ? 1 : 2;
	s->data[5] = big ? 2 : 1;
	s->data[6] = 1;
	put(s, 16, 2, 2);
	put(s, 18, 2, big ? ELF_EM_MIPS : bytes == 4 ? ELF_EM_386 : ELF_EM_X86_64);
	put(s, 20, 4, 1);
	put(s, 24, bytes, TEXT_VIRT + 0x20);
	put(s, bytes == 4 ? 28 : 32, bytes, bytes == 4 ? 52 : 64);
	put(s, bytes == 4 ? 42 : 54, 2, bytes == 4 ? 32 : 56);
	put(s, bytes == 4 ? 44 : 56, 2, 3);
	make_segment(s, 0, 0x1000, TEXT_VIRT, TEXT_PHYS, TEXT_SIZE, TEXT_SIZE);
	make_segment(s, 1, DATA_OFFSET, TEXT_VIRT + 0x3000, DATA_PHYS, DATA_FILE, DATA_MEM);
	put(s, bytes == 4 ? 52 + 2 * 32 : 64 + 2 * 56, 4, 0x6474e551);
	make_kip(s, KIP_OFFSET, 16);
}

/* Check an exact-size copy, so that the sanitizer sees each byte too far. */
static const char *check(const struct sample *s, struct elf_image *img)
{
	u8 *copy = malloc(s->size ? s->size : 1);
	const char *defect;

	memcpy(copy, s->data, s->size);
	target.big = s->big;
	defect = elf_check(img, copy, s->size, &target);
	if (!defect) {
		struct kip kip;

		for (unsigned int i = 0; i < img->count; i++) {
			const struct elf_segment *seg = &img->seg[i];
			u8 sum = 0;

			for (u64 k = 0; k < seg->filesz; k++)
				sum ^= img->data[seg->offset + k];
			(void)*(volatile u8 *)&sum;
		}
		kip_find(&kip, img);
	}
	free(copy);
	img->data = NULL;
	return defect;
}

static bool is_good(const struct elf_image *img)
{
	if (img->count == 0 || img->count > ELF_MAX_SEGMENTS || img->high > PHYS_LIMIT ||
	    img->low > img->high || img->entry < img->low || img->entry > img->high)
		return false;
	for (unsigned int i = 0; i < img->count; i++) {
		const struct elf_segment *s = &img->seg[i];

		if (s->memsz == 0 || s->filesz > s->memsz || (s->filesz && s->offset > img->size) ||
		    (s->filesz && s->filesz > img->size - s->offset) ||
		    s->memsz - 1 > PHYS_LIMIT - s->paddr)
			return false;
		for (unsigned int j = 0; j < i; j++) {
			const struct elf_segment *t = &img->seg[j];

			if (s->paddr <= t->paddr + (t->memsz - 1) &&
			    t->paddr <= s->paddr + (s->memsz - 1))
				return false;
		}
	}
	return true;
}

static void test_good(unsigned int bytes, bool big, const char *name)
{
	struct elf_image img;
	struct sample s;
	const char *defect;

	make(&s, bytes, big);
	defect = check(&s, &img);
	report(name, !defect && is_good(&img) && img.count == 2 && img.low == TEXT_PHYS &&
			     img.high == DATA_PHYS + DATA_MEM - 1 &&
			     img.entry == TEXT_PHYS + 0x20 && img.bytes == bytes && img.big == big);
}

/* A file of each class with one field wrong must be refused with these words. */
static void expect(const char *name, const struct sample *s, const char *words)
{
	struct elf_image img;
	const char *defect = check(s, &img);

	if (!defect || !strstr(defect, words)) {
		printf("# %s: got \"%s\"\n", name, defect ? defect : "accepted");
		report(name, false);
	} else {
		report(name, true);
	}
}

static void test_header_defects(void)
{
	struct sample s;

	make(&s, 4, false);
	s.size = 0;
	expect("empty", &s, "empty");
	s.size = 10;
	expect("ten-bytes", &s, "not an ELF");
	s.size = 51;
	expect("cut-in-header", &s, "ends within");
	make(&s, 8, false);
	s.size = 60;
	expect("cut-in-header-64", &s, "ends within");
	make(&s, 4, false);
	s.data[1] = 'F';
	expect("magic", &s, "not an ELF");
	make(&s, 4, false);
	s.data[4] = 3;
	expect("class", &s, "class");
	make(&s, 4, false);
	s.data[5] = 2;
	expect("order", &s, "byte order");
	make(&s, 4, false);
	put(&s, 16, 2, 3);
	expect("type", &s, "EXEC");
	make(&s, 4, false);
	put(&s, 18, 2, ELF_EM_ARM);
	expect("machine", &s, "another CPU");
	make(&s, 4, false);
	put(&s, 44, 2, 0);
	expect("no-headers", &s, "no program headers");
	put(&s, 44, 2, 0xffff);
	expect("many-headers", &s, "too many");
	make(&s, 4, false);
	put(&s, 42, 2, 16);
	expect("small-headers", &s, "too small");
	make(&s, 4, false);
	put(&s, 28, 4, 0xfffffff0);
	expect("headers-outside", &s, "outside the file");
	make(&s, 8, false);
	put(&s, 32, 8, ~0ull - 10);
	expect("headers-wrap", &s, "outside the file");
}

static void test_segment_defects(unsigned int bytes, bool big)
{
	u64 top = bytes == 4 ? 0xfffff000u : ~0xfffull;
	struct sample s;

	make(&s, bytes, big);
	s.size--;
	expect("truncated", &s, "beyond the end");
	make(&s, bytes, big);
	set_ph(&s, 1, "offset", top);
	expect("offset", &s, "beyond the end");
	make(&s, bytes, big);
	set_ph(&s, 1, "filesz", DATA_MEM + 1);
	expect("filesz", &s, "exceeds");
	make(&s, bytes, big);
	set_ph(&s, 1, "memsz", 0);
	expect("memsz-0", &s, "exceeds");
	make(&s, bytes, big);
	set_ph(&s, 1, "paddr", top);
	expect("paddr", &s, "out of range");
	make(&s, bytes, big);
	set_ph(&s, 1, "vaddr", top);
	expect("vaddr", &s, "wrap");
	make(&s, bytes, big);
	set_ph(&s, 1, "align", 0x1001);
	expect("align", &s, "power of two");
	make(&s, bytes, big);
	set_ph(&s, 1, "paddr", TEXT_PHYS + TEXT_SIZE - 1);
	expect("overlap", &s, "overlaps");
	make(&s, bytes, big);
	put(&s, 24, bytes, 0x1234);
	expect("entry", &s, "entry point");
	make(&s, bytes, big);
	put(&s, bytes == 4 ? 52 : 64, 4, 3);
	expect("interpreter", &s, "dynamic");
}

static void test_entry(void)
{
	struct elf_image img;
	struct sample s;

	make(&s, 4, false);
	put(&s, 24, 4, DATA_PHYS + 0x10);
	report("entry-physical", !check(&s, &img) && img.entry == DATA_PHYS + 0x10);
	put(&s, 24, 4, TEXT_VIRT + 0x3000 + DATA_MEM - 1);
	report("entry-virtual", !check(&s, &img) && img.entry == DATA_PHYS + DATA_MEM - 1);
	put(&s, 24, 4, TEXT_VIRT + 0x3000 + DATA_MEM);
	report("entry-behind", check(&s, &img) != NULL);
}

/* Damage bytes or fields at random places of the headers; whatever is accepted is sound. */
static void test_random(unsigned int bytes, bool big, const char *name)
{
	static const u64 values[] = {0,	    1,		0x7fffffff, 0xffffffff,
				     ~0ull, 1ull << 63, 0x100000,   0xfff};
	unsigned int accepted = 0;
	bool good = true;
	struct sample s;

	for (unsigned int i = 0; i < MUTATIONS && good; i++) {
		struct elf_image img;
		unsigned int changes = 1 + rnd(4);

		make(&s, bytes, big);
		while (changes--) {
			unsigned int at = rnd(4) ? rnd(64 + 3 * 56) : KIP_OFFSET + rnd(64) * bytes;

			if (rnd(2))
				s.data[at] = (u8)rnd(256);
			else
				put(&s, at & ~3u, rnd(2) ? 4 : bytes, values[rnd(8)] + rnd(3) - 1);
		}
		if (rnd(4) == 0)
			s.size = rnd((unsigned int)s.size + 1);
		if (!check(&s, &img)) {
			accepted++;
			good = is_good(&img);
		}
	}
	printf("# %s: %u of %u accepted\n", name, accepted, MUTATIONS);
	report(name, good && accepted > 0 && accepted < MUTATIONS);
}

static const char *find(const struct sample *s, struct elf_image *img, struct kip *kip)
{
	target.big = s->big;
	if (elf_check(img, s->data, s->size, &target))
		return "ELF";
	return kip_find(kip, img);
}

static void test_kip(unsigned int bytes, bool big, const char *name)
{
	struct elf_image img;
	struct sample s;
	struct kip kip;
	bool good;

	make(&s, bytes, big);
	good = !find(&s, &img, &kip) && kip.bytes == bytes && kip.phys == TEXT_PHYS &&
	       kip.slots == 16 && kip.slot_offset == 0x200 && kip_page_size(&kip) == 4096;
	kip_set(&kip, KIP_BOOT_INFO, 0x12345678);
	kip_set_descriptor(&kip, 15, 0x1000, 0x5fff, 0x2e);
	kip_set_descriptor_count(&kip, 3);
	good = good && kip_get(&kip, KIP_BOOT_INFO) == 0x12345678 &&
	       kip_get(&kip, KIP_MEMORY_INFO) == (0x200ull << (bytes * 4) | 3) &&
	       kip_get(&kip, (0x200 + 15 * 2 * bytes) / bytes) == 0x102e &&
	       kip_get(&kip, (0x200 + 15 * 2 * bytes) / bytes + 1) == 0x5fff;
	report(name, good);
}

static void expect_kip(const char *name, const struct sample *s, const char *words)
{
	struct elf_image img;
	struct kip kip;
	const char *defect = find(s, &img, &kip);

	report(name, defect && strstr(defect, words));
}

static void test_kip_defects(void)
{
	struct elf_image img;
	struct sample s;
	struct kip kip;

	make(&s, 4, false);
	s.data[KIP_OFFSET] = 0;
	expect_kip("kip-missing", &s, "no kernel interface page");
	make_kip(&s, KIP_OFFSET + 0x104, 16);
	expect_kip("kip-unaligned", &s, "not page aligned");
	make(&s, 4, false);
	make_kip(&s, KIP_OFFSET, 0);
	expect_kip("kip-no-slots", &s, "no room");
	make_kip(&s, KIP_OFFSET, 0xffff);
	expect_kip("kip-many-slots", &s, "outside the kernel");
	make(&s, 8, false);
	put(&s, KIP_OFFSET + KIP_MEMORY_INFO * 8, 8, ~0ull);
	expect_kip("kip-slots-wrap", &s, "outside the kernel");
	make(&s, 4, false);
	memcpy(s.data + KIP_OFFSET + 0x1000, s.data + KIP_OFFSET, 0x400);
	memset(s.data + KIP_OFFSET + KIP_MEMORY_INFO * 4, 0, 4);
	report("kip-second-candidate", !find(&s, &img, &kip) && kip.phys == TEXT_PHYS + 0x1000);
}

int main(int argc, char **argv)
{
	seed = argc > 1 ? strtoull(argv[1], NULL, 0) : 1;
	test_good(4, false, "good-32-le");
	test_good(4, true, "good-32-be");
	test_good(8, false, "good-64-le");
	test_good(8, true, "good-64-be");
	test_header_defects();
	test_segment_defects(4, false);
	test_segment_defects(8, true);
	test_entry();
	test_kip(4, false, "kip-32-le");
	test_kip(4, true, "kip-32-be");
	test_kip(8, false, "kip-64-le");
	test_kip(8, true, "kip-64-be");
	test_kip_defects();
	test_random(4, false, "random-32-le");
	test_random(4, true, "random-32-be");
	test_random(8, false, "random-64-le");
	test_random(8, true, "random-64-be");
	printf("DONE pass=%u fail=%u\n", test_no - failures, failures);
	return failures != 0;
}
