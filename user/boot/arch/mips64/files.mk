# SPDX-License-Identifier: BSD-2-Clause
# files.mk - how mips64 is booted: in ckseg0, above kernels and servers, within 32 MiB.
boot-lds			:= user/boot/builtin.lds.S
boot-base			:= 0xffffffff81800000
boot-y				+= $(addprefix user/boot/,uart_16550.o range_none.o info_none.o)
boot-y				+= $(addprefix user/boot/arch/mips64/,start.o machine.o firmware.o)
boot-y				+= user/boot/arch/mips64/console.o
