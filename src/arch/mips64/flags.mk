# SPDX-License-Identifier: BSD-2-Clause
# src/arch/mips64/flags.mk - tools and compiler flags of this CPU, in both byte orders.

ifneq ($(CONFIG_HAVE_BIG_ENDIAN),)
arch-cross		:= mips64-linux-gnuabi64-
arch-clang-target	:= mips64-linux-gnuabi64
arch-ldflags		:= -m elf64btsmip
else
arch-cross		:= mips64el-linux-gnuabi64-
arch-clang-target	:= mips64el-linux-gnuabi64
arch-ldflags		:= -m elf64ltsmip
endif
arch-includes		:= -Isrc/glue/common
arch-user-includes	:=

# For every program: no FPU, so nothing of ours disturbs its state; all symbols lie in the low or
# the high 2 GiB; no global pointer.  clang has no option for the second; with its feature and
# without long calls it calls the functions it knows itself by an instruction that does not exist.
clang-feature		= -Xclang -target-feature -Xclang +$1
arch-flags		:= -mabi=64 -march=mips64r2 -mno-abicalls -G0 -msoft-float \
			   $(if $(LLVM),$(call clang-feature,sym32) \
			   $(call clang-feature,long-calls),-msym32)

# 4 bytes an instruction: what -O2 copies and aligns is a quarter of the kernel.  What is moved out
# of loops, which run once or twice, costs registers that have to be saved.
# Sections of their own leave no gaps and let the linker drop what this board does not call; but
# the debugger has facts for GDB that nothing refers to.  Divisors are sizes, bases and
# frequencies, none of them 0.
arch-kernel-cflags	:= -Os -ffunction-sections -fdata-sections \
			   $(if $(LLVM),,-mtune=5kc -mno-check-zero-division \
			   -fno-move-loop-invariants)
arch-kernel-ldflags	:= $(if $(CONFIG_KDB),,--gc-sections)

# Programs keep whole messages on their stacks: 64 words each.
arch-user-cflags	:= -Wframe-larger-than=2048
