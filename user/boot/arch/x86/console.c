/* SPDX-License-Identifier: BSD-2-Clause */
/* console.c - x86: print to the first serial port and to a text screen, whichever exist; stop. */
#include "../../uart_16550.h"
#include "multiboot.h"

#define UART 0x3f8

#define VGA_TEXT       0xb8000
#define VGA_COLUMNS    80
#define VGA_ROWS       25
#define VGA_GREY       0x0700
#define BDA_VIDEO_MODE 0x449 /* BIOS data area: 2 and 3 are colour text, 80 x 25 */

#define QEMU_EXIT   0xf4 /* isa-debug-exit: status 2 * value + 1 */
#define QEMU_FAILED 1

static volatile u16 *vga; /* NULL: no text screen */
static unsigned vga_column, vga_row;

u8 arch_uart_in(unsigned reg)
{
	u8 v;

	__asm__ volatile("inb %1, %0" : "=a"(v) : "Nd"((u16)(UART + reg)));
	return v;
}

void arch_uart_out(unsigned reg, u8 v)
{
	__asm__ volatile("outb %0, %1" : : "a"(v), "Nd"((u16)(UART + reg)));
}

static void vga_init(const struct mbi *mbi)
{
	const u8 *mode = arch_phys(BDA_VIDEO_MODE);

	if (mbi && (mbi->flags & MBI_FRAMEBUFFER)) {
		if (mbi->fb_type != MBI_FB_TEXT || mbi->fb_width != VGA_COLUMNS ||
		    mbi->fb_height != VGA_ROWS)
			return;
		vga = arch_phys(mbi->fb_addr_low);
	} else if (*mode == 2 || *mode == 3) {
		vga = arch_phys(VGA_TEXT);
	} else {
		return;
	}
	for (unsigned i = 0; i < VGA_COLUMNS * VGA_ROWS; i++)
		vga[i] = VGA_GREY | ' ';
}

static void vga_newline(void)
{
	const unsigned last = VGA_COLUMNS * (VGA_ROWS - 1);

	vga_column = 0;
	if (++vga_row < VGA_ROWS)
		return;
	vga_row = VGA_ROWS - 1;
	for (unsigned i = 0; i < last; i++)
		vga[i] = vga[i + VGA_COLUMNS];
	for (unsigned i = last; i < last + VGA_COLUMNS; i++)
		vga[i] = VGA_GREY | ' ';
}

static void vga_putc(char c)
{
	if (!vga)
		return;
	if (c == '\n') {
		vga_newline();
		return;
	}
	vga[vga_row * VGA_COLUMNS + vga_column] = (u16)(VGA_GREY | (u8)c);
	if (++vga_column == VGA_COLUMNS)
		vga_newline();
}

void x86_console_init(const struct mbi *mbi)
{
	uart_init();
	vga_init(mbi);
}

void arch_putc(char c)
{
	if (c == '\n')
		uart_putc('\r');
	uart_putc(c);
	vga_putc(c);
}

void arch_stop(void)
{
	uart_drain();
	__asm__ volatile("outl %0, %1" : : "a"(QEMU_FAILED), "Nd"((u16)QEMU_EXIT));
	for (;;)
		__asm__ volatile("cli; hlt");
}
