# SPDX-License-Identifier: BSD-2-Clause
# user/test/arch/amd64/files.mk - tests of amd64 alone, and what all tests need to know of it.
test-y		+= $(addprefix user/test/arch/amd64/,abi.o highmem.o cpu.o leak.o)
test-y		+= user/test/arch/common/abi_calls.o
test-y		+= $(addprefix user/test/arch/x86/,asm.o held.o abi.o debug.o io.o)
test-y		+= $(addprefix user/test/arch/x86/,environment.o fpu.o fuzz.o machine.o vectors.o)

# Tests keep several messages of 64 words on their stacks, which have 16 KiB.
test-cflags	+= -Wframe-larger-than=8192
