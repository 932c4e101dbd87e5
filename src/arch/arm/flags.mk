# SPDX-License-Identifier: BSD-2-Clause
# src/arch/arm/flags.mk - tools and compiler flags of this CPU.

arm-version		:= $(if $(CONFIG_ARM_V7),v7,v5)
arch-cross		:= arm-linux-gnueabi-
arch-clang-target	:= arm-linux-gnueabi
arch-ldflags		:= -m armelf_linux_eabi
arm-v5-includes		:= -Isrc/arch/armv5 -Isrc/glue/armv5
arm-v7-includes		:= -Isrc/arch/armv7 -Isrc/glue/armv7
arch-includes		:= $(arm-$(arm-version)-includes) -Isrc/glue/common
arch-user-includes	:= -Iuser/include/arch/arm$(arm-version)

# For every program: general registers only, so nothing of ours disturbs the state of the FPU.
arm-flags-v5		:= -mcpu=arm926ej-s
arm-flags-v7		:= -march=armv7-a
arch-flags		:= $(arm-flags-$(arm-version)) -mfloat-abi=soft

arch-kernel-cflags	:= -mthumb $(if $(CONFIG_ARM_V5),-Os)
# clang has its atomic operations carried out by functions, which libl4 has (armv5/atomic.c).
arch-user-cflags	:= -marm $(if $(and $(LLVM),$(CONFIG_ARM_V5)),-Wno-atomic-alignment)
