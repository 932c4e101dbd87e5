/* SPDX-License-Identifier: BSD-2-Clause */
/* memcalls.c - system calls on lists of fpages: Unmap and MemoryControl (X2:unmap, X2:memctrl). */
#include "fpage.h"
#include "glue.h"
#include "io.h"
#include "kernel.h"
#include "map.h"
#include "sched.h"
#include "space.h"
#include "tcb.h"
#include "trace.h"

/* Index of the last message register in a control word. */
static word_t last_index(word_t control)
{
	return control & 63;
}

/* --- Unmap ------------------------------------------------------------------------------- */

static fpage_t unmap_fpage(const struct tcb *t)
{
	return (fpage_t){ glue_list_get(t, X2_UNMAP, (unsigned)t->op_index) };
}

/* Begin with fpage number t->op_index of the list. */
static void unmap_begin(struct tcb *t)
{
	fpage_t f = unmap_fpage(t);
	bool flush = (t->op_control & UNMAP_FLUSH) != 0;

	if (fpage_s(f) == FPAGE_S_IO) {
		t->op_kind = OP_IO_UNMAP;
		io_unmap_start(&t->op.io, t->space, f, flush);
	} else {
		t->op_kind = OP_UNMAP;
		unmap_start(&t->op.unmap, t->space, f, flush);
	}
}

static void unmap_list(struct tcb *t)
{
	unsigned status;

	do {
		if (t->op_kind == OP_IO_UNMAP ? !io_unmap_step(&t->op.io)
					      : !unmap_step(&t->op.unmap))
			continue;
		status = t->op_kind == OP_IO_UNMAP ? 0 : t->op.unmap.status;
		glue_list_set(t, (unsigned)t->op_index,
			      fpage_with_rights(unmap_fpage(t), status).raw);
		t->op_kind = OP_NONE;
		if (t->op_index == last_index(t->op_control))
			return;
		t->op_index++;
		unmap_begin(t);
	} while (!sched_preempt_point());
	thread_set_cont(t, unmap_list);
}

void sys_unmap(struct tcb *t, word_t control)
{
	TRACE(TRACE_CALL, t, X2_UNMAP, control);
	t->op_control = control;
	t->op_index = 0;
	unmap_begin(t);
	unmap_list(t);
}

/* --- MemoryControl ----------------------------------------------------------------------- */

static void memctrl_end(struct tcb *t, enum x2_error err)
{
	if (err != ERR_OK)
		t->utcb->error_code = err;
	glue_result(t, X2_MEMORY_CONTROL, err == ERR_OK);
}

/* No fpage, but both caches as a whole. */
#define FLUSH_ALL	(2 * MAP_FLUSH)

static int memctrl_attribute(word_t attribute)
{
	unsigned what = IS_ENABLED(CONFIG_HAVE_CACHE_CONTROL) ? glue_mem_flush(attribute) : 0;

	if (what != 0)
		return MAP_FLUSH | (int)what;
	return glue_mem_attr(attribute);
}

/* Everybody may flush caches; for the rest one needs privilege. */
static bool may_set(const struct tcb *t)
{
	return (t->space->flags & SPACE_PRIVILEGED) != 0;
}

/* Begin with fpage number t->op_index; ERR_INVALID_PARAM if its attribute does not exist. */
static enum x2_error memctrl_begin(struct tcb *t)
{
	fpage_t f = { glue_list_get(t, X2_MEMORY_CONTROL, (unsigned)t->op_index) };
	int memtype = t->op.memctrl.memtype[f.raw & 3];
	unsigned bits = fpage_bits(f);

	t->op.memctrl.va = 0;
	t->op.memctrl.last = 0;
	t->op.memctrl.current = -1;
	if (bits == 0)
		return ERR_OK;			/* nothing to do */
	if (memtype < 0)
		return ERR_INVALID_PARAM;
	if (!may_set(t) && !map_is_flush(memtype))
		return ERR_NO_PRIVILEGE;	/* the list has changed since it was looked at */
	t->op.memctrl.va = fpage_base_of(f, bits);
	t->op.memctrl.last = fpage_last_of(f, bits);
	t->op.memctrl.current = memtype;
	return ERR_OK;
}

/* One bounded step on the current fpage: 1 more, 0 done, negative error. */
static int memctrl_step(struct tcb *t)
{
	if (t->op.memctrl.current < 0)
		return 0;
	if (IS_ENABLED(CONFIG_HAVE_CACHE_CONTROL) && t->op.memctrl.current == FLUSH_ALL)
		return arch_cache_sync_step(&t->op.memctrl.va);
	return map_memory_control(t->space, &t->op.memctrl.va, t->op.memctrl.last,
				  (unsigned)t->op.memctrl.current);
}

static void memctrl_run(struct tcb *t)
{
	enum x2_error err;
	int n;

	do {
		n = memctrl_step(t);
		if (n > 0)
			continue;
		if (n < 0 || t->op_index == last_index(t->op_control)) {
			memctrl_end(t, n < 0 ? (enum x2_error)-n : ERR_OK);
			return;
		}
		t->op_index++;
		err = memctrl_begin(t);
		if (err != ERR_OK) {
			memctrl_end(t, err);
			return;
		}
	} while (!sched_preempt_point());
	thread_set_cont(t, memctrl_run);
}

/* As the last of a list. */
static void memctrl_flush_all(struct tcb *t)
{
	t->op_index = last_index(t->op_control);
	t->op.memctrl.current = FLUSH_ALL;
	t->op.memctrl.va = 0;
	memctrl_run(t);
}

static enum x2_error memctrl_check(const struct tcb *t, word_t control)
{
	enum x2_error err = ERR_OK;

	for (word_t i = 0; i <= last_index(control); i++) {
		fpage_t f = { glue_list_get(t, X2_MEMORY_CONTROL, (unsigned)i) };
		int attribute = t->op.memctrl.memtype[f.raw & 3];

		if (!may_set(t) && !map_is_flush(attribute))
			return ERR_NO_PRIVILEGE;
		if (fpage_bits(f) != 0 && attribute < 0)
			err = ERR_INVALID_PARAM;
	}
	return err;
}

/* Controls that mean no list; everybody may empty the caches. */
#define CONTROL_LAST		63
#define CONTROL_FLUSH_ALL	(~(word_t)1)

void sys_memory_control(struct tcb *t, word_t control, const word_t attributes[4])
{
	enum x2_error err;

	TRACE(TRACE_CALL, t, X2_MEMORY_CONTROL, control);
	t->op_control = control;
	if (IS_ENABLED(CONFIG_HAVE_CACHE_CONTROL) && control > CONTROL_LAST) {
		if (control == CONTROL_FLUSH_ALL)
			memctrl_flush_all(t);
		else
			memctrl_end(t, ERR_INVALID_PARAM);
		return;
	}
	for (unsigned i = 0; i < 4; i++)
		t->op.memctrl.memtype[i] = memctrl_attribute(attributes[i]);
	err = memctrl_check(t, control);
	(void)sched_preempt_point();
	if (err == ERR_OK) {
		t->op_index = 0;
		err = memctrl_begin(t);
	}
	if (err != ERR_OK)
		memctrl_end(t, err);
	else
		memctrl_run(t);
}
