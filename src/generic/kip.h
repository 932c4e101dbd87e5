/* SPDX-License-Identifier: BSD-2-Clause */
/* kip.h - the kernel interface page: layout (X2:kip.fields) and what the kernel asks of it. */
#ifndef KIP_H
#define KIP_H

#include "abi.h"

struct kip_server {
	word_t sp, ip, low, high;
};

struct kip {
	word_t magic;			/* bytes 4C 34 E6 4B, then zeros */
	word_t api_version;
	word_t api_flags;
	word_t kern_desc_ptr;
	word_t kdebug_init;
	word_t kdebug_entry;
	word_t kdebug_low;
	word_t kdebug_high;
	struct kip_server sigma0;
	struct kip_server sigma1;
	struct kip_server root;
	word_t reserved0;
	word_t memory_info;
	word_t kdebug_config[2];
	word_t reserved1[16];
	word_t reserved2[2];
	word_t utcb_info;
	word_t kip_area_info;
	word_t reserved3[2];
	word_t boot_info;
	word_t proc_desc_ptr;
	word_t clock_info;
	word_t thread_info;
	word_t page_info;
	word_t processor_info;
	word_t space_control;
	word_t thread_control;
	word_t processor_control;
	word_t memory_control;
	word_t ipc;
	word_t lipc;
	word_t unmap;
	word_t exchange_registers;
	word_t system_clock;
	word_t thread_switch;
	word_t schedule;
	word_t reserved4[5];
	word_t arch_syscall[4];
};

_Static_assert(offsetof(struct kip, memory_info) == 21 * sizeof(word_t), "X2:kip.fields");
_Static_assert(offsetof(struct kip, utcb_info) == 42 * sizeof(word_t), "X2:kip.fields");
_Static_assert(offsetof(struct kip, space_control) == 52 * sizeof(word_t), "X2:kip.fields");
_Static_assert(offsetof(struct kip, arch_syscall) == 68 * sizeof(word_t), "X2:kip.fields");

/* X2:kip.memdesc: type, subtype, virtual bit and bounds as defined there. */
struct kip_memdesc {
	word_t low;
	word_t high;
};

/* X2:kip.procdesc */
struct kip_procdesc {
	word_t external_khz;
	word_t internal_khz;
	word_t reserved[2];
};

#define KIP_PROCESSORS		1	/* descriptors in our page */

/*
 * Room for memory descriptors.  MemoryInfo.n says how many the loader may write; the kernel needs
 * KIP_MEMDESC_OWN more for its own.
 */
#define KIP_MEMDESC_MAX		76
#define KIP_MEMDESC_OWN		12

/* The page as it is laid out; the system-call stubs follow (linker script). */
struct kip_page {
	struct kip kip;
	word_t kernel_id;
	word_t gen_date;
	word_t version;
	word_t supplier;
	char strings[128];
	struct kip_procdesc proc[KIP_PROCESSORS];
	struct kip_memdesc mem[KIP_MEMDESC_MAX];
};

extern struct kip_page kip_page;

/*
 * Boot, console working: take the loader's values, find the kernel's memory, fill the page.  Panics
 * with the reason if the loader has not done its duty.
 */
void kip_init(void);

/* Hand the kernel's memory to the page allocator (after paging is final). */
void kip_memory_init(void);

/* Values that are known when the platform is running. */
void kip_finish(void);

/*
 * Conventional memory [start, end) becomes the kernel's: from now on it is reserved, and described
 * as that if the page has room for it.  False: it is none, or not all of it, or out of reach.
 */
bool kip_memory_take(paddr_t start, paddr_t end);

/* True if any byte of [start, end] belongs to the kernel (its image or its pool). */
bool kip_memory_is_reserved(paddr_t start, paddr_t end);

#endif
