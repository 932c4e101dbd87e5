/* SPDX-License-Identifier: BSD-2-Clause */
/* malloc.c - memory from areas that the program gives: first fit in a list sorted by address. */

#include <pecan/lock.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * Every block begins with its size, header included, a multiple of ALIGN.  Free blocks are linked
 * in the order of their addresses, and neighbours are always joined.
 */
struct block {
	size_t size;
	struct block *next;
};

#define ALIGN	16
#define HEADER	ALIGN		/* so that what the user gets is aligned, too */

static struct block *free_list;
static struct pecan_lock lock = PECAN_LOCK_INIT;

static struct block *block_at(void *address, size_t offset)
{
	return (struct block *)((char *)address + offset);
}

static int touches(const struct block *low, const struct block *high)
{
	return (const char *)low + low->size == (const char *)high;
}

/* Put a block into the list and join it with its neighbours. */
static void insert_locked(struct block *b)
{
	struct block *prev = NULL;
	struct block *next = free_list;

	while (next && next < b) {
		prev = next;
		next = next->next;
	}
	b->next = next;
	if (next && touches(b, next)) {
		b->size += next->size;
		b->next = next->next;
	}
	if (prev && touches(prev, b)) {
		prev->size += b->size;
		prev->next = b->next;
	} else if (prev) {
		prev->next = b;
	} else {
		free_list = b;
	}
}

/* Take size bytes from the first free block that has them; NULL if none has. */
static struct block *take_locked(size_t size)
{
	struct block **link = &free_list;
	struct block *b;

	while (*link && (*link)->size < size)
		link = &(*link)->next;
	b = *link;
	if (!b)
		return NULL;
	if (b->size > size) {
		struct block *rest = block_at(b, size);

		rest->size = b->size - size;
		rest->next = b->next;
		*link = rest;
		b->size = size;
	} else {
		*link = b->next;
	}
	return b;
}

void malloc_add(void *memory, size_t size)
{
	size_t skip = -(uintptr_t)memory & (ALIGN - 1);
	struct block *b = block_at(memory, skip);

	if (size < skip + HEADER)
		return;
	b->size = (size - skip) & ~(size_t)(ALIGN - 1);
	pecan_lock_acquire(&lock);
	insert_locked(b);
	pecan_lock_release(&lock);
}

void *malloc(size_t size)
{
	struct block *b;

	if (size > SIZE_MAX - HEADER - ALIGN)
		return NULL;
	size = (size + HEADER + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	pecan_lock_acquire(&lock);
	b = take_locked(size);
	pecan_lock_release(&lock);
	return b ? (char *)b + HEADER : NULL;
}

void free(void *memory)
{
	if (!memory)
		return;
	pecan_lock_acquire(&lock);
	insert_locked((struct block *)((char *)memory - HEADER));
	pecan_lock_release(&lock);
}

void *calloc(size_t n, size_t size)
{
	size_t bytes;
	void *memory;

	if (__builtin_mul_overflow(n, size, &bytes))
		return NULL;
	memory = malloc(bytes);
	if (memory)
		memset(memory, 0, bytes);
	return memory;
}

void *realloc(void *memory, size_t size)
{
	size_t old;
	void *moved;

	if (!memory)
		return malloc(size);
	old = ((struct block *)((char *)memory - HEADER))->size - HEADER;
	if (size <= old)
		return memory;
	moved = malloc(size);
	if (moved) {
		memcpy(moved, memory, old);
		free(memory);
	}
	return moved;
}
