# SPDX-License-Identifier: BSD-2-Clause
# user/test/arch/amd64/files.mk - tests of amd64 alone, and what all tests need to know of it.
test-y		+= $(addprefix user/test/arch/amd64/,asm.o abi.o vectors.o)
test-y		+= $(addprefix user/test/arch/x86/,machine.o io.o)
