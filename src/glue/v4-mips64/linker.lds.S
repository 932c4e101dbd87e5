/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf: linked in ckseg0 above where it is loaded. */
#include "glue_layout.h"
#include "linker_sections.h"

#define IMAGE_PHYS	0x00100000

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
	SECTION_BSS(GLUE_IMAGE_WINDOW, . = ALIGN(64); *(.bss.hot) *(.bss.percpu_boot))
	arch_image_end = .;

	/* fastpath.S reaches them from one register. */
	ASSERT((arch_tlb_root + 0x8000) >> 16 == (percpu_boot + 64 + 0x8000) >> 16,
		"percpu_boot must lie beside arch_tlb_root")

	/DISCARD/ : {
		*(.comment) *(.note .note.*) *(.eh_frame) *(.reginfo) *(.MIPS.*) *(.pdr)
		*(.mdebug*) *(.gnu.attributes)
	}
}
