# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the X.2 binding of mips64.
obj-y += src/glue/common/all_mapped.o
obj-$(CONFIG_KDB) += src/glue/v4-mips64/breakpoint.o
obj-$(CONFIG_CTRLXFER) += src/glue/v4-mips64/ctrlxfer.o
obj-y += src/glue/v4-mips64/entry.o
obj-y += src/glue/v4-mips64/exception.o
obj-$(CONFIG_ASM_FASTPATH) += src/glue/v4-mips64/fastpath.o
obj-y += src/glue/v4-mips64/init.o
obj-y += src/glue/v4-mips64/kdebug.o
obj-y += src/glue/v4-mips64/kip_stubs.o
obj-y += src/glue/v4-mips64/space.o
obj-y += src/glue/v4-mips64/syscall.o
obj-y += src/glue/v4-mips64/thread.o
