# SPDX-License-Identifier: BSD-2-Clause
# files.mk - how amd64 is booted: by 32-bit code.
include user/boot/arch/x86/files.mk
boot-cflags			:= -m32 -march=i486
boot-ldflags			:= -m elf_i386
