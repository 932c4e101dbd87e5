# SPDX-License-Identifier: BSD-2-Clause
# user/test/arch/mips64/files.mk - tests of mips64 alone, and what all tests need to know of it.
test-y		+= $(addprefix user/test/arch/mips64/,asm.o held.o fpu.o machine.o abi.o delay.o)

# Tests keep several messages of 64 words on their stacks, which have 16 KiB.
test-cflags	+= -Wframe-larger-than=8192
