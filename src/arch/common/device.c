/* SPDX-License-Identifier: BSD-2-Clause */
/* device.c - addresses for the registers of devices, one behind the other. */
#include "arch.h"
#include "assert.h"
#include "compiler.h"
#include "mmu.h"

static word_t next = ARCH_DEVICE_BASE;

__init void *arch_map_device(paddr_t pa, size_t bytes)
{
	word_t va = next;

	if (bytes > ARCH_DEVICE_END - va)
		panic("device at %zx: no room for %zx bytes", (size_t)pa, bytes);
	arch_kernel_map(va, pa, bytes, KMAP_WRITE | KMAP_UNCACHED);
	next += bytes;
	return (void *)va;
}
