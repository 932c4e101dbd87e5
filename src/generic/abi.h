/* SPDX-License-Identifier: BSD-2-Clause */
/* abi.h - numbers and bit layouts fixed by X.2, each with its section of the specification. */
#ifndef ABI_H
#define ABI_H

#include "bits.h"

/* --- X2:types.threadid ------------------------------------------------------------------- */

#define TID_VERSION_BITS	(WORD_BITS == 32 ? 14 : 32)
#define TID_THREADNO_BITS	(WORD_BITS - TID_VERSION_BITS)

#define TID_NIL		((tid_t){ 0 })
#define TID_ANY		((tid_t){ WORD_MAX })
#define TID_ANYLOCAL	((tid_t){ WORD_MAX & ~(word_t)63 })

static inline bool tid_eq(tid_t a, tid_t b)
{
	return a.raw == b.raw;
}

static inline bool tid_is_nil(tid_t t)
{
	return t.raw == 0;
}

static inline bool tid_is_any(tid_t t)
{
	return t.raw == WORD_MAX;
}

static inline bool tid_is_anylocal(tid_t t)
{
	return t.raw == TID_ANYLOCAL.raw;
}

/* True for nilthread and anylocalthread, too. */
static inline bool tid_is_local(tid_t t)
{
	return (t.raw & 63) == 0;
}

static inline tid_t tid_global(word_t no, word_t version)
{
	return (tid_t){ (no << TID_VERSION_BITS) | (version & MASK(TID_VERSION_BITS)) };
}

static inline word_t tid_no(tid_t t)
{
	return t.raw >> TID_VERSION_BITS;
}

static inline word_t tid_version(tid_t t)
{
	return t.raw & MASK(TID_VERSION_BITS);
}

/*
 * --- X2:types.fpage -----------------------------------------------------------------------
 *
 *	| base / 1024 | s (6) | 0 | r w x |		address 10..  4..9  3  2 1 0
 */
#define RIGHT_X		1u
#define RIGHT_W		2u
#define RIGHT_R		4u
#define RIGHTS_ALL	7u

#define FPAGE_MIN_BITS		10u
#define FPAGE_S_COMPLETE	1u
#define FPAGE_S_IO		2u
#define FPAGE_NIL		((fpage_t){ 0 })
#define FPAGE_COMPLETE		((fpage_t){ 0x10 })

static inline word_t fpage_s(fpage_t f)
{
	return FIELD_GET(f.raw, 4, 6);
}

static inline unsigned fpage_rights(fpage_t f)
{
	return f.raw & RIGHTS_ALL;
}

static inline word_t fpage_raw_base(fpage_t f)
{
	return f.raw & ~MASK(10);
}

/* --- X2:types.time ----------------------------------------------------------------------- */

#define TIME_NEVER	0x0000u
#define TIME_ZERO	0x0400u
#define TIME_POINT	0x8000u

/* --- X2:types.msgtag --------------------------------------------------------------------- */

#define TAG_PROPAGATED	BIT(12)
#define TAG_REDIRECTED	BIT(13)
#define TAG_XCPU	BIT(14)
#define TAG_ERROR	BIT(15)
#define TAG_UNUSUAL	0xffc0u		/* flags and typed items: more than untyped words */

#define MR_COUNT	64u
#define BR_COUNT	33u

static inline unsigned tag_u(msgtag_t t)
{
	return t.raw & 63;
}

static inline unsigned tag_t(msgtag_t t)
{
	return (t.raw >> 6) & 63;
}

static inline word_t tag_label(msgtag_t t)
{
	return t.raw >> 16;
}

/* MR0 of a kernel message: protocol number (negative), four sub-bits, untyped words. */
static inline msgtag_t tag_protocol(sword_t number, unsigned sub, unsigned u)
{
	return (msgtag_t){ ((word_t)number << 20) | ((word_t)sub << 16) | u };
}

/* X2:protocols */
#define PROTO_INTERRUPT		(-1)
#define PROTO_PAGEFAULT		(-2)
#define PROTO_PREEMPTION	(-3)
#define PROTO_EXCEPTION		(-5)
#define PROTO_SIGMA0		(-6)
#define PROTO_IO_PAGEFAULT	(-8)

/* --- X2:types.items ---------------------------------------------------------------------- */

#define ITEM_C		BIT(0)
#define ITEM_MAP	4u
#define ITEM_GRANT	5u
#define ITEM_CTRLXFER	6u

static inline unsigned item_type(word_t w)
{
	return (w >> 1) & 7;
}

static inline bool item_is_string(word_t w)
{
	return (w & BIT(3)) == 0;
}

/* X2:types.items: string words: length 10.., c bit 9, j-1 in 4..8. */
static inline word_t string_length(word_t w)
{
	return w >> 10;
}

#define STRING_MAX	((word_t)1 << 22)

static inline unsigned string_substrings(word_t w)
{
	return FIELD_GET(w, 4, 5) + 1;
}

static inline bool string_continues(word_t w)
{
	return (w & BIT(9)) != 0;
}

/* X2:types.acceptor: BR0 */
#define ACCEPT_STRINGS	BIT(0)
#define ACCEPT_CTRLXFER	BIT(1)

static inline fpage_t acceptor_window(word_t br0)
{
	return (fpage_t){ br0 & ~(word_t)15 };
}

/* --- X2:types.errors --------------------------------------------------------------------- */

enum x2_error {
	ERR_OK = 0,
	ERR_NO_PRIVILEGE = 1,
	ERR_INVALID_THREAD = 2,
	ERR_INVALID_SPACE = 3,
	ERR_INVALID_SCHEDULER = 4,
	ERR_INVALID_PARAM = 5,
	ERR_UTCB_AREA = 6,
	ERR_KIP_AREA = 7,
	ERR_NO_MEM = 8,
};

enum ipc_error {
	IPC_OK = 0,
	IPC_TIMEOUT = 1,
	IPC_NON_EXISTING = 2,
	IPC_CANCELLED = 3,
	IPC_OVERFLOW = 4,
	IPC_XFER_TIMEOUT_OWN = 5,
	IPC_XFER_TIMEOUT_PARTNER = 6,
	IPC_ABORTED = 7,
};

#define IPC_PHASE_SEND	0u
#define IPC_PHASE_RECV	1u

/* --- X2:exregs: control word ------------------------------------------------------------- */

#define EXREGS_HALT	BIT(0)		/* H: new halt state; out: was halted */
#define EXREGS_RECV	BIT(1)		/* R: cancel receive; out: was in its receive phase */
#define EXREGS_SEND	BIT(2)		/* S: cancel send; out: was in its send phase */
#define EXREGS_SP	BIT(3)
#define EXREGS_IP	BIT(4)
#define EXREGS_FLAGS	BIT(5)
#define EXREGS_HANDLE	BIT(6)
#define EXREGS_PAGER	BIT(7)
#define EXREGS_SET_HALT	BIT(8)		/* h */
#define EXREGS_DELIVER	BIT(9)		/* d */
#define EXREGS_CONFIGURE	BIT(10)	/* C: control-transfer items in kernel messages */
#define EXREGS_READ_STATE	BIT(11)	/* R': state to control-transfer items */
#define EXREGS_WRITE_STATE	BIT(12)	/* W': state from control-transfer items */

/* --- X2:schedule: results ---------------------------------------------------------------- */

enum x2_thread_state {
	SCHED_ERROR = 0,
	SCHED_DEAD = 1,
	SCHED_INACTIVE = 2,
	SCHED_RUNNING = 3,
	SCHED_PENDING_SEND = 4,
	SCHED_SENDING = 5,
	SCHED_WAITING = 6,
	SCHED_RECEIVING = 7,
};

/* X2:unmap */
#define UNMAP_FLUSH	BIT(6)

/* X2:vregs.preempt */
#define PREEMPT_SIGNAL	BIT(5)
#define PREEMPT_DELAY	BIT(6)
#define PREEMPT_PENDING	BIT(7)

/* --- X2:kip.memdesc ---------------------------------------------------------------------- */

#define MEMDESC_UNDEFINED	0x0u
#define MEMDESC_CONVENTIONAL	0x1u
#define MEMDESC_RESERVED	0x2u
#define MEMDESC_DEDICATED	0x3u
#define MEMDESC_SHARED		0x4u
#define MEMDESC_BOOTLOADER	0xEu
#define MEMDESC_ARCH		0xFu
#define MEMDESC_VIRTUAL		BIT(9)

/* --- X2:sched.defaults ------------------------------------------------------------------- */

#define PRIO_COUNT		256
#define PRIO_DEFAULT		100
#define PRIO_ROOT		255
#define TIMESLICE_DEFAULT_US	10000

/* Initial threads: UserBase + 0, 1, 2 (X2:protocols.initial). */
#define SIGMA0_OFFSET	0u
#define SIGMA1_OFFSET	1u
#define ROOT_OFFSET	2u

#endif
