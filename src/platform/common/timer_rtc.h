/* SPDX-License-Identifier: BSD-2-Clause */
/* timer_rtc.h - periodic interrupt of the CMOS clock: the timer of PCs without local APIC. */
#ifndef TIMER_RTC_H
#define TIMER_RTC_H

#include "types.h"

#define TIMER_RTC_IRQ		8u
#define TIMER_RTC_PRECISION	977u	/* us: 1024 Hz */

/* Set the rate; no interrupts yet. */
void timer_rtc_init(void);

/* Let it interrupt 1024 times a second, or not. */
void timer_rtc_start(void);
void timer_rtc_stop(void);

/* Its interrupt has been taken: count it and permit the next. */
void timer_rtc_ack(void);

/* Microseconds by counting interrupts: the clock of CPUs without TSC. */
uint64_t timer_rtc_now(void);

#endif
