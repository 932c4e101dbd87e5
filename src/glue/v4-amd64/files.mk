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

include src/glue/x86/files.mk
