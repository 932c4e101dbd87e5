/* SPDX-License-Identifier: BSD-2-Clause */
/* machine_mapped.c - a board whose devices are in memory: which driver gets which of them. */

#include <l4/arch.h>
#include <l4/misc.h>
#include <l4/sigma0.h>
#include <l4/thread.h>
#include <pecan/machine.h>
#include <string.h>

#include "root.h"

struct device {
	const char *driver;
	L4_Word_t interrupt;
	L4_Word_t registers; /* at their physical address in the driver's space as well */
};

static const struct device devices[] = {
	{.driver = "console", .interrupt = UART_IRQ, .registers = UART_BASE},
};

const struct device *machine_device(const char *name)
{
	for (size_t i = 0; i < sizeof(devices) / sizeof(devices[0]); i++) {
		if (strcmp(devices[i].driver, name) == 0)
			return &devices[i];
	}
	return NULL;
}

bool machine_attach(const struct device *d, L4_Word_t interrupt, L4_ThreadId_t handler)
{
	return d && d->interrupt == interrupt &&
	       L4_AssociateInterrupt(L4_GlobalId(interrupt, 1), handler);
}

void machine_detach(const struct device *d)
{
	if (d)
		(void)L4_DeassociateInterrupt(L4_GlobalId(d->interrupt, 1));
}

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
