# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the ia32 parts of libl4.
crt-y			+= user/lib/l4/arch/ia32/crt0.o
libl4-y			+= user/lib/l4/arch/ia32/call.o
libl4-y			+= user/lib/l4/arch/ia32/check_utcb.o
libl4-y			+= user/lib/l4/arch/ia32/thread_start.o
