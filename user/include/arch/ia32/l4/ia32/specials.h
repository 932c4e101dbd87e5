/* SPDX-License-Identifier: BSD-2-Clause */
/* specials.h - <l4/specials.h> by the name that the manual gives it. */

#ifndef L4_IA32_NAMED_SPECIALS_H
#define L4_IA32_NAMED_SPECIALS_H

#include <l4/specials.h>

#endif /* L4_IA32_NAMED_SPECIALS_H */
