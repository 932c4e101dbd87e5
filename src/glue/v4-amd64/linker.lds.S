/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf, linked IMAGE_WINDOW above where it is loaded and entered. */
#include "glue_layout.h"

#define IMAGE_PHYS	0x00100000
#define PAGE		4096

OUTPUT_FORMAT("elf64-x86-64")
OUTPUT_ARCH(i386:x86-64)
ENTRY(arch_start_phys)

PHDRS
{
	text PT_LOAD FLAGS(5);
	data PT_LOAD FLAGS(6);
}

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
	.rodata : AT(ADDR(.rodata) - GLUE_IMAGE_WINDOW) {
		*(.rodata .rodata.*)
		*(.ksyms)
		. = ALIGN(PAGE);
	} :text

	/* Executed by user code, at another address. */
	.stubs : AT(ADDR(.stubs) - GLUE_IMAGE_WINDOW) {
		*(.stubs)
		. = ALIGN(PAGE);
	} :text
	ASSERT(SIZEOF(.stubs) == PAGE, "the system-call stubs must fit one page")
	arch_image_ro_end = .;

	/* Loaders look for the KIP in the file and patch it; the kernel completes it. */
	.kip : AT(ADDR(.kip) - GLUE_IMAGE_WINDOW) {
		*(.kip.data)
		. = ALIGN(PAGE);
	} :data
	ASSERT(SIZEOF(.kip) == PAGE, "the KIP must fit one page")

	.data : AT(ADDR(.data) - GLUE_IMAGE_WINDOW) {
		*(.data .data.*)
		*(.init.data)
		. = ALIGN(16);
	} :data
	.bss : AT(ADDR(.bss) - GLUE_IMAGE_WINDOW) {
		arch_bss_start = .;
		*(.bss.pages)
		*(.bss .bss.* COMMON)
		. = ALIGN(PAGE);
		arch_bss_end = .;
	} :data
	arch_image_end = .;
	ASSERT(arch_image_end - GLUE_IMAGE_WINDOW <= AMD64_IMAGE_BYTES, "the image is too large")

	arch_start_phys = arch_start - GLUE_IMAGE_WINDOW;

	/DISCARD/ : {
		*(.comment) *(.note .note.*) *(.eh_frame)
	}
}
