/* SPDX-License-Identifier: BSD-2-Clause */
/* bootinfo.h - the records in which a boot loader tells what it loaded (X2:10.9). */

#ifndef L4_BOOTINFO_H
#define L4_BOOTINFO_H

#include <l4/word.h>

#define L4_BOOTINFO_MAGIC	0x14b0021dUL
#define L4_BOOTINFO_VERSION	1UL

#define L4_BootInfo_Module	0x0001UL
#define L4_BootInfo_SimpleExec	0x0002UL
#define L4_BootInfo_EFITables	0x0101UL
#define L4_BootInfo_Multiboot	0x0102UL
#define L4_BootInfo_FDT		0x0103UL

typedef struct {
	L4_Word_t magic;
	L4_Word_t version;
	L4_Word_t size;
	L4_Word_t first_entry;
	L4_Word_t num_entries;
	L4_Word_t __reserved[3];
} L4_BootInfo_t;

/* How every record begins. */
typedef struct {
	L4_Word_t type;
	L4_Word_t version;
	L4_Word_t offset_next;
} L4_BootRec_t;

typedef struct {
	L4_BootRec_t rec;
	L4_Word_t start;
	L4_Word_t size;
	L4_Word_t cmdline_offset;
} L4_Boot_Module_t;

/* A program already at its place in memory. */
typedef struct {
	L4_Word_t pstart;
	L4_Word_t vstart;
	L4_Word_t size;
} __L4_BootSection_t;

typedef struct {
	L4_BootRec_t rec;
	__L4_BootSection_t text;
	__L4_BootSection_t data;
	__L4_BootSection_t bss;
	L4_Word_t initial_ip;
	L4_Word_t flags;
	L4_Word_t label;
	L4_Word_t cmdline_offset;
} L4_Boot_SimpleExec_t;

typedef struct {
	L4_BootRec_t rec;
	L4_Word_t systab;
	L4_Word_t memmap;
	L4_Word_t memmap_size;
	L4_Word_t memdesc_size;
	L4_Word_t memdesc_version;
} L4_Boot_EFI_t;

typedef struct {
	L4_BootRec_t rec;
	L4_Word_t address;
} L4_Boot_MBI_t;

/* A flattened device tree, as modules are. */
typedef struct {
	L4_BootRec_t rec;
	L4_Word_t start;
	L4_Word_t size;
} L4_Boot_FDT_t;

/*
 * The whole list.
 */

L4_INLINE L4_Bool_t L4_BootInfo_Valid(const void *BootInfo)
{
	const L4_BootInfo_t *b = (const L4_BootInfo_t *)BootInfo;

	return b->magic == L4_BOOTINFO_MAGIC && b->version == L4_BOOTINFO_VERSION;
}

L4_INLINE L4_Word_t L4_BootInfo_Size(const void *BootInfo)
{
	return ((const L4_BootInfo_t *)BootInfo)->size;
}

L4_INLINE L4_BootRec_t *L4_BootInfo_FirstEntry(const void *BootInfo)
{
	const L4_BootInfo_t *b = (const L4_BootInfo_t *)BootInfo;

	return (L4_BootRec_t *)((L4_Word_t)b + b->first_entry);
}

L4_INLINE L4_Word_t L4_BootInfo_Entries(const void *BootInfo)
{
	return ((const L4_BootInfo_t *)BootInfo)->num_entries;
}

/*
 * Records.  The accessors below must be used on records of their type only.
 */

L4_INLINE L4_Word_t L4_BootRec_Type(const L4_BootRec_t *r)
{
	return r->type;
}

L4_INLINE L4_BootRec_t *L4_BootRec_Next(const L4_BootRec_t *r)
{
	return (L4_BootRec_t *)((L4_Word_t)r + r->offset_next);
}

/* The text at an offset from a record; empty if the offset is 0. */
L4_INLINE char *__L4_BootRecText(const L4_BootRec_t *r, L4_Word_t offset)
{
	static char none[1];

	return offset ? (char *)((L4_Word_t)r + offset) : none;
}

L4_INLINE L4_Word_t L4_Module_Start(const L4_BootRec_t *r)
{
	return ((const L4_Boot_Module_t *)r)->start;
}

L4_INLINE L4_Word_t L4_Module_Size(const L4_BootRec_t *r)
{
	return ((const L4_Boot_Module_t *)r)->size;
}

L4_INLINE char *L4_Module_Cmdline(const L4_BootRec_t *r)
{
	return __L4_BootRecText(r, ((const L4_Boot_Module_t *)r)->cmdline_offset);
}

L4_INLINE L4_Word_t L4_SimpleExec_TextPstart(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->text.pstart;
}

L4_INLINE L4_Word_t L4_SimpleExec_TextVstart(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->text.vstart;
}

L4_INLINE L4_Word_t L4_SimpleExec_TextSize(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->text.size;
}

L4_INLINE L4_Word_t L4_SimpleExec_DataPstart(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->data.pstart;
}

L4_INLINE L4_Word_t L4_SimpleExec_DataVstart(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->data.vstart;
}

L4_INLINE L4_Word_t L4_SimpleExec_DataSize(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->data.size;
}

L4_INLINE L4_Word_t L4_SimpleExec_BssPstart(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->bss.pstart;
}

L4_INLINE L4_Word_t L4_SimpleExec_BssVstart(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->bss.vstart;
}

L4_INLINE L4_Word_t L4_SimpleExec_BssSize(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->bss.size;
}

L4_INLINE L4_Word_t L4_SimpleExec_InitialIP(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->initial_ip;
}

L4_INLINE L4_Word_t L4_SimpleExec_Flags(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->flags;
}

L4_INLINE void L4_SimpleExec_Set_Flags(L4_BootRec_t *r, L4_Word_t w)
{
	((L4_Boot_SimpleExec_t *)r)->flags = w;
}

L4_INLINE L4_Word_t L4_SimpleExec_Label(const L4_BootRec_t *r)
{
	return ((const L4_Boot_SimpleExec_t *)r)->label;
}

L4_INLINE void L4_SimpleExec_Set_Label(L4_BootRec_t *r, L4_Word_t w)
{
	((L4_Boot_SimpleExec_t *)r)->label = w;
}

L4_INLINE char *L4_SimpleExec_Cmdline(const L4_BootRec_t *r)
{
	return __L4_BootRecText(r, ((const L4_Boot_SimpleExec_t *)r)->cmdline_offset);
}

L4_INLINE L4_Word_t L4_EFI_Systab(const L4_BootRec_t *r)
{
	return ((const L4_Boot_EFI_t *)r)->systab;
}

L4_INLINE L4_Word_t L4_EFI_Memmap(const L4_BootRec_t *r)
{
	return ((const L4_Boot_EFI_t *)r)->memmap;
}

L4_INLINE L4_Word_t L4_EFI_MemmapSize(const L4_BootRec_t *r)
{
	return ((const L4_Boot_EFI_t *)r)->memmap_size;
}

L4_INLINE L4_Word_t L4_EFI_MemdescSize(const L4_BootRec_t *r)
{
	return ((const L4_Boot_EFI_t *)r)->memdesc_size;
}

L4_INLINE L4_Word_t L4_EFI_MemdescVersion(const L4_BootRec_t *r)
{
	return ((const L4_Boot_EFI_t *)r)->memdesc_version;
}

L4_INLINE L4_Word_t L4_MBI_Address(const L4_BootRec_t *r)
{
	return ((const L4_Boot_MBI_t *)r)->address;
}

#if defined(__cplusplus)

/* C++: overloaded names. */

L4_INLINE L4_Word_t L4_Type(const L4_BootRec_t *r)
{
	return L4_BootRec_Type(r);
}

L4_INLINE L4_BootRec_t *L4_Next(const L4_BootRec_t *r)
{
	return L4_BootRec_Next(r);
}

#endif /* __cplusplus */

#endif /* L4_BOOTINFO_H */
