/* SPDX-License-Identifier: BSD-2-Clause */
/* linker.lds.S - layout of kernel.elf: linked in ckseg0 above where it is loaded. */
#include "linker_sections.h"

/*
 * fastpath.S reaches from one register, with the upper half of an address, what is before
 * thread_array and its beginning: %hi may not change there.
 */
#define HIGH(address)	(((address) + 0x8000) >> 16)
#define BYTES		0x3000
#define NEAR		. = ALIGN(64);						\
			. += HIGH(ABSOLUTE(.)) == HIGH(ABSOLUTE(.) + BYTES) ? 0 : BYTES;

ENTRY(arch_start)
OUTPUT_ARCH(mips)

SEGMENTS

SECTIONS
{
	IMAGE(0x00100000)
	.text : LOADED(.text) {
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
		TEXT
	} :text
	SECTION_RODATA

	SECTIONS_WRITABLE(NEAR *(.bss.hot) *(.bss.percpu_boot) *(.bss.thread_array))

	ASSERT(HIGH(arch_tlb_root) == HIGH(thread_array), "fastpath.S needs NEAR to reach as far")

	/DISCARD/ : {
		NOT_LOADED *(.reginfo) *(.MIPS.*) *(.pdr) *(.mdebug*) *(.gnu.attributes)
	}
}
