/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fake_geometry.h - page-table geometries: FAKE_BITS and FAKE_LEAF list, from the root on, the
 * index bits of each level and whether it may hold pages.
 */
#ifndef FAKE_GEOMETRY_H
#define FAKE_GEOMETRY_H

#if defined(FAKE_TOY)
/* Three sizes of pages and few of each: random operations meet all the time. */
#define FAKE_LEVELS	3
#define FAKE_BITS	4, 2, 2
#define FAKE_LEAF	1, 1, 1
#define FAKE_VA_BITS	20
#elif defined(FAKE_IA32)
#define FAKE_LEVELS	2
#define FAKE_BITS	10, 10
#define FAKE_LEAF	1, 1
#define FAKE_VA_BITS	32
#elif defined(FAKE_ARM)
#define FAKE_LEVELS	2
#define FAKE_BITS	12, 8
#define FAKE_LEAF	1, 1
#define FAKE_VA_BITS	32
#elif defined(FAKE_AMD64) && __SIZEOF_LONG__ == 8
#define FAKE_LEVELS	4
#define FAKE_BITS	9, 9, 9, 9
#define FAKE_LEAF	0, 1, 1, 1
#define FAKE_VA_BITS	48
#else
/* As many levels in 32 bits. */
#define FAKE_LEVELS	4
#define FAKE_BITS	2, 4, 7, 7
#define FAKE_LEAF	0, 1, 1, 1
#define FAKE_VA_BITS	32
#endif

#endif
