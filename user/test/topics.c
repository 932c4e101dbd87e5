/* SPDX-License-Identifier: BSD-2-Clause */
/* topics.c - all topics in the order in which they run. */

#include "topics.h"

extern const struct topic topic_kip, topic_threads, topic_modify, topic_exregs, topic_ipc,
	topic_ipc_timeout;

const struct topic *const topics[] = {
	&topic_kip, &topic_threads,	&topic_modify, &topic_exregs,
	&topic_ipc, &topic_ipc_timeout, NULL,
};
