/* SPDX-License-Identifier: BSD-2-Clause */
/* sigma0.h - what the parts of sigma0 need of each other. */

#ifndef SIGMA0_H
#define SIGMA0_H

#include <l4/message.h>

#include "pool.h"

/* Keep room for the next request, with memory from sigma0's own stock if there is any left. */
void make_room(struct pool *p);

void reply_map(L4_Msg_t *reply, L4_Fpage_t f, L4_Word_t base);
void reply_nil(L4_Msg_t *reply);

#endif
