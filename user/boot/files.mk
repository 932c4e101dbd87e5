# SPDX-License-Identifier: BSD-2-Clause
# files.mk - objects of the boot program; linked with the boot.lds.S of its CPU.
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

# All x86 CPUs are started by the same 32-bit program.
ifneq ($(CONFIG_ARCH_IA32)$(CONFIG_ARCH_AMD64),)
boot-lds			:= user/boot/arch/x86/boot.lds.S
boot-y				+= user/boot/arch/x86/start.o
boot-y				+= user/boot/arch/x86/multiboot.o
boot-y				+= user/boot/arch/x86/mbi_build.o
boot-y				+= user/boot/arch/x86/console.o
endif
ifneq ($(CONFIG_ARCH_ARM),)
# Above kernels and servers, within 32 MiB.
boot-base			:= $(ram-base)+0x01800000
boot-cflags			:= -mno-unaligned-access -DBOOT_RAM_BASE=$(CONFIG_RAM_BASE) \
				   -DBOOT_UART_BASE=$(CONFIG_UART_BASE)
boot-y				+= user/boot/fdt.o
boot-y				+= user/boot/arch/arm/start.o
boot-y				+= user/boot/arch/arm/machine.o
boot-y				+= user/boot/arch/arm/console.o
endif
ifneq ($(CONFIG_ARCH_AMD64),)
boot-cflags			:= -m32 -march=i486
boot-ldflags			:= -m elf_i386
endif
