/* SPDX-License-Identifier: BSD-2-Clause */
/* phys.c - read physical memory through a window. */
#include "phys.h"

#include "arch.h"
#include "bits.h"
#include "compiler.h"
#include "string.h"

#define EBDA_SEGMENT	0x40e	/* BIOS data area: real-mode segment of the EBDA */
#define EBDA_LOWEST	0x80000
#define EBDA_DEFAULT	0x9fc00

__init void phys_read(paddr_t pa, void *dst, size_t n)
{
	char *d = dst;

	while (n != 0) {
		size_t offset = pa % PAGE_SIZE;
		size_t part = MIN(n, PAGE_SIZE - offset);

		const char *page = arch_window(2, pa - offset, ARCH_VIEW_CACHED);

		memcpy(d, page + offset, part);
		pa += part;
		d += part;
		n -= part;
	}
}

__init uint8_t phys_sum(paddr_t pa, size_t n)
{
	uint8_t sum = 0, byte;

	for (; n != 0; n--, pa++) {
		phys_read(pa, &byte, 1);
		sum += byte;
	}
	return sum;
}

__init paddr_t phys_find(paddr_t start, paddr_t end, const char *text, size_t n)
{
	char found[8];

	for (paddr_t pa = ALIGN_UP(start, 16); pa < end; pa += 16) {
		phys_read(pa, found, n);
		if (memcmp(found, text, n) == 0)
			return pa;
	}
	return 0;
}

__init paddr_t phys_ebda(void)
{
	uint16_t segment;
	paddr_t pa;

	phys_read(EBDA_SEGMENT, &segment, sizeof(segment));
	pa = (paddr_t)segment << 4;
	return pa >= EBDA_LOWEST && pa < 0xa0000 ? pa : EBDA_DEFAULT;
}
