/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_call.h - numbers for the system calls: those whose results are delivered later need them. */
#ifndef GLUE_CALL_H
#define GLUE_CALL_H

enum x2_call {
	X2_IPC,
	X2_LIPC,
	X2_UNMAP,
	X2_EXREGS,
	X2_THREAD_SWITCH,
	X2_SCHEDULE,
	X2_SYSTEM_CLOCK,
	X2_THREAD_CONTROL,
	X2_SPACE_CONTROL,
	X2_PROCESSOR_CONTROL,
	X2_MEMORY_CONTROL,
	X2_CALLS
};

#endif
