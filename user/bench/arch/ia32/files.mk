# SPDX-License-Identifier: BSD-2-Clause
# user/bench/arch/ia32/files.mk - loops, registers and machine of this CPU.
bench-y		+= user/bench/arch/ia32/calls.o
bench-y		+= user/bench/arch/x86/loops.o
bench-y		+= user/bench/arch/x86/machine.o
