/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf, linked IMAGE_WINDOW above where it is loaded and entered. */
#include "linker_sections.h"

ENTRY(arch_start_phys)
OUTPUT_FORMAT("elf64-x86-64")
OUTPUT_ARCH(i386:x86-64)

SEGMENTS

SECTIONS
{
	IMAGE(0x00100000)
	SECTION_TEXT
	SECTION_RODATA

	/* Executed by user code, at another address. */
	.stubs : LOADED(.stubs) {
		*(.stubs)
		. = ALIGN(PAGE);
	} :text
	ASSERT(SIZEOF(.stubs) == PAGE, "the system-call stubs must fit one page")
	arch_image_ro_end = .;

	SECTIONS_WRITABLE(*(.bss.pages))
	ASSERT(arch_image_end - GLUE_IMAGE_WINDOW <= AMD64_IMAGE_BYTES, "the image is too large")

	/DISCARD/ : {
		NOT_LOADED
	}
}
