# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the arm parts of libl4.
crt-y			+= user/lib/l4/arch/arm/crt0.o
libl4-y			+= user/lib/l4/arch/arm/call.o
libl4-y			+= user/lib/l4/check_vregs_up.o
libl4-y			+= user/lib/l4/arch/arm/div0.o
libl4-y			+= user/lib/l4/arch/arm/thread_start.o
ifneq ($(and $(LLVM),$(CONFIG_ARM_V5)),)
libl4-y			+= user/lib/l4/arch/armv5/atomic.o
endif
