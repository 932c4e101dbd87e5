# SPDX-License-Identifier: BSD-2-Clause
# user/test/arch/ia32/files.mk - tests of ia32 alone, and what all tests need to know of it.
test-y		+= $(addprefix user/test/arch/ia32/,asm.o machine.o abi.o vectors.o io.o)
