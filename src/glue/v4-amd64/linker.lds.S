/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf, linked IMAGE_WINDOW above where it is loaded and entered. */
#include "glue_layout.h"
#include "linker_sections.h"

#define IMAGE_PHYS	0x00100000

OUTPUT_FORMAT("elf64-x86-64")
OUTPUT_ARCH(i386:x86-64)
ENTRY(arch_start_phys)

SEGMENTS

SECTIONS
{
	. = GLUE_IMAGE_WINDOW + IMAGE_PHYS;
	arch_image_start = .;

	arch_image_ro_start = .;
	.text : AT(ADDR(.text) - GLUE_IMAGE_WINDOW) {
		*(.text.start)
		*(.text .text.*)
		*(.init.text)
		. = ALIGN(PAGE);
	} :text
	arch_image_text_end = .;
	SECTION_RODATA(GLUE_IMAGE_WINDOW)

	/* Executed by user code, at another address. */
	.stubs : AT(ADDR(.stubs) - GLUE_IMAGE_WINDOW) {
		*(.stubs)
		. = ALIGN(PAGE);
	} :text
	ASSERT(SIZEOF(.stubs) == PAGE, "the system-call stubs must fit one page")
	arch_image_ro_end = .;

	SECTION_KIP(GLUE_IMAGE_WINDOW)
	SECTION_DATA(GLUE_IMAGE_WINDOW)
	SECTION_BSS(GLUE_IMAGE_WINDOW, *(.bss.pages))
	arch_image_end = .;
	ASSERT(arch_image_end - GLUE_IMAGE_WINDOW <= AMD64_IMAGE_BYTES, "the image is too large")

	arch_start_phys = arch_start - GLUE_IMAGE_WINDOW;

	/DISCARD/ : {
		*(.comment) *(.note .note.*) *(.eh_frame)
	}
}
