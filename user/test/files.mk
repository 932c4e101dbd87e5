# SPDX-License-Identifier: BSD-2-Clause
# user/test/files.mk - the conformance suite, a root task of its own.
test-frame	:= main.o topics.o pager.o lib.o lib_thread.o lib_ipc.o lib_mem.o command_line.o lib_string.o
test-topics	:= kip threads modify exregs halt ipc_words ipc ipc_timeout ipc_matrix fault map \
		   map_place grant unmap status review exception irq sched space sigma0 boot fpu many string \
		   xfer propagation redirect preempt memctrl library

prog-y		+= test
test-base	:= 0x00a00000
test-cflags	:= -Iuser/test -Iuser/test/arch/$(ARCH) -Wno-missing-field-initializers \
		   -Wframe-larger-than=4096
test-y		:= $(test-frame:%=user/test/%) $(test-topics:%=user/test/%.o) \
		   $(addprefix user/test/hostile/,attacks.o fuzz.o jail.o) \
		   $(patsubst %.c,%.o,$(or $(wildcard user/test/arch/$(ARCH)/fuzz.c),user/test/hostile/fuzz_none.c))
include user/test/arch/$(ARCH)/files.mk

image-test	:= kernel sigma0 test
