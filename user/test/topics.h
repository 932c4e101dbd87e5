/* SPDX-License-Identifier: BSD-2-Clause */
/* topics.h - the order in which topics run; what later kernels complete comes last. */
#ifndef TEST_TOPICS_H
#define TEST_TOPICS_H

#include "lib.h"

/* Ends with NULL. */
extern const struct topic *const topics[];

#endif
