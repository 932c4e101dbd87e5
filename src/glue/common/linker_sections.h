/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * linker_sections.h - what the linker scripts of kernel.elf have in common.
 *
 * `window` is the distance between the addresses of the image and those it is loaded at.
 */
#ifndef LINKER_SECTIONS_H
#define LINKER_SECTIONS_H

#define PAGE	4096

#define SECTION_RODATA(window)							\
	.rodata : AT(ADDR(.rodata) - window) {					\
		*(.rodata .rodata.*)						\
		KEEP(*(.ksyms))							\
		. = ALIGN(PAGE);						\
	} :text

/* Loaders look for the KIP in the file and patch it; the kernel completes it. */
#define SECTION_KIP(window)							\
	.kip : AT(ADDR(.kip) - window) {					\
		KEEP(*(.kip.data))						\
		. = ALIGN(64);							\
		KEEP(*(.kip.stubs))						\
		. = ALIGN(PAGE);						\
	} :data									\
	ASSERT(SIZEOF(.kip) == PAGE, "the KIP with what is on its page must fit one page")

#define SECTION_DATA(window)							\
	.data : AT(ADDR(.data) - window) {					\
		*(.data .data.*)						\
		*(.init.data)							\
		. = ALIGN(16);							\
	} :data

/* `first` are the sections whose place in it matters. */
#define SECTION_BSS(window, first)						\
	.bss : AT(ADDR(.bss) - window) {					\
		arch_bss_start = .;						\
		first								\
		*(.bss .bss.* COMMON)						\
		. = ALIGN(PAGE);						\
		arch_bss_end = .;						\
	} :data

#define SEGMENTS								\
	PHDRS									\
	{									\
		text PT_LOAD FLAGS(5);						\
		data PT_LOAD FLAGS(6);						\
	}

#endif
