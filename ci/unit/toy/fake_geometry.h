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
#else
#define FAKE_LEVELS	2
#define FAKE_BITS	10, 10
#define FAKE_LEAF	1, 1
#define FAKE_VA_BITS	32
#endif

#endif
