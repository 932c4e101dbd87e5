# SPDX-License-Identifier: BSD-2-Clause
# files.mk - what the X.2 bindings of both x86 CPUs have in common.
obj-y += src/glue/common/thread_start.o
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
