# SPDX-License-Identifier: BSD-2-Clause
# src/arch/ia32/flags.mk - tools and compiler flags of this CPU.

arch-cross		:= i686-linux-gnu-
arch-clang-target	:= i686-linux-gnu
arch-ldflags		:= -m elf_i386
arch-includes		:= -Isrc/arch/x86 -Isrc/glue/x86 -Isrc/glue/common
arch-user-includes	:= -Iuser/include/arch/x86

# For every program: general registers only, so nothing of ours disturbs FPU or vector state; no
# instruction that a 486 or Pentium lacks.
arch-flags		:= -m32 -march=i486 -mtune=generic -mgeneral-regs-only \
			   -mno-sse -mno-mmx -mno-80387

arch-kernel-cflags	:= -freg-struct-return \
			   -fomit-frame-pointer \
			   $(if $(LLVM),,-falign-functions=4 -falign-jumps=1 -falign-loops=1) \
			   $(if $(LLVM),-mstack-alignment=4,-mpreferred-stack-boundary=2)
arch-user-cflags	:=
