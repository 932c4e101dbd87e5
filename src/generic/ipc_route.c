/* SPDX-License-Identifier: BSD-2-Clause */
/* ipc_route.c - whom a message goes to and from whom it seems to come (X2:ipc.propagation,
 * X2:ipc.redirection). */
#include "glue.h"
#include "ipc.h"
#include "park.h"
#include "space.h"

#define REDIRECTOR_CHAIN_MAX	32	/* longer chains of redirectors end here */

/* Is t the redirector of the space of v, or at the end of a chain of redirectors from there? */
static bool redirects_for(const struct tcb *t, const struct tcb *v)
{
	const struct space *s = v->space;

	for (unsigned n = 0; n < REDIRECTOR_CHAIN_MAX && s != NULL; n++) {
		const struct tcb *r;

		if (tid_is_any(s->redirector))
			return false;
		r = thread_lookup(s->redirector);
		if (r == NULL)
			return false;
		if (r == t)
			return true;
		s = r->space;
	}
	return false;
}

/* May t send to dest in the name of v? */
static bool propagation_permitted(const struct tcb *t, const struct tcb *v,
				  const struct tcb *dest)
{
	if (v->space == t->space || t->space == dest->space)
		return true;
	if (v->space == NULL)		/* an interrupt thread in closed wait for t */
		return thread_state(v) == THREAD_WAITING && tid_eq(v->wait_for, t->gid);
	return redirects_for(t, v);
}

static struct tcb *resolve_dest(const struct tcb *t, tid_t to)
{
	if (tid_is_any(to) || tid_is_anylocal(to))
		return NULL;
	return thread_resolve(t, to);
}

struct tcb *ipc_route(struct tcb *t, tid_t to, msgtag_t tag)
{
	struct tcb *dest = resolve_dest(t, to);
	struct tcb *v, *redirector;

	t->virt = t;
	t->tag_flags = 0;
	if (dest == NULL)
		return NULL;
	if ((tag.raw & TAG_PROPAGATED) != 0 && t->mode == IPC_USER) {
		v = thread_resolve(t, (tid_t){ READ_ONCE(t->utcb->virtual_sender) });
		if (v != NULL)
			thread_unpark(v);
		if (v != NULL && propagation_permitted(t, v, dest)) {
			t->virt = v;
			v->waited_on = 1;
			t->tag_flags |= TAG_PROPAGATED >> 12;
		}
	}
	if (t->space == NULL || tid_is_any(t->space->redirector) || dest->space == t->space)
		return dest;
	redirector = thread_lookup(t->space->redirector);
	if (redirector == NULL || dest->space == redirector->space)
		return redirector == NULL ? NULL : dest;
	t->tag_flags |= TAG_REDIRECTED >> 12;
	t->intended = dest->gid;
	return redirector;
}

void ipc_route_committed(struct tcb *s, struct tcb *r)
{
	struct tcb *v = s->virt;

	if (v == s || v == r)
		return;
	thread_unpark(v);
	if (thread_state(v) != THREAD_WAITING || !tid_eq(v->wait_for, s->gid))
		return;
	v->wait_for = r->gid;
	r->waited_on = 1;
}
