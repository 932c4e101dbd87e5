# SPDX-License-Identifier: BSD-2-Clause
# user/test/arch/ia32/files.mk - tests of ia32 alone, and what all tests need to know of it.
test-y		+= $(addprefix user/test/arch/ia32/,abi.o cpu.o)
test-y		+= user/test/arch/common/abi_calls.o
test-y		+= $(addprefix user/test/arch/x86/,asm.o held.o abi.o debug.o io.o)
test-y		+= $(addprefix user/test/arch/x86/,environment.o fpu.o fuzz.o machine.o vectors.o)
