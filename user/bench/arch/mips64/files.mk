# SPDX-License-Identifier: BSD-2-Clause
# user/bench/arch/mips64/files.mk - loops, registers and machine of this CPU.
bench-y		+= user/bench/arch/common/calls.o
bench-y		+= user/bench/arch/mips64/unmap.o
bench-y		+= user/bench/arch/mips64/loops.o
