/* SPDX-License-Identifier: BSD-2-Clause */
/* machine_mapped.c - a board whose devices are in memory: which driver gets which of them. */

#include <l4/arch.h>
#include <l4/misc.h>
#include <l4/sigma0.h>
#include <l4/thread.h>
#include <pecan/machine.h>

#include "device.h"
#include "root.h"

const struct device machine_devices[] = {
	{.driver = "console", .interrupt = UART_IRQ, .registers = UART_BASE},
};

const size_t machine_device_count = sizeof(machine_devices) / sizeof(machine_devices[0]);

bool machine_io_fault(const struct device *d, L4_Word_t what, L4_MapItem_t *item)
{
	(void)d;
	(void)what;
	(void)item;
	return false;
}

bool machine_device_fault(const struct device *d, L4_Word_t addr, L4_MapItem_t *item)
{
	static const L4_Word_t uncached[4] = {L4_UncachedMemory};
	L4_Word_t base;
	L4_Fpage_t page;

	if (!d || (addr ^ d->registers) >= PAGE_BYTES)
		return false;
	base = d->registers & ~(PAGE_BYTES - 1);
	page = L4_FpageAddRights(L4_FpageLog2(base, PAGE_LOG2), L4_ReadWriteOnly);
	if (L4_IsNilFpage(L4_Sigma0_GetPage(L4_nilthread, page)) ||
	    !L4_Set_PageAttributes(1, &page, uncached))
		return false;
	*item = L4_MapItem(page, base);
	return true;
}

L4_Word_t machine_exception(const L4_Msg_t *msg)
{
	return L4_MsgWord(msg, L4_EXC_MR_EXCEPTIONNO - 1);
}

void machine_reset(void)
{
	pecan_machine_end(0);
}
