# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the X.2 binding of ia32.
obj-y += src/glue/v4-ia32/entry.o
obj-y += src/glue/v4-ia32/exception.o
obj-y += src/glue/v4-ia32/init.o
obj-y += src/glue/v4-ia32/io.o
obj-y += src/glue/v4-ia32/kdebug.o
obj-y += src/glue/v4-ia32/kip_stubs.o
obj-y += src/glue/v4-ia32/space.o
obj-y += src/glue/v4-ia32/special.o
obj-y += src/glue/v4-ia32/syscall.o
obj-y += src/glue/v4-ia32/thread.o
