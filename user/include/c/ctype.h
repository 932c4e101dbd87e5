/* SPDX-License-Identifier: BSD-2-Clause */
/* ctype.h - classes of ASCII characters. */

#ifndef CTYPE_H
#define CTYPE_H

#if defined(__cplusplus)
extern "C" {
#endif

int isalnum(int c);
int isalpha(int c);
int iscntrl(int c);
int isdigit(int c);
int isgraph(int c);
int islower(int c);
int isprint(int c);
int ispunct(int c);
int isspace(int c);
int isupper(int c);
int isxdigit(int c);
int tolower(int c);
int toupper(int c);

#if defined(__cplusplus)
}
#endif

#endif /* CTYPE_H */
