/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * builtin.lds.S - the boot program, the modules behind it; link with --defsym=USER_BASE=address.
 */
#include "boot_sections.h"

ENTRY(_start)

PHDRS
{
	text PT_LOAD FLAGS(5);
	data PT_LOAD FLAGS(6);
	modules PT_LOAD FLAGS(4);
}

SECTIONS
{
	. = USER_BASE;
	BOOT_SECTIONS(*(.text.start))
	.modules : {
		boot_modules_start = .;
		KEEP(*(.modules.table))
		boot_modules_end = .;
		KEEP(*(.modules.strings))
		. = ALIGN(4096);
		KEEP(*(.modules.data))
		. = ALIGN(4);
		KEEP(*(.boot.last))
	} :modules
	boot_file_end = .;
	/DISCARD/ : {
		*(.note .note.* .comment .eh_frame .eh_frame_hdr .ARM.exidx* .ARM.extab*)
		*(.ARM.attributes) *(.MIPS.*) *(.reginfo) *(.pdr) *(.mdebug*)
		*(.gnu.attributes)
	}
}
