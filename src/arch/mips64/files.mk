# SPDX-License-Identifier: BSD-2-Clause
# src/arch/mips64/files.mk - objects of this CPU.

obj-y += src/arch/mips64/branch.o
obj-y += src/arch/mips64/cache.o
obj-y += src/arch/mips64/cpu.o
obj-y += src/arch/mips64/fpu.o
obj-y += src/arch/mips64/frame.o
obj-y += src/arch/mips64/refill.o
obj-y += src/arch/mips64/start.o
obj-y += src/arch/mips64/tlb.o
