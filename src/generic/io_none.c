/* SPDX-License-Identifier: BSD-2-Clause */
/* io_none.c - I/O flexpages on CPUs without I/O ports: nothing to map, nothing to take away. */
#include "io.h"

void io_map_start(struct io_op *op, struct space *from, struct space *to, fpage_t fpage,
		  fpage_t window, bool grant)
{
	(void)op;
	(void)from;
	(void)to;
	(void)fpage;
	(void)window;
	(void)grant;
}

int io_map_step(struct io_op *op)
{
	(void)op;
	return 0;
}

void io_unmap_start(struct io_op *op, struct space *s, fpage_t fpage, bool flush)
{
	(void)op;
	(void)s;
	(void)fpage;
	(void)flush;
}

bool io_unmap_step(struct io_op *op)
{
	(void)op;
	return true;
}

bool io_space_reap(struct space *s)
{
	(void)s;
	return true;
}
