/* SPDX-License-Identifier: BSD-2-Clause */
/* fake_walker.h - a page walker that knows of tables what it was told, as some CPUs have. */
#ifndef FAKE_WALKER_H
#define FAKE_WALKER_H

#include "types.h"

extern word_t fake_window;

/* The bytes at p have been written to where the walker looks. */
void fake_written(const void *p, size_t len);

/* Do all tables of all spaces look to it as they are? */
void fake_walker_check(void);

#endif
