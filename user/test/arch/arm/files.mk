# SPDX-License-Identifier: BSD-2-Clause
# user/test/arch/arm/files.mk - tests of arm alone, and what all tests need to know of it.
test-y		+= $(addprefix user/test/arch/arm/,asm.o abi.o cpu.o machine.o fpu.o held.o)
test-y		+= user/test/arch/common/abi_calls.o
test-cflags	+= -Iuser/test/arch/arm/$(arm-version)
