/* SPDX-License-Identifier: BSD-2-Clause */
/* frame.c - page frames: taken from sigma0 in blocks, kept in a list when they are not in use. */

#include <l4/sigma0.h>
#include <l4/space.h>
#include <string.h>

#include "root.h"

#define BLOCK_LOG2 16

struct free_frame {
	struct free_frame *next;
};

static struct free_frame *free_frames;
static L4_Word_t taken_bytes, free_bytes;

static void put(void *frame)
{
	struct free_frame *f = frame;

	f->next = free_frames;
	free_frames = f;
	free_bytes += PAGE_BYTES;
}

/* A block, or when there is none left a page. */
static bool refill(void)
{
	L4_Fpage_t f = L4_Sigma0_GetAny(L4_nilthread, BLOCK_LOG2, L4_CompleteAddressSpace);
	L4_Word_t at;

	if (L4_IsNilFpage(f))
		f = L4_Sigma0_GetAny(L4_nilthread, PAGE_LOG2, L4_CompleteAddressSpace);
	if (L4_IsNilFpage(f))
		return false;
	taken_bytes += L4_Size(f);
	for (at = L4_Size(f); at > 0; at -= PAGE_BYTES)
		put((void *)(L4_Address(f) + at - PAGE_BYTES));
	return true;
}

void *frame_alloc(void)
{
	struct free_frame *f;

	if (!free_frames && !refill())
		return NULL;
	f = free_frames;
	free_frames = f->next;
	free_bytes -= PAGE_BYTES;
	return memset(f, 0, PAGE_BYTES);
}

void frame_free(void *frame)
{
	L4_Fpage_t f = L4_FpageLog2((L4_Word_t)frame, PAGE_LOG2);

	(void)L4_UnmapFpage(L4_FpageAddRights(f, L4_FullyAccessible));
	put(frame);
}

void frame_usage(L4_Word_t *taken, L4_Word_t *unused)
{
	*taken = taken_bytes;
	*unused = free_bytes;
}

bool frame_get_range(L4_Word_t start, L4_Word_t bytes)
{
	L4_Word_t at = start & ~(PAGE_BYTES - 1);
	L4_Word_t last = start + (bytes - 1);

	if (bytes == 0 || last < start)
		return false;
	for (;; at += PAGE_BYTES) {
		if (L4_IsNilFpage(L4_Sigma0_GetPage(L4_nilthread, L4_FpageLog2(at, PAGE_LOG2))))
			return false;
		if (last - at < PAGE_BYTES)
			return true;
	}
}
