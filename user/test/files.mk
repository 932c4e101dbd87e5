# SPDX-License-Identifier: BSD-2-Clause
# user/test/files.mk - the conformance suite, a root task of its own.
ifneq ($(CONFIG_TEST_SUITE),)
test-frame	:= main topics pager lib lib_thread lib_ipc lib_mem lib_string command_line
test-topics	:= kip threads modify exregs halt ipc_words ipc ipc_timeout ipc_matrix fault map \
		   map_place grant unmap status review exception irq sched switch space sigma0 \
		   boot fpu many string overflow xfer propagation redirect preempt memctrl library \
		   states mass paths registers coherence unaligned memory interface control ctrlxfer
test-hostile	:= attacks fuzz jail
test-own-fuzz	:= $(wildcard user/test/arch/$(ARCH)/fuzz.c)

prog-y		+= test
test-base	:= $(ram-base)+0x00a00000
test-cflags	:= -Iuser/test -Iuser/test/arch/$(ARCH) -Wno-missing-field-initializers \
		   -Wframe-larger-than=4096
test-y		:= $(patsubst %,user/test/%.o,$(test-frame) $(test-topics)) \
		   $(test-hostile:%=user/test/hostile/%.o) \
		   $(patsubst %.c,%.o,$(or $(test-own-fuzz),user/test/hostile/fuzz_none.c))
ifneq ($(CONFIG_KMEM_GROW),)
test-y		+= user/test/kernel_memory.o
test-cflags	+= -DKERNEL_GROWS
endif
include user/test/arch/$(ARCH)/files.mk

image-test	:= kernel sigma0 test
endif
