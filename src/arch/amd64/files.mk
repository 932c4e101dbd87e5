# SPDX-License-Identifier: BSD-2-Clause
# src/arch/amd64/files.mk - objects of this CPU.

obj-y += src/arch/amd64/cpu.o
obj-y += src/arch/amd64/desc.o
obj-y += src/arch/amd64/fpu.o
obj-y += src/arch/amd64/frame.o
obj-y += src/arch/amd64/mmu.o
obj-y += src/arch/amd64/start.o

include src/arch/x86/files.mk
