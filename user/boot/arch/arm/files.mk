# SPDX-License-Identifier: BSD-2-Clause
# files.mk - how arm is booted: above kernels and servers, within 32 MiB.
boot-lds			:= user/boot/builtin.lds.S
boot-base			:= $(ram-base)+0x01800000
boot-cflags			:= -mno-unaligned-access -DBOOT_RAM_BASE=$(CONFIG_RAM_BASE) \
				   -DBOOT_UART_BASE=$(CONFIG_UART_BASE)
boot-y				+= $(addprefix user/boot/,fdt.o phys_same.o range_none.o)
boot-y				+= $(addprefix user/boot/arch/arm/,start.o atags.o machine.o)
boot-y				+= user/boot/arch/arm/console.o
