/* SPDX-License-Identifier: BSD-2-Clause */
/* ports.h - I/O ports, on CPUs that have them: who owns which. */

#ifndef PORTS_H
#define PORTS_H

#include <l4/message.h>
#include <stdbool.h>

void ports_start(void);

/* Does a request with this flexpage ask for ports? */
bool ports_named(L4_Fpage_t f);

/* Append to the reply what `who` gets for a request, for an I/O fault. */
void ports_request(L4_ThreadId_t who, L4_Fpage_t f, L4_Msg_t *reply);
void ports_fault(L4_ThreadId_t who, L4_Fpage_t f, L4_Msg_t *reply);

#endif
