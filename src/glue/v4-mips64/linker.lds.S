/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf: linked in ckseg0 above where it is loaded. */
#include "glue_layout.h"

#define IMAGE_PHYS	0x00100000
#define PAGE		4096

OUTPUT_ARCH(mips)
ENTRY(arch_start)

PHDRS
{
	text PT_LOAD FLAGS(5);
	data PT_LOAD FLAGS(6);
}

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
	.rodata : AT(ADDR(.rodata) - GLUE_IMAGE_WINDOW) {
		*(.rodata .rodata.*)
		KEEP(*(.ksyms))
		. = ALIGN(PAGE);
	} :text

	/* Loaders look for the KIP in the file and patch it; the kernel completes it. */
	.kip : AT(ADDR(.kip) - GLUE_IMAGE_WINDOW) {
		KEEP(*(.kip.data))
		KEEP(*(.kip.stubs))
		. = ALIGN(PAGE);
	} :data
	ASSERT(SIZEOF(.kip) == PAGE, "KIP and system-call stubs must fit one page")

	.data : AT(ADDR(.data) - GLUE_IMAGE_WINDOW) {
		*(.data .data.*)
		*(.init.data)
		. = ALIGN(16);
	} :data
	.bss : AT(ADDR(.bss) - GLUE_IMAGE_WINDOW) {
		arch_bss_start = .;
		. = ALIGN(64);
		*(.bss.hot)			/* one cache line, see below */
		*(.bss.percpu_boot)
		*(.bss .bss.* COMMON)
		. = ALIGN(PAGE);
		arch_bss_end = .;
	} :data
	arch_image_end = .;

	/* fastpath.S reaches them from one register. */
	ASSERT((arch_tlb_root + 0x8000) >> 16 == (percpu_boot + 64 + 0x8000) >> 16,
		"percpu_boot must lie beside arch_tlb_root")

	/DISCARD/ : {
		*(.comment) *(.note .note.*) *(.eh_frame) *(.reginfo) *(.MIPS.*) *(.pdr)
		*(.mdebug*) *(.gnu.attributes)
	}
}
