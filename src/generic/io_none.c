/* SPDX-License-Identifier: BSD-2-Clause */
/* io_none.c - I/O flexpages on CPUs without I/O ports: nothing to map, nothing to take away. */
#include "io.h"

int io_map(struct space *from, struct space *to, fpage_t fpage, fpage_t window, bool grant)
{
	(void)from;
	(void)to;
	(void)fpage;
	(void)window;
	(void)grant;
	return 0;
}

void io_unmap(struct space *s, fpage_t fpage, bool flush)
{
	(void)s;
	(void)fpage;
	(void)flush;
}

void io_space_destroy(struct space *s)
{
	(void)s;
}
