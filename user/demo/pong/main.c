/* SPDX-License-Identifier: BSD-2-Clause */
/* main.c - pong: a task of its own that sends every message back. */

#include "../lib/demo.h"

int main(void)
{
	demo_init();
	demo_pong();
	demo_exit();
}
