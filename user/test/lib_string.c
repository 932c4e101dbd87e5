/* SPDX-License-Identifier: BSD-2-Clause */
/* lib_string.c - strings in pieces: build, fill, check. */

#include "lib_string.h"

struct pieces pieces_at(word_t address, unsigned count, const word_t *sizes)
{
	struct pieces p = {.count = count};

	CHECK(count <= MAX_PIECES);
	for (unsigned i = 0; i < count; i++) {
		p.p[i].at = address + (i * 3) % 7;
		p.p[i].size = sizes[i];
		address += sizes[i] + 13;
	}
	return p;
}

unsigned pieces_words(const struct pieces *p, word_t *words, bool c)
{
	unsigned n = 0;

	for (unsigned i = 0; i < p->count; i++) {
		words[n++] = length_word(p->p[i].size, 1, i + 1 < p->count, c && i == 0);
		words[n++] = p->p[i].at;
	}
	return n;
}

word_t pieces_size(const struct pieces *p)
{
	word_t size = 0;

	for (unsigned i = 0; i < p->count; i++)
		size += p->p[i].size;
	return size;
}

unsigned char pattern_byte(word_t n)
{
	return (unsigned char)(n * 7 + (n >> 8) * 3 + (n >> 16) + 1) & 0x7f;
}

void pieces_fill(const struct pieces *p)
{
	word_t n = 0;

	for (unsigned i = 0; i < p->count; i++) {
		for (word_t k = 0; k < p->p[i].size; k++)
			((unsigned char *)p->p[i].at)[k] = pattern_byte(n++);
	}
}

void pieces_clear(const struct pieces *p)
{
	for (unsigned i = 0; i < p->count; i++) {
		for (word_t k = 0; k < p->p[i].size + 4; k++)
			((unsigned char *)p->p[i].at)[k] = UNTOUCHED;
	}
}

void pieces_check(const struct pieces *p, word_t n)
{
	word_t at = 0;

	for (unsigned i = 0; i < p->count; i++) {
		const unsigned char *b = (const unsigned char *)p->p[i].at;

		for (word_t k = 0; k < p->p[i].size; k++, at++)
			CHECK_EQ(b[k], at < n ? pattern_byte(at) : UNTOUCHED);
		for (word_t k = 0; k < 4; k++)
			CHECK_EQ(b[p->p[i].size + k], UNTOUCHED);
	}
}

word_t pieces_address(const struct pieces *p, word_t n)
{
	for (unsigned i = 0; i < p->count; i++) {
		if (n < p->p[i].size)
			return p->p[i].at + n;
		n -= p->p[i].size;
	}
	return 0;
}

struct range {
	word_t address, bytes;
};

static void touch_range(void *arg)
{
	const struct range *r = arg;

	for (word_t p = r->address & ~(page_size() - 1); p < r->address + r->bytes;
	     p += page_size())
		WORD_AT(p) = WORD_AT(p);
}

void touch_pages(struct thread *t, word_t address, word_t bytes)
{
	static struct range r;

	r = (struct range){address, bytes};
	if (t)
		ask(t, touch_range, &r);
	else
		touch_range(&r);
}

/* --- one message with strings ------------------------------------------------------------ */

struct ipc string_out, string_in;
struct thread *string_server;

word_t string_source(void)
{
	return arena(0);
}

word_t string_target(void)
{
	return arena(32);
}

void string_begin(bool other_space)
{
	string_server = server_new(other_space ? NEW_SPACE : NULL);
	touch_pages(string_server, string_source(), 64 * page_size());
	string_out = (struct ipc){.to = string_server->id, .timeouts = NEVER};
	string_out.mr[0] = TAG(0x51, 0, 0);
	string_in = (struct ipc){.from_spec = L4_Myself(), .timeouts = NEVER, .brs = 1};
	string_in.br[0] = 1;
}

void string_add(const struct pieces *p, bool c)
{
	unsigned used = TAG_U(string_out.mr[0]) + TAG_T(string_out.mr[0]);
	unsigned n = pieces_words(p, &string_out.mr[1 + used], c);

	string_out.mr[0] += (word_t)n << 6;
}

void string_buffer(const struct pieces *p, bool c)
{
	string_in.brs += pieces_words(p, &string_in.br[string_in.brs], c);
}

void string_go(void)
{
	ask_begin(string_server, ipc_body, &string_in);
	ipc_do(&string_out);
	ask_end(string_server);
}
