# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the mips64 parts of libl4.
crt-y			+= user/lib/l4/arch/mips64/crt0.o
libl4-y			+= user/lib/l4/arch/mips64/call.o
libl4-y			+= user/lib/l4/check_vregs_up.o
libl4-y			+= user/lib/l4/arch/mips64/thread_start.o
