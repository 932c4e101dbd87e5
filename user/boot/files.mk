# SPDX-License-Identifier: BSD-2-Clause
# files.mk - objects of the boot program; those of its CPU are in arch.
prog-y				+= boot
boot-crt			:= none
boot-y				:=
boot-y				+= user/boot/main.o
boot-y				+= user/boot/env.o
boot-y				+= user/boot/load.o
boot-y				+= user/boot/plan.o
boot-y				+= user/boot/memmap.o
boot-y				+= user/boot/elf.o
boot-y				+= user/boot/kip.o
boot-y				+= user/boot/desc.o
boot-y				+= user/boot/bootinfo.o
boot-y				+= user/boot/options.o
boot-y				+= user/boot/print.o
boot-y				+= user/boot/string.o
ifeq ($(platform-modules),builtin)
boot-y				+= user/boot/modules_builtin.o
endif
include user/boot/arch/$(ARCH)/files.mk
