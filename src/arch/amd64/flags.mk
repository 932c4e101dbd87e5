# SPDX-License-Identifier: BSD-2-Clause
# src/arch/amd64/flags.mk - tools and compiler flags of this CPU.

arch-cross		:= x86_64-linux-gnu-
arch-clang-target	:= x86_64-linux-gnu
arch-ldflags		:= -m elf_x86_64
arch-includes		:= -Isrc/arch/x86 -Isrc/glue/x86 -Isrc/glue/common
arch-user-includes	:= -Iuser/include/arch/x86

# For every program: general registers only, so nothing of ours disturbs FPU or vector state.
arch-flags		:= -m64 -march=x86-64 -mtune=generic -mgeneral-regs-only \
			   -mno-sse -mno-mmx -mno-80387

# The kernel lies in the top 2 GiB.  Traps push below its stack pointer: no red zone.
arch-kernel-cflags	:= -mcmodel=kernel -mno-red-zone \
			   -fomit-frame-pointer

# Programs keep whole messages on their stacks: 64 words each.
arch-user-cflags	:= -Wframe-larger-than=2048
