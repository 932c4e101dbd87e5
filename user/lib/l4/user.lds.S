/* SPDX-License-Identifier: BSD-2-Clause */
/* user.lds.S - memory image of a program; link with --defsym=USER_BASE=address. */

ENTRY(_start)

#define PAGE	0x1000

/* One segment for each kind of access, none sharing a page with another. */
PHDRS
{
	text	PT_LOAD FLAGS(5);	/* r-x */
	rodata	PT_LOAD FLAGS(4);	/* r-- */
	data	PT_LOAD FLAGS(6);	/* rw- */
	stack	PT_GNU_STACK FLAGS(6);
}

SECTIONS
{
	. = USER_BASE;
	__image_start = .;

	.text : ALIGN(PAGE) {
		*(.text.start)
		*(.text .text.*)
		__text_end = .;
	} :text

	.rodata : ALIGN(PAGE) {
		*(.rodata .rodata.*)
		__rodata_end = .;
	} :rodata

	.data : ALIGN(PAGE) {
		__data_start = .;
		*(.data .data.*)
		. = ALIGN(8);
		__data_end = .;
	} :data

	.bss : ALIGN(16) {
		__bss_start = .;
		*(.bss.stack)
		*(.bss .bss.*)
		*(COMMON)
		. = ALIGN(8);
		__bss_end = .;
	} :data

	/* Whole pages: a pager hands these out, and what follows _end is free. */
	. = ALIGN(PAGE);
	_end = .;

	/DISCARD/ : {
		*(.comment)
		*(.note .note.*)
		*(.eh_frame .eh_frame_hdr)
	}

	/* crt0 calls no constructors; a program that needs them must not lose them silently. */
	.ctors : { *(.init_array .init_array.* .ctors .ctors.*) }
	ASSERT(SIZEOF(.ctors) == 0, "constructors are not supported")
}
