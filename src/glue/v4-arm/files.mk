# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the X.2 binding of arm.
obj-y += src/glue/common/thread_start.o
obj-$(CONFIG_CTRLXFER) += src/glue/v4-arm/ctrlxfer.o
obj-y += src/glue/v4-arm/entry.o
obj-y += src/glue/v4-arm/exception.o
obj-$(CONFIG_ASM_FASTPATH) += src/glue/v4-arm/fastpath.o
obj-y += src/glue/v4-arm/init.o
obj-y += src/glue/v4-arm/kdebug.o
obj-y += src/glue/v4-arm/kip_stubs.o
obj-y += src/glue/v4-arm/space.o
obj-y += src/glue/v4-arm/syscall.o
obj-y += src/glue/v4-arm/thread.o
obj-$(CONFIG_ARM_V5) += src/glue/armv5/access.o
obj-$(CONFIG_ARM_V5) += src/glue/armv5/version.o
obj-$(CONFIG_ARM_V7) += src/glue/armv7/version.o
ifneq ($(CONFIG_KDB),)
obj-$(CONFIG_ARM_V5) += src/glue/armv5/breakpoint.o
obj-$(CONFIG_ARM_V7) += src/glue/armv7/breakpoint.o
endif

# Rarely used: rather small than fast.
small-y += src/glue/v4-arm/exception.o
small-y += src/glue/v4-arm/init.o
