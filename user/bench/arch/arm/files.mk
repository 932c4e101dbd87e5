# SPDX-License-Identifier: BSD-2-Clause
# user/bench/arch/arm/files.mk - loops, registers and machine of this CPU.
bench-y		+= user/bench/arch/common/calls.o
bench-y		+= user/bench/arch/arm/unmap.o
bench-y		+= user/bench/arch/arm/loops.o
bench-cflags	+= -Iuser/bench/arch/arm/$(arm-version)
