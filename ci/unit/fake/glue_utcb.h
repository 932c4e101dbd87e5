/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_utcb.h - fake port: no thread ever runs. */
#ifndef GLUE_UTCB_H
#define GLUE_UTCB_H

struct utcb {
	unsigned long words[64];
};

#endif
