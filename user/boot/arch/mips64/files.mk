# SPDX-License-Identifier: BSD-2-Clause
# files.mk - how mips64 is booted: in ckseg0, above kernels and servers, within 32 MiB.
boot-lds			:= user/boot/builtin.lds.S
boot-base			:= 0xffffffff81800000
boot-y				+= user/boot/uart_16550.o
boot-y				+= user/boot/range_none.o
boot-y				+= user/boot/info_none.o
boot-y				+= user/boot/arch/mips64/start.o
boot-y				+= user/boot/arch/mips64/machine.o
boot-y				+= user/boot/arch/mips64/firmware.o
boot-y				+= user/boot/arch/mips64/console.o
