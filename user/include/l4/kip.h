/* SPDX-License-Identifier: BSD-2-Clause */
/* kip.h - the kernel interface page (X2:2): layout and accessors. */

#ifndef L4_KIP_H
#define L4_KIP_H

#include <l4/binding.h>
#include <l4/types.h>

/* The bytes 4C 34 E6 4B in memory, as a word. */
#if defined(L4_LITTLE_ENDIAN)
#define L4_MAGIC		0x4be6344cUL
#else
#define L4_MAGIC		(0x4c34e64bUL << (L4_BITS_PER_WORD - 32))
#endif

#define L4_APIVERSION_2		0x02UL
#define L4_APIVERSION_X0	0x83UL
#define L4_APIVERSION_X1	0x83UL
#define L4_APIVERSION_X2	0x84UL
#define L4_APIVERSION_L4SEC	0x85UL
#define L4_APIVERSION_N1	0x86UL
#define L4_APIVERSION_4		0x04UL
#define L4_APISUBVERSION_X0	0x80UL
#define L4_APISUBVERSION_X1	0x81UL

#define L4_APIFLAG_LE		0UL
#define L4_APIFLAG_BE		1UL
#define L4_APIFLAG_32BIT	0UL
#define L4_APIFLAG_64BIT	1UL

/* Kernel ids: id and subid in one number (X2:2.4). */
#define L4_KID_L4_486			(0UL << 8 | 1)
#define L4_KID_L4_PENTIUM		(0UL << 8 | 2)
#define L4_KID_L4_X86			(0UL << 8 | 3)
#define L4_KID_L4_MIPS			(1UL << 8 | 1)
#define L4_KID_L4_ALPHA			(2UL << 8 | 1)
#define L4_KID_FIASCO			(3UL << 8 | 1)
#define L4_KID_L4KA_HAZELNUT		(4UL << 8 | 1)
#define L4_KID_L4KA_PISTACHIO		(4UL << 8 | 2)
#define L4_KID_L4KA_STRAWBERRY		(4UL << 8 | 3)
#define L4_KID_NICTA_PISTACHIO		(5UL << 8 | 1)

#define L4_UndefinedMemoryType			0x0UL
#define L4_ConventionalMemoryType		0x1UL
#define L4_ReservedMemoryType			0x2UL
#define L4_DedicatedMemoryType			0x3UL
#define L4_SharedMemoryType			0x4UL
#define L4_BootLoaderSpecificMemoryType		0xeUL
#define L4_ArchitectureSpecificMemoryType	0xfUL

/*
 * Layouts.
 */

/* Start values of a server or of the debugger, for boot loaders. */
typedef struct {
	L4_Word_t sp;
	L4_Word_t ip;
	L4_Word_t low;
	L4_Word_t high;
} __L4_KipServer_t;

/* Memory ranges of older kernels; all 0 today (X2:15, item 54). */
typedef struct {
	L4_Word_t low;
	L4_Word_t high;
} __L4_KipRange_t;

/* The upper bits of a word whose fields end at bit 31. */
#define __L4_KIP_UPPER		: L4_BITS_PER_WORD - 32

typedef union {
	L4_Word_t raw;
	struct {
		__L4_BITS4(L4_Word_t, : 16, subversion : 8, version : 8, __L4_KIP_UPPER);
	} x;
} __L4_ApiVersion_t;

typedef union {
	L4_Word_t raw;
	struct {
		__L4_BITS3(L4_Word_t, ee : 2, ww : 2, : L4_BITS_PER_WORD - 4);
	} x;
} __L4_ApiFlags_t;

typedef union {
	L4_Word_t raw;
	struct {
		__L4_BITS4(L4_Word_t, : 16, subid : 8, id : 8, __L4_KIP_UPPER);
	} x;
} __L4_KernelId_t;

typedef struct {
	L4_Word_t magic;
	__L4_ApiVersion_t ApiVersion;
	__L4_ApiFlags_t ApiFlags;
	L4_Word_t KernelVerPtr;
	__L4_KipServer_t Kdebug;
	__L4_KipServer_t sigma0;
	__L4_KipServer_t sigma1;
	__L4_KipServer_t root_server;
	L4_Word_t __reserved0;
	struct {
		__L4_BITS2(L4_Word_t,
			   n : L4_BITS_PER_WORD / 2,
			   MemDescPtr : L4_BITS_PER_WORD / 2);
	} MemoryInfo;
	L4_Word_t Kdebug_config[2];
	__L4_KipRange_t MainMem;
	__L4_KipRange_t ReservedMem[2];
	__L4_KipRange_t DedicatedMem[5];
	L4_Word_t __reserved1[2];
	union {
		L4_Word_t raw;
		struct {
			__L4_BITS4(L4_Word_t, m : 10, a : 6, s : 6, : L4_BITS_PER_WORD - 22);
		} X;
	} UtcbAreaInfo;
	union {
		L4_Word_t raw;
		struct {
			__L4_BITS2(L4_Word_t, s : 6, : L4_BITS_PER_WORD - 6);
		} X;
	} KipAreaInfo;
	L4_Word_t __reserved2[2];
	L4_Word_t BootInfo;
	L4_Word_t ProcDescPtr;
	union {
		L4_Word_t raw;
		struct {
			__L4_BITS3(L4_Word_t,
				   ReadPrecision : 16, SchedulePrecision : 16, __L4_KIP_UPPER);
		} X;
	} ClockInfo;
	union {
		L4_Word_t raw;
		struct {
			__L4_BITS4(L4_Word_t,
				   t : 8, SystemBase : 12, UserBase : 12, __L4_KIP_UPPER);
		} X;
	} ThreadInfo;
	union {
		L4_Word_t raw;
		struct {
			__L4_BITS3(L4_Word_t,
				   rwx : 3, : 7, page_size_mask : L4_BITS_PER_WORD - 10);
		} X;
	} PageInfo;
	union {
		L4_Word_t raw;
		struct {
			__L4_BITS3(L4_Word_t,
				   processors : 16, : L4_BITS_PER_WORD - 20, s : 4);
		} X;
	} ProcessorInfo;
	L4_Word_t SpaceControl;
	L4_Word_t ThreadControl;
	L4_Word_t ProcessorControl;
	L4_Word_t MemoryControl;
	L4_Word_t Ipc;
	L4_Word_t Lipc;
	L4_Word_t Unmap;
	L4_Word_t ExchangeRegisters;
	L4_Word_t SystemClock;
	L4_Word_t ThreadSwitch;
	L4_Word_t Schedule;
	L4_Word_t __reserved3[5];
	L4_Word_t ArchSyscall0;
	L4_Word_t ArchSyscall1;
	L4_Word_t ArchSyscall2;
	L4_Word_t ArchSyscall3;
} L4_KernelInterfacePage_t;

/* At KernelVerPtr; the version string and the features follow, an empty string ends them. */
typedef struct {
	__L4_KernelId_t KernelId;
	union {
		L4_Word_t raw;
		struct {
			__L4_BITS4(L4_Word_t,
				   day : 5, month : 4, year : 7, : L4_BITS_PER_WORD - 16);
		} X;
	} KernelGenDate;
	union {
		L4_Word_t raw;
		struct {
			__L4_BITS4(L4_Word_t, subsubver : 16, subver : 8, ver : 8, __L4_KIP_UPPER);
		} X;
	} KernelVer;
	L4_Word_t Supplier;
	char VersionString[];
} L4_KernelDesc_t;

typedef union {
	L4_Word_t raw[2];
	struct {
		__L4_BITS5(L4_Word_t, type : 4, t : 4, : 1, v : 1, low : L4_BITS_PER_WORD - 10);
		__L4_BITS2(L4_Word_t, : 10, high : L4_BITS_PER_WORD - 10);
	} X;
} L4_MemoryDesc_t;

typedef union {
	L4_Word_t raw[4];
	struct {
		L4_Word_t ExternalFreq;
		L4_Word_t InternalFreq;
		L4_Word_t __reserved[2];
	} X;
} L4_ProcDesc_t;

/*
 * Finding the page.  These ask the kernel each time, so keep the result.
 */

L4_INLINE void *L4_GetKernelInterface(void)
{
	L4_Word_t version, flags, id;

	return L4_KernelInterface(&version, &flags, &id);
}

L4_INLINE L4_Word_t L4_ApiVersion(void)
{
	L4_Word_t version, flags, id;

	(void)L4_KernelInterface(&version, &flags, &id);
	return version;
}

L4_INLINE L4_Word_t L4_ApiFlags(void)
{
	L4_Word_t version, flags, id;

	(void)L4_KernelInterface(&version, &flags, &id);
	return flags;
}

L4_INLINE L4_Word_t L4_KernelId(void)
{
	L4_Word_t version, flags, id;

	(void)L4_KernelInterface(&version, &flags, &id);
	return id;
}

/*
 * Reading the page at KernelInterface.
 */

L4_INLINE const L4_KernelInterfacePage_t *__L4_Kip(const void *KernelInterface)
{
	return (const L4_KernelInterfacePage_t *)KernelInterface;
}

/* An object that a word of the page gives the offset of. */
L4_INLINE void *__L4_KipObject(const void *KernelInterface, L4_Word_t offset)
{
	return (void *)((L4_Word_t)KernelInterface + offset);
}

L4_INLINE const L4_KernelDesc_t *__L4_KernelDesc(const void *KernelInterface)
{
	return (const L4_KernelDesc_t *)__L4_KipObject(KernelInterface,
						       __L4_Kip(KernelInterface)->KernelVerPtr);
}

L4_INLINE void L4_KernelGenDate(const void *KernelInterface, L4_Word_t *year, L4_Word_t *month,
				L4_Word_t *day)
{
	const L4_KernelDesc_t *desc = __L4_KernelDesc(KernelInterface);

	*year = desc->KernelGenDate.X.year + 2000UL;
	*month = desc->KernelGenDate.X.month;
	*day = desc->KernelGenDate.X.day;
}

L4_INLINE L4_Word_t L4_KernelVersion(const void *KernelInterface)
{
	return __L4_KernelDesc(KernelInterface)->KernelVer.raw;
}

L4_INLINE L4_Word_t L4_KernelSupplier(const void *KernelInterface)
{
	return __L4_KernelDesc(KernelInterface)->Supplier;
}

L4_INLINE L4_Word_t L4_NumProcessors(const void *KernelInterface)
{
	return __L4_Kip(KernelInterface)->ProcessorInfo.X.processors + 1UL;
}

L4_INLINE L4_Word_t L4_NumMemoryDescriptors(const void *KernelInterface)
{
	return __L4_Kip(KernelInterface)->MemoryInfo.n;
}

/* Bit k is set if there are pages of 2^k bytes. */
L4_INLINE L4_Word_t L4_PageSizeMask(const void *KernelInterface)
{
	return __L4_Kip(KernelInterface)->PageInfo.raw & ~0x3ffUL;
}

L4_INLINE L4_Word_t L4_PageRights(const void *KernelInterface)
{
	return __L4_Kip(KernelInterface)->PageInfo.X.rwx;
}

L4_INLINE L4_Word_t L4_ThreadIdBits(const void *KernelInterface)
{
	return __L4_Kip(KernelInterface)->ThreadInfo.X.t;
}

L4_INLINE L4_Word_t L4_ThreadIdSystemBase(const void *KernelInterface)
{
	return __L4_Kip(KernelInterface)->ThreadInfo.X.SystemBase;
}

L4_INLINE L4_Word_t L4_ThreadIdUserBase(const void *KernelInterface)
{
	return __L4_Kip(KernelInterface)->ThreadInfo.X.UserBase;
}

/* A 16-bit period in microseconds, as far as it fits. */
L4_INLINE L4_Word_t __L4_PeriodUsec(L4_Word_t raw)
{
	return (raw & 0x3ff) << (raw >> 10 & 0x1f);
}

L4_INLINE L4_Word_t L4_ReadPrecision(const void *KernelInterface)
{
	return __L4_PeriodUsec(__L4_Kip(KernelInterface)->ClockInfo.X.ReadPrecision);
}

L4_INLINE L4_Word_t L4_SchedulePrecision(const void *KernelInterface)
{
	return __L4_PeriodUsec(__L4_Kip(KernelInterface)->ClockInfo.X.SchedulePrecision);
}

L4_INLINE L4_Word_t L4_UtcbAreaSizeLog2(const void *KernelInterface)
{
	return __L4_Kip(KernelInterface)->UtcbAreaInfo.X.s;
}

L4_INLINE L4_Word_t L4_UtcbAreaSize(const void *KernelInterface)
{
	return 1UL << L4_UtcbAreaSizeLog2(KernelInterface);
}

L4_INLINE L4_Word_t L4_UtcbAlignmentLog2(const void *KernelInterface)
{
	return __L4_Kip(KernelInterface)->UtcbAreaInfo.X.a;
}

L4_INLINE L4_Word_t L4_UtcbSize(const void *KernelInterface)
{
	return (L4_Word_t)__L4_Kip(KernelInterface)->UtcbAreaInfo.X.m <<
		L4_UtcbAlignmentLog2(KernelInterface);
}

L4_INLINE L4_Word_t L4_KipAreaSizeLog2(const void *KernelInterface)
{
	return __L4_Kip(KernelInterface)->KipAreaInfo.X.s;
}

L4_INLINE L4_Word_t L4_KipAreaSize(const void *KernelInterface)
{
	return 1UL << L4_KipAreaSizeLog2(KernelInterface);
}

L4_INLINE L4_Word_t L4_BootInfo(const void *KernelInterface)
{
	return __L4_Kip(KernelInterface)->BootInfo;
}

L4_INLINE char *L4_KernelVersionString(const void *KernelInterface)
{
	return (char *)(L4_Word_t)__L4_KernelDesc(KernelInterface)->VersionString;
}

/* The num-th feature, counted from 0; NULL if there are not so many. */
L4_INLINE char *L4_Feature(const void *KernelInterface, L4_Word_t num)
{
	char *s = L4_KernelVersionString(KernelInterface);

	for (;;) {
		while (*s++)
			;
		if (*s == 0)
			return 0;
		if (num-- == 0)
			return s;
	}
}

L4_INLINE L4_Bool_t L4_HasFeature(const char *feature_name)
{
	const void *kip = L4_GetKernelInterface();
	const char *f;
	L4_Word_t n, i;

	for (n = 0; (f = L4_Feature(kip, n)) != 0; n++) {
		for (i = 0; f[i] && f[i] == feature_name[i]; i++)
			;
		if (f[i] == feature_name[i])
			return 1;
	}
	return 0;
}

/* NULL if there are not so many. */
L4_INLINE L4_MemoryDesc_t *L4_MemoryDesc(const void *KernelInterface, L4_Word_t num)
{
	const L4_KernelInterfacePage_t *kip = __L4_Kip(KernelInterface);

	if (num >= kip->MemoryInfo.n)
		return 0;
	return (L4_MemoryDesc_t *)__L4_KipObject(kip, kip->MemoryInfo.MemDescPtr) + num;
}

L4_INLINE L4_Bool_t L4_IsMemoryDescVirtual(const L4_MemoryDesc_t *m)
{
	return m->X.v;
}

/* Type and subtype: t * 16 + type. */
L4_INLINE L4_Word_t L4_MemoryDescType(const L4_MemoryDesc_t *m)
{
	return m->raw[0] & 0xff;
}

L4_INLINE L4_Word_t L4_MemoryDescLow(const L4_MemoryDesc_t *m)
{
	return m->raw[0] & ~0x3ffUL;
}

/* The last byte. */
L4_INLINE L4_Word_t L4_MemoryDescHigh(const L4_MemoryDesc_t *m)
{
	return m->raw[1] | 0x3ffUL;
}

/* NULL if there are not so many. */
L4_INLINE L4_ProcDesc_t *L4_ProcDesc(const void *KernelInterface, L4_Word_t num)
{
	const L4_KernelInterfacePage_t *kip = __L4_Kip(KernelInterface);

	if (num >= L4_NumProcessors(kip))
		return 0;
	return (L4_ProcDesc_t *)__L4_KipObject(kip, kip->ProcDescPtr +
					       (num << kip->ProcessorInfo.X.s));
}

L4_INLINE L4_Word_t L4_ProcDescExternalFreq(const L4_ProcDesc_t *p)
{
	return p->X.ExternalFreq;
}

L4_INLINE L4_Word_t L4_ProcDescInternalFreq(const L4_ProcDesc_t *p)
{
	return p->X.InternalFreq;
}

#if defined(__cplusplus)

/* C++: overloaded names and operators; what was a pointer in C may be a reference. */

L4_INLINE void *L4_KernelInterface(void)
{
	return L4_GetKernelInterface();
}

L4_INLINE void *L4_KernelInterface(L4_Word_t &ApiVersion, L4_Word_t &ApiFlags, L4_Word_t &KernelId)
{
	return L4_KernelInterface(&ApiVersion, &ApiFlags, &KernelId);
}

L4_INLINE void L4_KernelGenDate(const void *KernelInterface, L4_Word_t &year, L4_Word_t &month,
				L4_Word_t &day)
{
	L4_KernelGenDate(KernelInterface, &year, &month, &day);
}

L4_INLINE L4_Bool_t L4_IsVirtual(const L4_MemoryDesc_t &m)
{
	return L4_IsMemoryDescVirtual(&m);
}

L4_INLINE L4_Bool_t L4_IsVirtual(const L4_MemoryDesc_t *m)
{
	return L4_IsMemoryDescVirtual(m);
}

L4_INLINE L4_Word_t L4_Type(const L4_MemoryDesc_t &m)
{
	return L4_MemoryDescType(&m);
}

L4_INLINE L4_Word_t L4_Type(const L4_MemoryDesc_t *m)
{
	return L4_MemoryDescType(m);
}

L4_INLINE L4_Word_t L4_Low(const L4_MemoryDesc_t &m)
{
	return L4_MemoryDescLow(&m);
}

L4_INLINE L4_Word_t L4_Low(const L4_MemoryDesc_t *m)
{
	return L4_MemoryDescLow(m);
}

L4_INLINE L4_Word_t L4_High(const L4_MemoryDesc_t &m)
{
	return L4_MemoryDescHigh(&m);
}

L4_INLINE L4_Word_t L4_High(const L4_MemoryDesc_t *m)
{
	return L4_MemoryDescHigh(m);
}

L4_INLINE L4_Word_t L4_ExternalFreq(const L4_ProcDesc_t &p)
{
	return L4_ProcDescExternalFreq(&p);
}

L4_INLINE L4_Word_t L4_ExternalFreq(const L4_ProcDesc_t *p)
{
	return L4_ProcDescExternalFreq(p);
}

L4_INLINE L4_Word_t L4_InternalFreq(const L4_ProcDesc_t &p)
{
	return L4_ProcDescInternalFreq(&p);
}

L4_INLINE L4_Word_t L4_InternalFreq(const L4_ProcDesc_t *p)
{
	return L4_ProcDescInternalFreq(p);
}

#endif /* __cplusplus */

#endif /* L4_KIP_H */
