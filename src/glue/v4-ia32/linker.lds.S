/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf, linked IMAGE_WINDOW above where it is loaded and entered. */
#include "linker_sections.h"

ENTRY(arch_start_phys)
OUTPUT_FORMAT("elf32-i386")
OUTPUT_ARCH(i386)

SEGMENTS

SECTIONS
{
	IMAGE(0x00100000)
	SECTION_TEXT
	SECTION_RODATA
	arch_image_ro_end = .;

	SECTIONS_WRITABLE(*(.bss.pages))

	/DISCARD/ : {
		NOT_LOADED
	}
}
