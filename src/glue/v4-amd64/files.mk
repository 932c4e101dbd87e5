# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the X.2 binding of amd64.
obj-y += src/glue/common/all_mapped.o
obj-y += src/glue/v4-amd64/entry.o
obj-y += src/glue/v4-amd64/exception.o
obj-$(CONFIG_ASM_FASTPATH) += src/glue/v4-amd64/fastpath.o
obj-y += src/glue/v4-amd64/init.o
obj-y += src/glue/v4-amd64/kip_stubs.o
obj-y += src/glue/v4-amd64/space.o
obj-y += src/glue/v4-amd64/syscall.o
obj-y += src/glue/v4-amd64/thread.o
obj-$(CONFIG_KDB) += src/glue/x86/breakpoint.o
obj-$(CONFIG_CTRLXFER) += src/glue/x86/ctrlxfer.o
obj-y += src/glue/x86/exception.o
obj-y += src/glue/x86/exception_msg.o
obj-y += src/glue/x86/fpu_state.o
obj-y += src/glue/x86/io_map.o
obj-y += src/glue/x86/kdebug.o
obj-y += src/glue/x86/special.o

# Rarely used: rather small than fast.
small-y += src/glue/x86/io_map.o
small-y += src/glue/x86/special.o
