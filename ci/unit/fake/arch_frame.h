/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_frame.h - fake port: nothing ever traps. */
#ifndef ARCH_FRAME_H
#define ARCH_FRAME_H

struct arch_frame {
	unsigned long ip;
};

#endif
