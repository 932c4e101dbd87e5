/* SPDX-License-Identifier: BSD-2-Clause */
/* check.h - the library's test of itself. */

#ifndef PECAN_CHECK_H
#define PECAN_CHECK_H

#if defined(__cplusplus)
extern "C" {
#endif

/* The line of check_encodings.c with the first example that the headers get wrong; 0 if none. */
int pecan_check_encodings(void);

#if defined(__cplusplus)
}
#endif

#endif /* PECAN_CHECK_H */
