/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * io.h - I/O ports as flexpages (X2:fpage.io), for CPUs that have them.
 *
 * Supplied by a port's glue (HAVE_IO_PORTS) or by io_none.c, for which I/O fpages are accepted and
 * carry nothing.
 */
#ifndef IO_H
#define IO_H

#include "abi.h"

struct space;

/*
 * Map or grant the ports of `fpage` that `from` owns to `to` if its window takes them (an I/O fpage
 * or the complete address space).  0 or -ERR_NO_MEM.  Bounded: at most 2^16 ports as 2 KiB words.
 */
int io_map(struct space *from, struct space *to, fpage_t fpage, fpage_t window, bool grant);

/* Take the ports of `fpage` away from all who got them from s, and with flush from s. */
void io_unmap(struct space *s, fpage_t fpage, bool flush);

/* Forget the ports of a dying space. */
void io_space_destroy(struct space *s);

#endif
