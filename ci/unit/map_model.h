/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * map_model.h - the mapping layer once more, naively: pages in sorted arrays, trees searched by
 * looking at all nodes, every operation in one step.
 */
#ifndef MAP_MODEL_H
#define MAP_MODEL_H

#include "fake.h"

struct model_node {
	bool used, split;
	unsigned space, level, own, up;
	word_t va;
	paddr_t pa;
	struct model_node *parent;
	unsigned pieces;
};

struct page {
	word_t va;
	unsigned level, rights, memtype, status;
	paddr_t pa;
	struct model_node *node;
};

#define MAX_PAGES	100000
#define MAX_NODES	100000

/* The state: pages of each space in ascending order; nodes in any order, unused ones among them. */
extern struct page pages[FAKE_SPACES][MAX_PAGES];
extern unsigned long count[FAKE_SPACES];
extern struct model_node nodes[MAX_NODES];
extern unsigned long node_top;		/* nodes from here on have never been used */

void page_add(unsigned s, struct page p);
struct model_node *node_add(struct model_node n);
bool is_object(unsigned s, word_t va, unsigned level);

/* All operations as their namesakes of map.h, complete; memory never fails. */
void model_map(unsigned from, unsigned to, word_t src, word_t dst, word_t left, unsigned rights,
	       bool grant);
unsigned model_unmap(unsigned s, word_t first, word_t last, unsigned revoke, bool flush);
void model_memtype(unsigned s, word_t first, word_t last, unsigned memtype);
void model_destroy(unsigned s);
bool model_access(unsigned s, word_t va, unsigned access);

/* Compare with the kernel's structures: pages, trees, status bits, counts. */
void model_compare(void);

/* Take the state from the kernel's structures. */
void model_load(void);

/* Soundness of the kernel's structures alone. */
void model_check_kernel(void);

unsigned long model_pages(unsigned s);

#endif
