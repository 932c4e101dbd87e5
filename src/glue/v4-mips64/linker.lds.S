/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf: linked in ckseg0 above where it is loaded. */
#include "glue_layout.h"
#include "linker_sections.h"

#define IMAGE_PHYS	0x00100000

/*
 * fastpath.S reaches from one register, with the upper half of an address, what is before
 * thread_array and its beginning: %hi may not change there.
 */
#define HIGH(address)	(((address) + 0x8000) >> 16)
#define BYTES		0x3000
#define NEAR		. = ALIGN(64);						\
			. += HIGH(ABSOLUTE(.)) == HIGH(ABSOLUTE(.) + BYTES) ? 0 : BYTES;

OUTPUT_ARCH(mips)
ENTRY(arch_start)

SEGMENTS

SECTIONS
{
	. = GLUE_IMAGE_WINDOW + IMAGE_PHYS;
	arch_image_start = .;

	.text : AT(ADDR(.text) - GLUE_IMAGE_WINDOW) {
		/* Handlers at the offsets that the CPU adds to EBase. */
		arch_vectors = .;
		glue_trap_stubs = .;
		KEEP(*(.vectors.tlb))
		. = arch_vectors + 0x080;
		KEEP(*(.vectors.xtlb))
		. = arch_vectors + 0x100;
		KEEP(*(.vectors.cache))
		. = arch_vectors + 0x180;
		KEEP(*(.vectors.general))
		KEEP(*(.vectors.ipc))
		KEEP(*(.vectors.slow))
		*(.vectors.rest)
		*entry.o(.text)
		*fastpath.o(.text)
		*(.text.entry)
		glue_entry_end = .;
		*(.text.start)
		*(.text .text.*)
		*(.init.text)
		. = ALIGN(PAGE);
	} :text
	arch_image_text_end = .;
	SECTION_RODATA(GLUE_IMAGE_WINDOW)

	SECTION_KIP(GLUE_IMAGE_WINDOW)
	SECTION_DATA(GLUE_IMAGE_WINDOW)
	SECTION_BSS(GLUE_IMAGE_WINDOW, NEAR *(.bss.hot) *(.bss.percpu_boot) *(.bss.thread_array))
	arch_image_end = .;

	ASSERT(HIGH(arch_tlb_root) == HIGH(thread_array), "fastpath.S needs NEAR to reach as far")

	/DISCARD/ : {
		*(.comment) *(.note .note.*) *(.eh_frame) *(.reginfo) *(.MIPS.*) *(.pdr)
		*(.mdebug*) *(.gnu.attributes)
	}
}
