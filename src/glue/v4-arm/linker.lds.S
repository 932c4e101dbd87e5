/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf, linked IMAGE_WINDOW above where it is loaded and entered. */
#include "linker_sections.h"

ENTRY(arch_start_phys)
OUTPUT_FORMAT("elf32-littlearm")
OUTPUT_ARCH(arm)

SEGMENTS

SECTIONS
{
	IMAGE(ARM_IMAGE_PHYS)
	SECTION_TEXT
	.vectors : LOADED(.vectors) {
		*(.vectors)
		*(.vectors.code)
		. = ALIGN(PAGE);
	} :text
	ASSERT(SIZEOF(.vectors) == PAGE, "the vectors and code without stack must fit one page")
	SECTION_RODATA
	arch_image_ro_end = .;

	SECTIONS_WRITABLE(*(.bss.pages))
	ASSERT(arch_image_end - GLUE_IMAGE_WINDOW <= ARM_IMAGE_PHYS + 0x100000,
	       "the image must fit its MiB")

	/* What the compiler's library calls when it divides by zero. */
	PROVIDE(raise = arch_division_by_zero);
	/DISCARD/ : {
		NOT_LOADED *(.ARM.exidx*) *(.ARM.extab*) *(.ARM.attributes)
	}
}
