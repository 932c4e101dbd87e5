/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf, linked IMAGE_WINDOW above where it is loaded and entered. */
#include "glue_layout.h"
#include "linker_sections.h"

OUTPUT_FORMAT("elf32-littlearm")
OUTPUT_ARCH(arm)
ENTRY(arch_start_phys)

SEGMENTS

SECTIONS
{
	. = GLUE_IMAGE_WINDOW + ARM_IMAGE_PHYS;
	arch_image_start = .;

	.text : AT(ADDR(.text) - GLUE_IMAGE_WINDOW) {
		*(.text.start)
		*(.text .text.*)
		*(.init.text)
		. = ALIGN(PAGE);
	} :text
	.vectors : AT(ADDR(.vectors) - GLUE_IMAGE_WINDOW) {
		*(.vectors)
		*(.vectors.code)
		. = ALIGN(PAGE);
	} :text
	ASSERT(SIZEOF(.vectors) == PAGE, "the vectors and code without stack must fit one page")
	arch_image_text_end = .;
	SECTION_RODATA(GLUE_IMAGE_WINDOW)
	arch_image_ro_end = .;

	SECTION_KIP(GLUE_IMAGE_WINDOW)
	SECTION_DATA(GLUE_IMAGE_WINDOW)
	SECTION_BSS(GLUE_IMAGE_WINDOW, *(.bss.pages))
	arch_image_end = .;
	ASSERT(arch_image_end - GLUE_IMAGE_WINDOW <= ARM_IMAGE_PHYS + 0x100000,
	       "the image must fit its MiB")

	/* What the compiler's library calls when it divides by zero. */
	PROVIDE(raise = arch_division_by_zero);
	arch_start_phys = arch_start - GLUE_IMAGE_WINDOW;

	/DISCARD/ : {
		*(.comment) *(.note .note.*) *(.eh_frame) *(.ARM.exidx*) *(.ARM.extab*)
		*(.ARM.attributes)
	}
}
