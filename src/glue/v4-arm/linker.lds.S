/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf, linked IMAGE_WINDOW above where it is loaded and entered. */
#include "glue_layout.h"

#define PAGE	4096

OUTPUT_FORMAT("elf32-littlearm")
OUTPUT_ARCH(arm)
ENTRY(arch_start_phys)

PHDRS
{
	text PT_LOAD FLAGS(5);
	data PT_LOAD FLAGS(6);
}

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
	.rodata : AT(ADDR(.rodata) - GLUE_IMAGE_WINDOW) {
		*(.rodata .rodata.*)
		*(.ksyms)
		. = ALIGN(PAGE);
	} :text
	arch_image_ro_end = .;

	/* Loaders look for the KIP in the file and patch it; the kernel completes it. */
	.kip : AT(ADDR(.kip) - GLUE_IMAGE_WINDOW) {
		*(.kip.data)
		. = ALIGN(64);
		*(.kip.stubs)
		. = ALIGN(PAGE);
	} :data
	ASSERT(SIZEOF(.kip) == PAGE, "the KIP with its stubs must fit one page")

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
