/* SPDX-License-Identifier: BSD-2-Clause */
/* boot_sections.h - what the linker scripts of the boot program have in common. */
#ifndef BOOT_SECTIONS_H
#define BOOT_SECTIONS_H

/* What is loaded, with `first` at its beginning. */
#define BOOT_SECTIONS(first)							\
	boot_image_start = .;							\
	.text : {								\
		first								\
		*(.text .text.*)						\
	} :text									\
	.rodata : {								\
		*(.rodata .rodata.*)						\
	} :text									\
	. = ALIGN(4096);							\
	.data : {								\
		*(.data .data.*)						\
	} :data									\
	.bss : {								\
		boot_bss_start = .;						\
		*(.bss .bss.* COMMON)						\
		. = ALIGN(8);							\
		boot_bss_end = .;						\
	} :data									\
	. = ALIGN(4096);							\
	boot_image_end = .;

#endif
