/* SPDX-License-Identifier: BSD-2-Clause */
/* boot.lds.S - link the boot program at 24 MiB: above kernels and servers, within 32 MiB. */
#include "../../boot_sections.h"

ENTRY(_start)

PHDRS
{
	text PT_LOAD FLAGS(5);
	data PT_LOAD FLAGS(6);
}

SECTIONS
{
	. = 0x01800000;
	BOOT_SECTIONS(KEEP(*(.multiboot)))
	/DISCARD/ : {
		*(.note .note.* .comment .eh_frame .eh_frame_hdr)
	}
}
