# SPDX-License-Identifier: BSD-2-Clause
# src/arch/x86/files.mk - objects of both x86 CPUs.

obj-y += src/arch/common/device.o
obj-y += src/arch/x86/backtrace.o
obj-y += src/arch/x86/cache.o
obj-y += src/arch/x86/machine.o
obj-y += src/arch/x86/msr.o
obj-y += src/arch/x86/trap_print.o

# Used at boot or hardly ever: rather small than fast.
small-y += src/arch/common/device.o
small-y += src/arch/x86/backtrace.o
small-y += src/arch/x86/cache.o
small-y += src/arch/x86/machine.o
small-y += src/arch/x86/trap_print.o
