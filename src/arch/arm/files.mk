# SPDX-License-Identifier: BSD-2-Clause
# src/arch/arm/files.mk - objects of this CPU, and of the version that is configured.

obj-y += src/arch/arm/backtrace.o
obj-y += src/arch/arm/copy.o
obj-y += src/arch/arm/frame.o
obj-y += src/arch/arm/mmu.o
obj-y += src/arch/arm/probe.o
obj-y += src/arch/arm/start.o

obj-$(CONFIG_ARM_V7) += src/arch/armv7/cache.o
obj-$(CONFIG_ARM_V7) += src/arch/armv7/cpu.o
obj-$(CONFIG_ARM_V7) += src/arch/armv7/fpu.o
obj-$(CONFIG_ARM_V7) += src/arch/armv7/pte.o

# Rarely used: rather small than fast.
small-y += src/arch/arm/backtrace.o
small-y += src/arch/arm/frame.o
small-y += src/arch/arm/mmu.o
