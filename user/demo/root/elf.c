/* SPDX-License-Identifier: BSD-2-Clause */
/* elf.c - check an ELF program of this CPU and find its segments. */

#include <string.h>

#include "root.h"

/* Word fields are 4 or 8 bytes in the two classes of files, in the order of these structures. */
struct elf_header {
	unsigned char ident[16];
	L4_Word16_t type, machine;
	L4_Word32_t version;
	L4_Word_t entry, phoff, shoff;
	L4_Word32_t flags;
	L4_Word16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

#if defined(L4_64BIT)
#define ELF_CLASS 2

struct elf_phdr {
	L4_Word32_t type, flags;
	L4_Word_t offset, vaddr, paddr, filesz, memsz, align;
};
#else
#define ELF_CLASS 1

struct elf_phdr {
	L4_Word32_t type;
	L4_Word_t offset, vaddr, paddr, filesz, memsz;
	L4_Word32_t flags;
	L4_Word_t align;
};
#endif

#if defined(L4_LITTLE_ENDIAN)
#define ELF_ORDER 1
#else
#define ELF_ORDER 2
#endif

#define ELF_EXEC 2
#define ELF_LOAD 1
#define ELF_X	 1u
#define ELF_W	 2u
#define ELF_R	 4u

static const char *check_header(const struct elf_header *h, size_t size)
{
	const unsigned char want[6] = {0x7f, 'E', 'L', 'F', ELF_CLASS, ELF_ORDER};

	if (memcmp(h->ident, want, 4) != 0)
		return "not an ELF file";
	if (memcmp(h->ident, want, sizeof(want)) != 0)
		return "built for another CPU";
	if (h->type != ELF_EXEC)
		return "not an executable";
	if (h->phentsize != sizeof(struct elf_phdr) || h->phoff > size ||
	    h->phnum > (size - h->phoff) / sizeof(struct elf_phdr))
		return "program headers outside the file";
	return NULL;
}

static L4_Word_t rights_of(L4_Word32_t flags)
{
	return (flags & ELF_R ? L4_Readable : 0) | (flags & ELF_W ? L4_Writable : 0) |
	       (flags & ELF_X ? L4_eXecutable : 0);
}

static const char *add_segment(struct elf_program *p, const struct elf_phdr *ph,
			       const unsigned char *data, size_t size)
{
	struct elf_segment *s = &p->segment[p->count];

	if (ph->type != ELF_LOAD || ph->memsz == 0)
		return NULL;
	if (p->count == ELF_SEGMENTS)
		return "too many segments";
	if (ph->filesz > ph->memsz || ph->offset > size || ph->filesz > size - ph->offset)
		return "a segment reaches beyond the end of the file";
	if (ph->vaddr + (ph->memsz - 1) < ph->vaddr)
		return "a segment wraps around";
	s->addr = ph->vaddr;
	s->bytes = ph->memsz;
	s->rights = rights_of(ph->flags);
	s->file = data + ph->offset;
	s->file_bytes = ph->filesz;
	p->count++;
	return NULL;
}

const char *elf_read(struct elf_program *p, const unsigned char *data, size_t size)
{
	struct elf_header h;
	struct elf_phdr ph;
	const char *defect;

	if (size < sizeof(h))
		return "shorter than an ELF header";
	memcpy(&h, data, sizeof(h));
	p->count = 0;
	p->entry = h.entry;
	defect = check_header(&h, size);
	for (unsigned int i = 0; i < h.phnum && !defect; i++) {
		memcpy(&ph, data + h.phoff + i * sizeof(ph), sizeof(ph));
		defect = add_segment(p, &ph, data, size);
	}
	return defect ? defect : p->count == 0 ? "nothing to load" : NULL;
}
