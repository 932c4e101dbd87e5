/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * io.h - I/O ports as flexpages (X2:fpage.io), for CPUs that have them (CONFIG_HAVE_IO_PORTS).
 *
 * A space owns a set of ports; privileged spaces own all from the start.  Operations advance in
 * bounded steps like those of map.h and may be dropped between steps.
 */
#ifndef IO_H
#define IO_H

#include "abi.h"

struct space;

#define IO_PORTS		65536u
#define IO_WORDS		(IO_PORTS / 32)		/* of the bit map of a space */

/* An operation on the ports first .. last. */
struct io_op {
	struct space *from;
	struct space *to;	/* map; NULL for unmap */
	uint32_t word;		/* map: next word of the bit map; unmap: next link */
	uint16_t link;		/* map: the link that says so (io.c) */
	uint16_t first;
	uint16_t last;
	uint8_t grant;		/* map: take them from `from`; unmap: flush */
	uint8_t done;
};

/*
 * Map or grant the ports of `fpage` that `from` owns to `to` if its window takes them (an I/O fpage
 * or the complete address space).  Step: 1 more to do, 0 done, -ERR_NO_MEM.
 */
void io_map_start(struct io_op *op, struct space *from, struct space *to, fpage_t fpage,
		  fpage_t window, bool grant);
int io_map_step(struct io_op *op);

/* Take the ports of `fpage` away from all who got them from s, and with flush from s. */
void io_unmap_start(struct io_op *op, struct space *s, fpage_t fpage, bool flush);
bool io_unmap_step(struct io_op *op);

/* A bounded step of forgetting the ports of a dying space; true when done. */
bool io_space_reap(struct space *s);

/* Ports 32 * word .. 32 * word + 31 of s: bit set if it owns the port. */
uint32_t io_owned(const struct space *s, unsigned word);

#endif
