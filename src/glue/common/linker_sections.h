/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * linker_sections.h - what the linker scripts of kernel.elf have in common.
 *
 * GLUE_IMAGE_WINDOW is the distance between the addresses of the image and those it is loaded at.
 */
#ifndef LINKER_SECTIONS_H
#define LINKER_SECTIONS_H

#include "glue_layout.h"

#define PAGE	4096

#define SEGMENTS								\
	PHDRS									\
	{									\
		text PT_LOAD FLAGS(5);						\
		data PT_LOAD FLAGS(6);						\
	}

/* Where the image begins, and its entry for loaders: arch_start without paging. */
#define IMAGE(phys)								\
	. = GLUE_IMAGE_WINDOW + phys;						\
	arch_image_start = .;							\
	arch_start_phys = arch_start - GLUE_IMAGE_WINDOW;

#define LOADED(section)	AT(ADDR(section) - GLUE_IMAGE_WINDOW)

/* All code that needs no place of its own. */
#define TEXT		*(.text.start) *(.text .text.*) *(.init.text)

#define SECTION_TEXT								\
	.text : LOADED(.text) {							\
		TEXT								\
	} :text

#define SECTION_RODATA								\
	arch_image_text_end = .;						\
	. = ALIGN(PAGE);							\
	.rodata : LOADED(.rodata) {						\
		*(.rodata .rodata.*)						\
		KEEP(*(.ksyms))							\
		. = ALIGN(PAGE);						\
	} :text

/*
 * From the KIP to the end of the image; `first` are the sections whose place in bss matters.
 * Loaders look for the KIP in the file and patch it; the kernel completes it.
 */
#define SECTIONS_WRITABLE(first)						\
	.kip : LOADED(.kip) {							\
		KEEP(*(.kip.data))						\
		. = ALIGN(64);							\
		KEEP(*(.kip.stubs))						\
		. = ALIGN(PAGE);						\
	} :data									\
	ASSERT(SIZEOF(.kip) == PAGE, "the KIP with what is on its page must fit one page") \
	.data : LOADED(.data) {							\
		*(.data .data.*)						\
		*(.init.data)							\
		. = ALIGN(16);							\
	} :data									\
	.bss : LOADED(.bss) {							\
		arch_bss_start = .;						\
		first								\
		*(.bss .bss.* COMMON)						\
		. = ALIGN(PAGE);						\
		arch_bss_end = .;						\
	} :data									\
	arch_image_end = .;

/* No part of the image. */
#define NOT_LOADED	*(.comment) *(.note .note.*) *(.eh_frame)

#endif
