# SPDX-License-Identifier: BSD-2-Clause
# src/arch/ia32/files.mk - objects of this CPU.

obj-y += src/arch/ia32/cpu.o
obj-y += src/arch/ia32/desc.o
obj-y += src/arch/ia32/fpu.o
obj-y += src/arch/ia32/frame.o
obj-y += src/arch/ia32/mmu.o
obj-y += src/arch/ia32/start.o

include src/arch/x86/files.mk

# Used at boot or hardly ever: rather small than fast.
small-y += src/arch/ia32/cpu.o
small-y += src/arch/ia32/desc.o
small-y += src/arch/ia32/frame.o
small-y += src/arch/ia32/mmu.o
small-y += src/generic/exregs.o
small-y += src/generic/interrupt.o
