/* SPDX-License-Identifier: BSD-2-Clause */
/* machine_pc.c - a PC: which driver gets which device, and how to reset. */

#include <l4/arch.h>
#include <l4/sigma0.h>
#include <l4/thread.h>

#include "device.h"
#include "root.h"

#define RESET_CONTROL  0xcf9u /* bit 1: hard, bit 2: now */
#define KEYBOARD       0x64u
#define KEYBOARD_RESET 0xfeu

const struct device machine_devices[] = {
	{.driver = "console", .interrupt = 4, .port = 0x3f8, .ports_log2 = 3},
};

const size_t machine_device_count = sizeof(machine_devices) / sizeof(machine_devices[0]);

/* All ports of the device at once.  They are sigma0's to give, even if the kernel is generous. */
bool machine_io_fault(const struct device *d, L4_Word_t what, L4_MapItem_t *item)
{
	L4_Fpage_t wanted = {.raw = what};
	L4_Word_t port = L4_IoFpagePort(wanted);
	L4_Fpage_t all;

	if (!d || !L4_IsIoFpage(wanted) || L4_IoFpageSizeLog2(wanted) > d->ports_log2)
		return false;
	if (port < d->port || port + L4_IoFpageSize(wanted) > d->port + (1UL << d->ports_log2))
		return false;
	all = L4_IoFpageLog2(d->port, (int)d->ports_log2);
	(void)L4_Sigma0_GetPage_RcvWindow(L4_nilthread, all, all);
	*item = L4_MapItem(all, 0);
	return true;
}

/* Nothing of these devices is in memory. */
bool machine_device_fault(const struct device *d, L4_Word_t addr, L4_MapItem_t *item)
{
	(void)d;
	(void)addr;
	(void)item;
	return false;
}

L4_Word_t machine_exception(const L4_Msg_t *msg)
{
	return L4_MsgWord(msg, L4_EXC_MR_EXCEPTIONNO - 1);
}

static void write_port(unsigned int port, unsigned int value)
{
	__asm__ volatile("outb %b0, %w1" : : "a"(value), "Nd"(port));
}

void machine_reset(void)
{
	write_port(RESET_CONTROL, 2);
	write_port(RESET_CONTROL, 6);
	write_port(KEYBOARD, KEYBOARD_RESET);
}
