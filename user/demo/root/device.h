/* SPDX-License-Identifier: BSD-2-Clause */
/* device.h - the devices of a machine, as machine_*.c list them for machine.c. */

#ifndef DEVICE_H
#define DEVICE_H

#include <l4/types.h>
#include <stddef.h>

struct device {
	const char *driver;
	L4_Word_t interrupt;
	L4_Word_t registers; /* at their physical address in the driver's space as well */
	L4_Word_t port, ports_log2;
};

extern const struct device machine_devices[];
extern const size_t machine_device_count;

#endif /* DEVICE_H */
