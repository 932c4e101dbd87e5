/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf, linked KERNEL_BASE above where it is loaded and entered. */
#include "glue_layout.h"

#define IMAGE_PHYS	0x00100000
#define PAGE		4096

OUTPUT_FORMAT("elf32-i386")
OUTPUT_ARCH(i386)
ENTRY(arch_start_phys)

PHDRS
{
	text PT_LOAD FLAGS(5);
	data PT_LOAD FLAGS(6);
}

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
	.rodata : AT(ADDR(.rodata) - GLUE_PHYS_WINDOW) {
		*(.rodata .rodata.*)
		*(.ksyms)
		. = ALIGN(PAGE);
	} :text
	arch_image_ro_end = .;

	/* Loaders look for the KIP in the file and patch it; the kernel completes it. */
	.kip : AT(ADDR(.kip) - GLUE_PHYS_WINDOW) {
		*(.kip.data)
		. = ALIGN(64);
		*(.kip.stubs)
		. = ALIGN(PAGE);
	} :data
	ASSERT(SIZEOF(.kip) == PAGE, "the KIP with its stubs must fit one page")

	.data : AT(ADDR(.data) - GLUE_PHYS_WINDOW) {
		*(.data .data.*)
		*(.init.data)
		. = ALIGN(16);
	} :data
	.bss : AT(ADDR(.bss) - GLUE_PHYS_WINDOW) {
		arch_bss_start = .;
		*(.bss.pages)
		*(.bss .bss.* COMMON)
		. = ALIGN(PAGE);
		arch_bss_end = .;
	} :data
	arch_image_end = .;

	arch_start_phys = arch_start - GLUE_PHYS_WINDOW;

	/DISCARD/ : {
		*(.comment) *(.note .note.*) *(.eh_frame)
	}
}
