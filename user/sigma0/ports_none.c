/* SPDX-License-Identifier: BSD-2-Clause */
/* ports_none.c - what ports.c does, on CPUs that have no I/O ports. */

#include "ports.h"
#include "sigma0.h"

void ports_start(void) {}

bool ports_named(L4_Fpage_t f)
{
	(void)f;
	return false;
}

void ports_request(L4_ThreadId_t who, L4_Fpage_t f, L4_Msg_t *reply)
{
	(void)who;
	(void)f;
	reply_nil(reply);
}

void ports_fault(L4_ThreadId_t who, L4_Fpage_t f, L4_Msg_t *reply)
{
	ports_request(who, f, reply);
}
