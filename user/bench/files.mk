# SPDX-License-Identifier: BSD-2-Clause
# user/bench/files.mk - the measurements of 'make bench', a root task of its own.
ifneq ($(CONFIG_BENCHMARKS),)
prog-y		+= bench
bench-base	:= $(ram-base)+0x00a00000
bench-cflags	:= -Iuser/bench -Iuser/bench/arch/$(ARCH)
bench-y		:= user/bench/main.o
bench-y		+= user/bench/report.o
bench-y		+= user/bench/lib.o
bench-y		+= user/test/command_line.o
bench-y		+= user/bench/repeat.o
bench-y		+= user/bench/ipc.o
bench-y		+= user/bench/map.o
bench-y		+= user/bench/call.o
bench-y		+= user/bench/irq.o
bench-y		+= user/bench/scale.o
bench-y		+= user/bench/irqoff.o
bench-y		+= user/bench/irqoff_map.o
include user/bench/arch/$(ARCH)/files.mk

image-bench	:= kernel sigma0 bench
endif
