/* SPDX-License-Identifier: BSD-2-Clause */
/* timer.h - a timer for user programs: the second pair of SP804 of a Versatile board. */

#ifndef PECAN_TIMER_H
#define PECAN_TIMER_H

#include <l4/misc.h>
#include <l4/sigma0.h>
#include <l4/space.h>
#include <l4/specials.h>
#include <l4/types.h>

#define PECAN_TIMER_IRQ	 5UL
#define PECAN_TIMER_PAGE 0x101e3000UL
#define PECAN_TIMER_ONCE 0xa3u /* on, interrupt, 32 bits, once */

/* Its registers, at their physical address; for privileged tasks alone. */
static inline volatile L4_Word32_t *pecan_timer_registers(void)
{
	const L4_Word_t uncached[4] = {L4_UncachedMemory, 0, 0, 0};
	L4_Fpage_t page = L4_FpageAddRights(L4_FpageLog2(PECAN_TIMER_PAGE, 12), L4_ReadWriteOnly);

	(void)L4_Sigma0_GetPage(L4_nilthread, page);
	(void)L4_Set_PageAttributes(1, &page, uncached);
	return (volatile L4_Word32_t *)PECAN_TIMER_PAGE;
}

/* It asks for nothing; its registers, as words. */
static inline volatile L4_Word32_t *pecan_timer_stop(void)
{
	static volatile L4_Word32_t *timer;

	if (!timer)
		timer = pecan_timer_registers();
	timer[2] = 0; /* off */
	timer[3] = 0; /* its last interrupt */
	return timer;
}

/* It fires once, in about us microseconds. */
static inline void pecan_timer_fire(unsigned int us)
{
	volatile L4_Word32_t *timer = pecan_timer_stop();

	timer[0] = us + 1;
	timer[2] = PECAN_TIMER_ONCE;
}

#endif
