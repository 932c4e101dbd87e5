# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the ia32 parts of libl4.
crt-y			+= user/lib/l4/arch/x86/crt0.o
libl4-y			+= user/lib/l4/arch/ia32/call.o
libl4-y			+= user/lib/l4/check_vregs_down.o
libl4-y			+= user/lib/l4/arch/x86/thread_start.o
