/* SPDX-License-Identifier: BSD-2-Clause */
/* boot.lds.S - link the boot program at 24 MiB: above kernels and servers, within 32 MiB. */

ENTRY(_start)

PHDRS
{
	text PT_LOAD FLAGS(5);
	data PT_LOAD FLAGS(6);
}

SECTIONS
{
	. = 0x01800000;
	boot_image_start = .;
	.text : {
		KEEP(*(.multiboot))
		*(.text .text.*)
	} :text
	.rodata : {
		*(.rodata .rodata.*)
	} :text
	. = ALIGN(4096);
	.data : {
		*(.data .data.*)
	} :data
	.bss : {
		*(.bss .bss.* COMMON)
	} :data
	. = ALIGN(4096);
	boot_image_end = .;
	/DISCARD/ : {
		*(.note .note.* .comment .eh_frame .eh_frame_hdr)
	}
}
