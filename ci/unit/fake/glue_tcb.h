/* SPDX-License-Identifier: BSD-2-Clause */
/* glue_tcb.h - fake port: there are no threads. */
#ifndef GLUE_TCB_H
#define GLUE_TCB_H

struct glue_tcb {
};

#endif
