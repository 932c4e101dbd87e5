/* SPDX-License-Identifier: BSD-2-Clause */
/* one_cpu.c - boards with one CPU, whose clock and timer are exact to the microsecond. */
#include "platform.h"

unsigned platform_timer_read_precision(void)
{
	return 1;
}

unsigned platform_timer_precision(void)
{
	return 1;
}

unsigned platform_cpu_count(void)
{
	return 1;
}
