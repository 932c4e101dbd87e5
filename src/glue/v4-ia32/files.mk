# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the X.2 binding of ia32.
obj-y += src/glue/v4-ia32/entry.o
obj-y += src/glue/v4-ia32/exception.o
obj-$(CONFIG_ASM_FASTPATH) += src/glue/v4-ia32/fastpath.o
obj-y += src/glue/v4-ia32/init.o
obj-y += src/glue/v4-ia32/kip_stubs.o
obj-y += src/glue/v4-ia32/space.o
obj-y += src/glue/v4-ia32/syscall.o
obj-y += src/glue/v4-ia32/thread.o

include src/glue/x86/files.mk

# Rarely used: rather small than fast.
small-y += src/glue/v4-ia32/exception.o
small-y += src/glue/v4-ia32/init.o
small-y += src/glue/v4-ia32/space.o
small-y += src/glue/x86/exception.o
small-y += src/glue/x86/exception_msg.o
