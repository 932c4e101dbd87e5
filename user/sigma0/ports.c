/* SPDX-License-Identifier: BSD-2-Clause */
/* ports.c - I/O ports: one owner each. */

#include "ports.h"

#include <l4/arch.h>

#include "sigma0.h"

#define PORT_LAST     0xffffu
#define PORT_RANGES   128u
#define PORT_SIZE_MAX 16u

static struct pool_range port_table[PORT_RANGES];
static struct pool ports;

void ports_start(void)
{
	pool_init(&ports, port_table, PORT_RANGES, PORT_LAST, POOL_DEVICE);
}

bool ports_named(L4_Fpage_t f)
{
	return L4_IsIoFpage(f);
}

static bool claim_ports(L4_ThreadId_t who, L4_Word_t first, L4_Word_t last)
{
	make_room(&ports);
	return pool_obtainable(&ports, first, last, who.raw) &&
	       pool_claim(&ports, first, last, who.raw);
}

void ports_request(L4_ThreadId_t who, L4_Fpage_t f, L4_Msg_t *reply)
{
	L4_Word_t log2 = L4_IoFpageSizeLog2(f);
	L4_Word_t mask, port;

	if (log2 > PORT_SIZE_MAX) {
		reply_nil(reply);
		return;
	}
	mask = ((L4_Word_t)1 << log2) - 1;
	port = L4_IoFpagePort(f) & ~mask;
	if (claim_ports(who, port, port + mask))
		reply_map(reply, L4_IoFpageLog2(port, (int)log2), 0);
	else
		reply_nil(reply);
}

/*
 * An instruction may access ports at any place, so the kernel's flexpage need not be aligned; no
 * single aligned one may then hold these ports and no others.
 */
void ports_fault(L4_ThreadId_t who, L4_Fpage_t f, L4_Msg_t *reply)
{
	L4_Word_t port = L4_IoFpagePort(f);
	L4_Word_t n = L4_IoFpageSizeLog2(f) <= 2 ? L4_IoFpageSize(f) : 0;

	if (n == 0 || (port & (n - 1)) == 0) {
		ports_request(who, f, reply);
		return;
	}
	if (!claim_ports(who, port, port + n - 1)) {
		reply_nil(reply);
		return;
	}
	for (L4_Word_t i = 0; i < n; i++)
		reply_map(reply, L4_IoFpageLog2(port + i, 0), 0);
}
