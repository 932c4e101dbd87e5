# SPDX-License-Identifier: BSD-2-Clause
# src/arch/arm/files.mk - objects of this CPU, and of the version that is configured.

obj-y += src/arch/arm/backtrace.o
obj-y += src/arch/arm/copy.o
obj-y += src/arch/arm/frame.o
obj-y += src/arch/arm/mmu.o
obj-y += src/arch/arm/probe.o
obj-y += src/arch/arm/pte_store.o
obj-y += src/arch/arm/start.o
obj-y += src/arch/common/device.o

obj-$(CONFIG_ARM_V5) += src/arch/armv5/cache.o
obj-$(CONFIG_ARM_V5) += src/arch/armv5/control.o
obj-$(CONFIG_ARM_V5) += src/arch/armv5/cpu.o
obj-$(CONFIG_ARM_V5) += src/arch/armv5/fpu.o
obj-$(CONFIG_ARM_V5) += src/arch/armv5/pte.o

obj-$(CONFIG_ARM_V7) += src/arch/armv7/cache.o
obj-$(CONFIG_ARM_V7) += src/arch/armv7/cpu.o
obj-$(CONFIG_ARM_V7) += src/arch/armv7/fpu.o
obj-$(CONFIG_ARM_V7) += src/arch/armv7/pte.o

# Rarely used: rather small than fast.
small-y += src/arch/arm/backtrace.o
small-y += src/arch/arm/frame.o
small-y += src/arch/arm/mmu.o
small-y += src/arch/common/device.o
small-y += $(addprefix src/generic/,interrupt.o ipc_fault.o kdebug.o timeout.o usermem.o)

# Before ARMv7 Thumb code is small, but slower, and cannot name registers of the coprocessors.
ifneq ($(CONFIG_ARM_V5),)
arm-code-y := src/arch/arm/frame.o src/arch/armv5/cpu.o src/glue/armv5/access.o
arm-code-y += src/glue/v4-arm/exception.o
arm-fast-y := src/glue/v4-arm/syscall.o src/generic/sched.o src/generic/leave.o
$(addprefix $(O)/,$(arm-code-y)): kernel-cflags += -marm
$(addprefix $(O)/,$(arm-fast-y)): kernel-cflags += -marm -O2
endif
