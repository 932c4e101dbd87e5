/* SPDX-License-Identifier: BSD-2-Clause */
/* machine.c - devices of any machine: which driver has them, and their interrupts. */

#include <l4/thread.h>
#include <string.h>

#include "device.h"
#include "root.h"

const struct device *machine_device(const char *name)
{
	for (size_t i = 0; i < machine_device_count; i++) {
		if (strcmp(machine_devices[i].driver, name) == 0)
			return &machine_devices[i];
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
