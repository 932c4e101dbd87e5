/* SPDX-License-Identifier: BSD-2-Clause */
/* name.c - the name service: a small table of names and thread ids. */

#include <string.h>

#include "root.h"

#define NAME_MAX 16u

struct name {
	char text[DEMO_NAME_BYTES]; /* "": free */
	L4_ThreadId_t id;
};

static struct name names[NAME_MAX];

static struct name *find(const char *text)
{
	for (unsigned int i = 0; i < NAME_MAX; i++) {
		if (strcmp(names[i].text, text) == 0)
			return &names[i];
	}
	return NULL;
}

L4_Word_t name_register(const char *name, L4_ThreadId_t id)
{
	struct name *n;

	if (name[0] == '\0')
		return DEMO_EINVAL;
	n = find(name);
	if (n && task_of(n->id) != task_of(id))
		return DEMO_EEXIST;
	if (!n)
		n = find("");
	if (!n)
		return DEMO_ENOMEM;
	strcpy(n->text, name);
	n->id = id;
	return DEMO_OK;
}

L4_Word_t name_lookup(const char *name, L4_ThreadId_t *id)
{
	struct name *n = name[0] == '\0' ? NULL : find(name);

	if (!n)
		return DEMO_ENOENT;
	*id = n->id;
	return DEMO_OK;
}

void name_forget(L4_ThreadId_t id)
{
	for (unsigned int i = 0; i < NAME_MAX; i++) {
		if (L4_IsThreadEqual(names[i].id, id))
			names[i].text[0] = '\0';
	}
}
