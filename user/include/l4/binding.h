/* SPDX-License-Identifier: BSD-2-Clause */
/* binding.h - virtual registers, system calls and special values of the CPU compiled for. */

#ifndef L4_BINDING_H
#define L4_BINDING_H

#include <l4/exregs.h>
#include <l4/specials.h>
#include <l4/syscalls.h>
#include <l4/target.h>
#include <l4/vregs.h>

#endif /* L4_BINDING_H */
