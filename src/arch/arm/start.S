/* SPDX-License-Identifier: BSD-2-Clause */
/* start.S - from the loader, MMU off, to kernel_main at the linked address. */
#include "arch_types.h"
#include "arm_layout.h"
#include "arm_regs.h"
#include "arm_start.h"

#define PAGE_BYTES	(1 << ARCH_PAGE_BITS)
#define PHYS(sym)	((sym) - ARM_WINDOW)
#define SECTION(va)	((va) >> 20 << 2)	/* offset in the root table */

/*
 * Entered by the loader (X2:booting): MMU off, interrupts off, no register is looked at.  Runs at
 * the physical address of what is linked in the kernel's part, so symbols need PHYS() until the
 * MMU is on.
 */
	.section .text.start, "ax", %progbits
	.syntax unified
	.arm
	.globl	arch_start
arch_start:
	ARM_MASK_ALL
	ldr	sp, =PHYS(arch_stack_top)
	ARM_CACHES_RESET			/* r0 - r3, r12 */

	/* bss, this stack and the page tables included */
	ldr	r0, =PHYS(arch_bss_start)
	ldr	r1, =PHYS(arch_bss_end)
	mov	r2, #0
1:	cmp	r0, r1
	strlo	r2, [r0], #4
	blo	1b

	/* The MiB of the image, at its physical address until the jump and at the linked one. */
	ldr	r4, =PHYS(arch_root)
	ldr	r0, =(ARM_IMAGE_PHYS | ARM_BOOT_SECTION)
	ldr	r1, =SECTION(ARM_IMAGE_PHYS)
	str	r0, [r4, r1]
	ldr	r1, =SECTION(ARM_IMAGE_PHYS + ARM_WINDOW)
	str	r0, [r4, r1]

	/* The other parts have page tables, empty so far. */
	ldr	r0, =(PHYS(arch_device_table) + ARM_L1_TABLE + ARM_BOOT_TABLE)
	ldr	r1, =SECTION(ARM_DEVICE_BASE)
	str	r0, [r4, r1]
	ldr	r0, =(PHYS(arch_user_page_table) + ARM_L1_TABLE + ARM_BOOT_TABLE)
	ldr	r1, =SECTION(ARM_USER_PAGE)
	str	r0, [r4, r1]
	ldr	r0, =(PHYS(arch_vector_table) + ARM_L1_TABLE + ARM_BOOT_TABLE)
	ldr	r1, =SECTION(ARM_VECTORS)
	str	r0, [r4, r1]

	ARM_MMU_ON r4				/* r0 - r3, r12 */
	ldr	pc, =.Lhigh

.Lhigh:	mov	r2, #0
	ldr	r4, =arch_root
	ldr	r1, =SECTION(ARM_IMAGE_PHYS)
	str	r2, [r4, r1]
	ARM_ENTRY_CHANGED r4, r1		/* r0 */

	ldr	sp, =arch_stack_top
	mov	fp, #0
	mov	lr, #0
	mov	r0, #0				/* boot_arg: the KIP says it all */
	bl	kernel_main
2:	b	2b

/*
 * Pages of bss: the kernel's root table, its second-level tables, the stacks.  The kernel's stack
 * has the page below it unmapped by arch_mmu_init.
 */
	.section .bss.pages, "aw", %nobits
	.balign	16384
	.globl	arch_root, arch_image_table, arch_window_pte
arch_root:
	.skip	16384
arch_image_table:
	.skip	1024
arch_device_table:
	.skip	((ARM_WINDOW_BASE - ARM_DEVICE_BASE) >> 12 << 2)
arch_window_pte:
	.skip	1024 - ((ARM_WINDOW_BASE - ARM_DEVICE_BASE) >> 12 << 2)
arch_user_page_table:
	.skip	1024
arch_vector_table:
	.skip	1024

	.globl	arch_stack_guard, arch_stack_bottom, arch_stack_top
arch_stack_guard:
	.skip	PAGE_BYTES
arch_stack_bottom:
	.skip	ARM_STACK_BYTES
arch_stack_top:

	.globl	arch_trap_stack_bottom, arch_trap_stack_top
arch_trap_stack_bottom:
	.skip	PAGE_BYTES
arch_trap_stack_top:

	.section .note.GNU-stack, "", %progbits
