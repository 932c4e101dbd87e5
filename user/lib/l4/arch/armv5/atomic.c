/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * atomic.c - functions that clang calls for atomic operations, by names that compilers have agreed
 * on: ARMv5.  gcc calls only compare and swap, which is in libgcc and ends in the kernel's code at
 * 0xFFFF0FC0.  There is one processor, which has no memory order.
 */

#define FUNCTIONS(bytes, type) \
	type __atomic_load_##bytes(const volatile type *at, int order); \
	void __atomic_store_##bytes(volatile type *at, type value, int order); \
	type __atomic_exchange_##bytes(volatile type *at, type value, int order); \
	_Bool __atomic_compare_exchange_##bytes(volatile type *at, type *expected, type value, \
						int good, int bad); \
	type __atomic_fetch_add_##bytes(volatile type *at, type value, int order); \
\
	type __atomic_load_##bytes(const volatile type *at, int order) \
	{ \
		(void)order; \
		return *at; \
	} \
\
	void __atomic_store_##bytes(volatile type *at, type value, int order) \
	{ \
		(void)order; \
		*at = value; \
	} \
\
	_Bool __atomic_compare_exchange_##bytes(volatile type *at, type *expected, type value, \
						int good, int bad) \
	{ \
		type before = __sync_val_compare_and_swap(at, *expected, value); \
		_Bool same = before == *expected; \
\
		(void)good; \
		(void)bad; \
		*expected = before; \
		return same; \
	} \
\
	type __atomic_exchange_##bytes(volatile type *at, type value, int order) \
	{ \
		type old; \
\
		(void)order; \
		do \
			old = *at; \
		while (!__sync_bool_compare_and_swap(at, old, value)); \
		return old; \
	} \
\
	type __atomic_fetch_add_##bytes(volatile type *at, type value, int order) \
	{ \
		type old; \
\
		(void)order; \
		do \
			old = *at; \
		while (!__sync_bool_compare_and_swap(at, old, (type)(old + value))); \
		return old; \
	}

FUNCTIONS(1, unsigned char)
FUNCTIONS(2, unsigned short)
FUNCTIONS(4, unsigned int)
