# SPDX-License-Identifier: BSD-2-Clause
# files.mk - objects of the boot program; linked with user/boot/arch/$(ARCH)/boot.lds.S.
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

boot-$(CONFIG_ARCH_IA32)	+= user/boot/arch/ia32/start.o
boot-$(CONFIG_ARCH_IA32)	+= user/boot/arch/x86/multiboot.o
boot-$(CONFIG_ARCH_IA32)	+= user/boot/arch/x86/mbi_build.o
boot-$(CONFIG_ARCH_IA32)	+= user/boot/arch/x86/console.o
