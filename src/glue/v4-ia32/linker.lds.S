/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf, linked KERNEL_BASE above where it is loaded and entered. */
#include "glue_layout.h"
#include "linker_sections.h"

#define IMAGE_PHYS	0x00100000

OUTPUT_FORMAT("elf32-i386")
OUTPUT_ARCH(i386)
ENTRY(arch_start_phys)

SEGMENTS

SECTIONS
{
	. = GLUE_KERNEL_BASE + IMAGE_PHYS;
	arch_image_start = .;

	arch_image_ro_start = .;
	.text : AT(ADDR(.text) - GLUE_PHYS_WINDOW) {
		*(.text.start)
		*(.text .text.*)
		*(.init.text)
	} :text
	arch_image_text_end = .;
	SECTION_RODATA(GLUE_PHYS_WINDOW)
	arch_image_ro_end = .;

	SECTION_KIP(GLUE_PHYS_WINDOW)
	SECTION_DATA(GLUE_PHYS_WINDOW)
	SECTION_BSS(GLUE_PHYS_WINDOW, *(.bss.pages))
	arch_image_end = .;

	arch_start_phys = arch_start - GLUE_PHYS_WINDOW;

	/DISCARD/ : {
		*(.comment) *(.note .note.*) *(.eh_frame)
	}
}
