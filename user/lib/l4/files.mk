# SPDX-License-Identifier: BSD-2-Clause
# files.mk - libl4: what programs need to use X.2, and start-up code.
crt-y			+= user/lib/l4/start.o
crt-y			+= user/lib/l4/stack.o
libl4-y			+= user/lib/l4/init.o
libl4-y			+= user/lib/l4/check_encodings.o
libl4-y			+= user/lib/l4/check_kip.o
libl4-y			+= user/lib/l4/lock.o
libl4-y			+= user/lib/l4/thread.o
include user/lib/l4/arch/$(ARCH)/files.mk
