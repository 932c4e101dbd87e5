/* SPDX-License-Identifier: BSD-2-Clause */
/* assert.h - checks that end the program; NDEBUG counts anew at each inclusion. */

#ifndef ASSERT_H
#define ASSERT_H

#if defined(__cplusplus)
extern "C" {
#endif

void __assert_fail(const char *condition, const char *file, int line)
	__attribute__((__noreturn__));

#if defined(__cplusplus)
}
#endif

#endif /* ASSERT_H */

#undef assert
#if defined(NDEBUG)
#define assert(c)	((void)sizeof((c) ? 1 : 0))
#else
#define assert(c)	((c) ? (void)0 : __assert_fail(#c, __FILE__, __LINE__))
#endif

#if !defined(__cplusplus)
#undef static_assert
#define static_assert	_Static_assert
#endif
