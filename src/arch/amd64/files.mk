# SPDX-License-Identifier: BSD-2-Clause
# src/arch/amd64/files.mk - objects of this CPU.

obj-y += src/arch/amd64/cache.o
obj-y += src/arch/amd64/cpu.o
obj-y += src/arch/amd64/desc.o
obj-y += src/arch/amd64/fpu.o
obj-y += src/arch/amd64/frame.o
obj-y += src/arch/amd64/mmu.o
obj-y += src/arch/amd64/msr.o
obj-y += src/arch/amd64/start.o
obj-y += src/arch/x86/backtrace.o
obj-y += src/arch/x86/machine.o
obj-y += src/arch/x86/trap_print.o
