/* SPDX-License-Identifier: BSD-2-Clause */
/* compiler.h - attributes and the few things C cannot say without the compiler's help. */
#ifndef COMPILER_H
#define COMPILER_H

#include "config.h"

#define __must_check	__attribute__((warn_unused_result))
#define __noreturn	__attribute__((noreturn))
#define __printf(f, a)	__attribute__((format(printf, f, a)))
#define __section(s)	__attribute__((section(s)))
#define __aligned(n)	__attribute__((aligned(n)))
#define __cold		__attribute__((cold))
#define __init		__attribute__((section(".init.text"), cold))
#define __initdata	__attribute__((section(".init.data")))
#define __used		__attribute__((used))
#define __must_inline	inline __attribute__((always_inline))
#define __noinline	__attribute__((noinline))

#define likely(c)	__builtin_expect(!!(c), 1)
#define unlikely(c)	__builtin_expect(!!(c), 0)

/* One load, one store: for words that a user program or an interrupt may change meanwhile. */
#define READ_ONCE(x)		(*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, v)	(*(volatile __typeof__(x) *)&(x) = (v))

#define container_of(p, type, member) \
	((type *)((char *)(p) - offsetof(type, member)))

/* Options are undefined when not set, so they are tested with this and never with #ifdef. */
#define IS_ENABLED(option)	IS_ENABLED_(option)
#define IS_ENABLED_(value)	IS_ENABLED__(IS_ENABLED_ARG_##value)
#define IS_ENABLED__(arg)	IS_ENABLED___(arg 1, 0, 0)
#define IS_ENABLED___(ignored, val, ...)	val
#define IS_ENABLED_ARG_1	0,

#endif
