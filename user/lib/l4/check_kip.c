/* SPDX-License-Identifier: BSD-2-Clause */
/* check_kip.c - proof, when compiled, that structures agree with the tables of X2:2 and X2:10.9. */

#include <l4/bootinfo.h>
#include <l4/kcp.h>
#include <l4/kip.h>
#include <stddef.h>

/* Offsets are given in words: the 32-bit column of X2:2.2 divided by 4. */
#define AT(type, member, word)	\
	_Static_assert(offsetof(type, member) == (word) * sizeof(L4_Word_t), #member)
#define KIP(member, byte32)	AT(L4_KernelInterfacePage_t, member, (byte32) / 4)
#define KCP(member, byte32)	AT(L4_KernelConfigurationPage_t, member, (byte32) / 4)

KIP(magic, 0x00);
KIP(ApiVersion, 0x04);
KIP(ApiFlags, 0x08);
KIP(KernelVerPtr, 0x0c);
KIP(Kdebug.sp, 0x10);
KIP(Kdebug.ip, 0x14);
KIP(Kdebug.low, 0x18);
KIP(Kdebug.high, 0x1c);
KIP(sigma0.sp, 0x20);
KIP(sigma0.ip, 0x24);
KIP(sigma0.low, 0x28);
KIP(sigma0.high, 0x2c);
KIP(sigma1.sp, 0x30);
KIP(sigma1.high, 0x3c);
KIP(root_server.sp, 0x40);
KIP(root_server.ip, 0x44);
KIP(root_server.low, 0x48);
KIP(root_server.high, 0x4c);
KIP(MemoryInfo, 0x54);
KIP(Kdebug_config, 0x58);
KIP(MainMem, 0x60);
KIP(ReservedMem, 0x68);
KIP(DedicatedMem, 0x78);
KIP(UtcbAreaInfo, 0xa8);
KIP(KipAreaInfo, 0xac);
KIP(BootInfo, 0xb8);
KIP(ProcDescPtr, 0xbc);
KIP(ClockInfo, 0xc0);
KIP(ThreadInfo, 0xc4);
KIP(PageInfo, 0xc8);
KIP(ProcessorInfo, 0xcc);
KIP(SpaceControl, 0xd0);
KIP(ThreadControl, 0xd4);
KIP(ProcessorControl, 0xd8);
KIP(MemoryControl, 0xdc);
KIP(Ipc, 0xe0);
KIP(Lipc, 0xe4);
KIP(Unmap, 0xe8);
KIP(ExchangeRegisters, 0xec);
KIP(SystemClock, 0xf0);
KIP(ThreadSwitch, 0xf4);
KIP(Schedule, 0xf8);
KIP(ArchSyscall0, 0x110);
KIP(ArchSyscall1, 0x114);
KIP(ArchSyscall2, 0x118);
KIP(ArchSyscall3, 0x11c);

KCP(magic, 0x00);
KCP(Kdebug.sp, 0x10);
KCP(sigma0.sp, 0x20);
KCP(sigma1.sp, 0x30);
KCP(root_server.sp, 0x40);
KCP(root_server.high, 0x4c);
KCP(MemoryInfo, 0x54);
KCP(Kdebug_config, 0x58);
KCP(MainMem, 0x60);
KCP(DedicatedMem, 0x78);
KCP(BootInfo, 0xb8);

AT(L4_KernelDesc_t, KernelId, 0);
AT(L4_KernelDesc_t, KernelGenDate, 1);
AT(L4_KernelDesc_t, KernelVer, 2);
AT(L4_KernelDesc_t, Supplier, 3);
AT(L4_KernelDesc_t, VersionString, 4);

AT(L4_BootInfo_t, first_entry, 3);
AT(L4_BootInfo_t, num_entries, 4);
AT(L4_Boot_Module_t, start, 3);
AT(L4_Boot_Module_t, cmdline_offset, 5);
AT(L4_Boot_SimpleExec_t, text.pstart, 3);
AT(L4_Boot_SimpleExec_t, data.pstart, 6);
AT(L4_Boot_SimpleExec_t, bss.pstart, 9);
AT(L4_Boot_SimpleExec_t, initial_ip, 12);
AT(L4_Boot_SimpleExec_t, label, 14);
AT(L4_Boot_SimpleExec_t, cmdline_offset, 15);
AT(L4_Boot_EFI_t, systab, 3);
AT(L4_Boot_EFI_t, memdesc_version, 7);
AT(L4_Boot_MBI_t, address, 3);

#define SIZE(type, words)	_Static_assert(sizeof(type) == (words) * sizeof(L4_Word_t), #type)

SIZE(L4_BootInfo_t, 8);
SIZE(L4_BootRec_t, 3);
SIZE(L4_MemoryDesc_t, 2);
SIZE(L4_ProcDesc_t, 4);
