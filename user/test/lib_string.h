/* SPDX-License-Identifier: BSD-2-Clause */
/* lib_string.h - string items and buffers for tests: build them, fill them, check what arrived. */
#ifndef LIB_STRING_H
#define LIB_STRING_H

#include "lib.h"

#define MAX_PIECES 12

/* A logical byte string in pieces of memory. */
struct pieces {
	unsigned count;
	struct {
		word_t at, size;
	} p[MAX_PIECES];
};

/* Length word of a (sub)string: more = another length word follows, C = another item follows. */
static inline word_t length_word(word_t size, unsigned pointers, bool more, bool c)
{
	return size << 10 | (word_t)more << 9 | (word_t)(pointers - 1) << 4 | c;
}

/* Pieces of these sizes from address on, each at another alignment, with gaps between them. */
struct pieces pieces_at(word_t address, unsigned count, const word_t *sizes);

/* The words of the string item or buffer: one length word for each piece; their number. */
unsigned pieces_words(const struct pieces *p, word_t *words, bool c);

word_t pieces_size(const struct pieces *p);

/* Byte n of the pattern that is sent, and the one that marks untouched memory. */
unsigned char pattern_byte(word_t n);
#define UNTOUCHED 0xee

void pieces_fill(const struct pieces *p);
void pieces_clear(const struct pieces *p);

/* The first n bytes are the pattern, the rest untouched. */
void pieces_check(const struct pieces *p, word_t n);

/* Address of byte n of the string. */
word_t pieces_address(const struct pieces *p, word_t n);

/* Make the pages from address on, and that many bytes, present and writable in t's space. */
void touch_pages(struct thread *t, word_t address, word_t bytes);

/* --- one message with strings, to a server --------------------------------------------- */

extern struct ipc string_out, string_in;
extern struct thread *string_server;

/* Source and destination lie in different halves of the arena. */
word_t string_source(void);
word_t string_target(void);

/* A message without items and a receiver that accepts strings but has no buffer yet. */
void string_begin(bool other_space);

/* Append a string to the message, or a buffer to the receiver; not the last one if c. */
void string_add(const struct pieces *p, bool c);
void string_buffer(const struct pieces *p, bool c);

/* Send it: both partners have their results when this returns. */
void string_go(void);

#endif
