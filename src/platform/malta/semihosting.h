/* SPDX-License-Identifier: BSD-2-Clause */
/* semihosting.h - end the emulator by its semihosting interface (UHI). */
#ifndef SEMIHOSTING_H
#define SEMIHOSTING_H

/* Only where the emulator offers it; elsewhere this is a debug exception. */
void semihosting_exit(int status);

#endif
