/* SPDX-License-Identifier: BSD-2-Clause */
/* arch.h - <l4/arch.h> by the name that the manual gives it. */

#ifndef L4_AMD64_NAMED_ARCH_H
#define L4_AMD64_NAMED_ARCH_H

#include <l4/arch.h>

#endif /* L4_AMD64_NAMED_ARCH_H */
