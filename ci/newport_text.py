# SPDX-License-Identifier: BSD-2-Clause
# newport_text.py - what ci/new-port writes beside the functions of the contracts.
"""
@name@ and @board@ stand for the names of the port, @NAME@ and @BOARD@ for these in capitals.
"""

PURPOSES = {
    'cpu': 'bring the CPU into the state the kernel works in.',
    'mmu': "the kernel's own translations.",
    'cache': 'caches that do not look after themselves.',
    'fpu': 'state of floating point and vectors.',
    'frame': 'print what a trap found; backtrace.',
    'init': 'what is left of boot: KIP, trap entry points.',
    'space': 'what a space has of its own on this CPU.',
    'thread': 'what a thread has of its own on this CPU.',
    'syscall': 'system calls: registers to values, results to registers.',
    'exception': 'exceptions: messages to handlers, and their replies.',
    'entry': 'the way out of the kernel; in assembly, with the ways in.',
    'io': 'I/O ports.',
    'breakpoint': 'breakpoints and single steps of the kernel debugger.',
    'platform': 'which devices of the board serve as what.',
}

ARCH_HEADERS = {
    'arch_types.h': ('sizes of this CPU; asm-safe.', '''
#define ARCH_WORD_BITS	@bits@
#define ARCH_BIG_ENDIAN	@big@
#define ARCH_PAGE_BITS	12
#define ARCH_PADDR_BITS	@bits@
#define ARCH_CACHE_LINE	64
#define ARCH_ASIDS	0
#define ARCH_FPU_BYTES	64
#define ARCH_FPU_ALIGN	16
#define ARCH_COPY_BYTE	8
#define ARCH_SPARSE_BASE	0
#define ARCH_SPARSE_BYTES	0
'''),
    'arch_frame.h': ('the registers of an interrupted program as trap entry saves them.', '''
#include "types.h"

struct arch_frame {
	word_t ip, sp, flags;
};

static inline word_t *arch_frame_ip(struct arch_frame *f)
{
	return &f->ip;
}

static inline word_t *arch_frame_sp(struct arch_frame *f)
{
	return &f->sp;
}

static inline word_t arch_frame_flags(const struct arch_frame *f)
{
	return f->flags;
}

/* Replaces the flags a user program may choose, keeps the others: none can be chosen yet. */
static inline void arch_frame_set_flags(struct arch_frame *f, word_t flags)
{
	(void)f;
	(void)flags;
}

static inline bool arch_frame_is_user(const struct arch_frame *f)
{
	(void)f;
	return true;
}
'''),
    'arch_pte.h': ('page-table entries.', '''
#include "assert.h"
#include "types.h"

typedef word_t pte_t;

#define ARCH_PT_LEVELS	2

#define ARCH_MEM_UNCACHED	1u	/* memory type of registers */
#define ARCH_VIEW_CACHED	0	/* what windows have by default (arch_pte_view) */

enum arch_pte_kind { ARCH_PTE_EMPTY, ARCH_PTE_TABLE, ARCH_PTE_LEAF };
'''),
    'arch_inline.h': ('the short functions of arch.h; included by arch.h alone.', '''
#include "arch_types.h"
#include "assert.h"
#include "compiler.h"
#include "types.h"
'''),
}

GLUE_HEADERS = {
    'glue_layout.h': ('address map of every space and sizes fixed by the ABI; asm-safe.', '''
/* Users have the lower half; kernel memory is seen where it is. */
#define GLUE_USER_END		@user_end@
#define GLUE_PHYS_WINDOW	0
#define GLUE_IMAGE_WINDOW	0
#define GLUE_KERNEL_MEM_START	0x1000
#define GLUE_KERNEL_MEM_END	@user_end@
#define GLUE_CTRLXFER_GENERAL	8

#define GLUE_UTCB_BITS		10
#define GLUE_KIP_BITS		12

#define GLUE_ROOT_UTCB		0x7f000000
#define GLUE_ROOT_UTCB_BITS	19	/* 512 UTCBs: UserBase + 256 and more */
#define GLUE_ROOT_KIP		0x7ff00000
'''),
    'glue_utcb.h': ('layout of the UTCB.', '''
#include "utcb_upward.h"
'''),
    'glue_tcb.h': ('what this port keeps of a thread.', '''
#include "arch_frame.h"

struct glue_tcb {
	struct arch_frame frame;	/* first */
	void *fpu;			/* FPU state, NULL until first use */
};
'''),
    'glue_space.h': ('what this port keeps of a space.', '''
#include "types.h"

struct glue_space {
	paddr_t root;			/* of the page table, physical */
	word_t asid;
};
'''),
    'glue_inline.h': ('the short functions of glue.h; included by glue.h alone.', '''
#include "assert.h"
#include "glue_call.h"
#include "tcb.h"
#include "types.h"
'''),
}

# Sources that are no functions of a contract: (directory, name).
SOURCES = [('src/arch/@name@', 'start'), ('src/glue/v4-@name@', 'kip_stubs')]

FILES = [
    ('src/arch/@name@/Kconfig', 'what this CPU offers and its options.', '''
config ARCH_@NAME@_OPTIONS
	def_bool ARCH_@NAME@
@select@'''),
    ('src/arch/@name@/flags.mk', 'tools and compiler flags of this CPU.', '''
arch-cross		:= @cross@
arch-clang-target	:= @clang@
arch-ldflags		:=
arch-includes		:= -Isrc/glue/common
arch-flags		:= @flags@
arch-kernel-cflags	:= -fno-omit-frame-pointer
arch-user-cflags	:=
'''),
    ('src/arch/@name@/start.c', 'the first instructions; assembly once they do more.', '''\
#include "compiler.h"
#include "types.h"

__noreturn void kernel_main(word_t boot_arg);
__noreturn void arch_start(void);

__noreturn void arch_start(void)
{
	kernel_main(0);
}
'''),
    ('src/glue/v4-@name@/kip_stubs.c', 'the stubs in the kernel interface page.', '''\
__attribute__((section(".kip.stubs"), used)) static const char stubs[64];
'''),
    ('src/glue/v4-@name@/linker.lds.S', 'layout of kernel.elf, linked where it is loaded.', '''\
#include "linker_sections.h"

ENTRY(arch_start)
PROVIDE(raise = panic);		/* where libgcc calls it: division by zero */

SEGMENTS

SECTIONS
{
	IMAGE(0x00100000)
	SECTION_TEXT
	SECTION_RODATA

	SECTIONS_WRITABLE(*(.bss.pages))

	/DISCARD/ : {
		NOT_LOADED
	}
}
'''),
    ('src/platform/@board@/Kconfig', 'options of this board; select the drivers it uses.', '''
config PLATFORM_@BOARD@_OPTIONS
	def_bool PLATFORM_@BOARD@
'''),
    ('src/platform/@board@/flags.mk', 'which bootable images this board has.', '''
platform-images		:=
'''),
    ('user/lib/l4/arch/@name@/files.mk', 'the parts of libl4 for this CPU.', '''\
# No user program can be built before user/include/arch/@name@ exists (milestone 5 of
# doc/porting.md); then delete the next line.
prog-y :=
'''),
    ('user/boot/arch/@name@/files.mk', 'how this CPU is booted.', ''),
    ('user/test/arch/@name@/files.mk', 'tests of this CPU alone.', ''),
    ('user/bench/arch/@name@/files.mk', 'loops, registers and machine of this CPU.', ''),
]

ABI = '''\
# The @name@ interface

Before any code: which registers each system call takes and returns, which the kernel preserves, how
a stub in the kernel interface page enters the kernel, the layout of the UTCB, how a program finds
its own, the message of an exception, and the map of addresses.
'''

DEFCONFIG = '''\
# SPDX-License-Identifier: BSD-2-Clause
# @name@_@board@_defconfig - the @name@ CPU on the board @board@.
CONFIG_ARCH_@NAME@=y
CONFIG_PLATFORM_@BOARD@=y
'''

# (file, (pattern of a line, '+' behind the last such line or '-' before it, new lines)...)
CHANGES = [
    ('src/arch/Kconfig',
     ('^endchoice$', '-', 'config ARCH_@NAME@\n\tbool "@name@: what it is in a few words"\n'
      '\thelp\n\t  Which processors; when to say N.\n\n'),
     ('^\tdefault "\\w+" if ARCH_.*$', '+', '\tdefault "@name@" if ARCH_@NAME@\n'),
     ('^source .*$', '+', 'source "src/arch/@name@/Kconfig"\n')),
    ('src/platform/Kconfig',
     ('^endchoice$', '-', 'config PLATFORM_@BOARD@\n\tbool "@board@: what it is in a few words"\n'
      '\tdepends on ARCH_@NAME@\n\thelp\n\t  Which machine.\n\n'),
     ('^\tdefault "\\w+" if PLATFORM_.*$', '+', '\tdefault "@board@" if PLATFORM_@BOARD@\n'),
     ('^source .*$', '+', 'source "src/platform/@board@/Kconfig"\n')),
    ('ci/pecan.py',
     ('^MACHINES = \\{$', '+', "    '@name@_@board@': Machine(\n        '@qemu@',\n"
      "        '-M none',\n        'elf', (0,), ('max',)),\n")),
]
