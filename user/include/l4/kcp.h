/* SPDX-License-Identifier: BSD-2-Clause */
/* kcp.h - the kernel configuration page: the interface page as a boot loader fills it in. */

#ifndef L4_KCP_H
#define L4_KCP_H

#include <l4/word.h>

/* Start values and memory range of the debugger or a server; low is the first byte. */
typedef struct {
	L4_Word_t sp;
	L4_Word_t ip;
	L4_Word_t low;
	L4_Word_t high;
} __L4_KcpServer_t;

typedef struct {
	L4_Word_t low;
	L4_Word_t high;
} __L4_KcpRange_t;

typedef struct {
	L4_Word_t magic;
	L4_Word_t __reserved0[3];
	__L4_KcpServer_t Kdebug;
	__L4_KcpServer_t sigma0;
	__L4_KcpServer_t sigma1;
	__L4_KcpServer_t root_server;
	L4_Word_t __reserved1;
	struct {
		__L4_BITS2(L4_Word_t,
			   n : L4_BITS_PER_WORD / 2,
			   MemDescPtr : L4_BITS_PER_WORD / 2);
	} MemoryInfo;
	L4_Word_t Kdebug_config[2];
	__L4_KcpRange_t MainMem;
	__L4_KcpRange_t ReservedMem[2];
	__L4_KcpRange_t DedicatedMem[5];
	L4_Word_t __reserved2[6];
	L4_Word_t BootInfo;
} L4_KernelConfigurationPage_t;

#endif /* L4_KCP_H */
