# SPDX-License-Identifier: BSD-2-Clause
# files.mk - all x86 CPUs are started by the same 32-bit program.
boot-lds			:= user/boot/arch/x86/boot.lds.S
boot-y				+= user/boot/uart_16550.o
boot-y				+= user/boot/phys_same.o
boot-y				+= user/boot/arch/x86/start.o
boot-y				+= user/boot/arch/x86/multiboot.o
boot-y				+= user/boot/arch/x86/multiboot2.o
boot-y				+= user/boot/arch/x86/mbi_build.o
boot-y				+= user/boot/arch/x86/console.o
