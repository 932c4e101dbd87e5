/* SPDX-License-Identifier: BSD-2-Clause */
/* exregs.h - ExchangeRegisters (X2:exregs) as programs call it, by the binding of the CPU. */

#ifndef L4_EXREGS_H
#define L4_EXREGS_H

#include <l4/syscalls.h>
#include <l4/types.h>

L4_INLINE L4_ThreadId_t L4_ExchangeRegisters(L4_ThreadId_t dest, L4_Word_t control, L4_Word_t sp,
					     L4_Word_t ip, L4_Word_t flags,
					     L4_Word_t UserDefHandle, L4_ThreadId_t pager,
					     L4_Word_t *old_control, L4_Word_t *old_sp,
					     L4_Word_t *old_ip, L4_Word_t *old_flags,
					     L4_Word_t *old_UserDefhandle,
					     L4_ThreadId_t *old_pager)
{
	struct __L4_Exregs x = { dest, control, sp, ip, flags, UserDefHandle, pager };

	__L4_Exregs(&x);
	*old_control = x.control;
	*old_sp = x.sp;
	*old_ip = x.ip;
	*old_flags = x.flags;
	*old_UserDefhandle = x.handle;
	*old_pager = x.pager;
	return x.dest;
}

#endif
