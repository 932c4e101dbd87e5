# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the demonstration system: root task, console driver, shell, partner for IPC.
prog-y			+= demo console shell pong

# What the machine has: the kind of devices, the console's port and where that is.
demo-machine		:= $(or $(platform-machine),mapped)
demo-port		:= $(if $(CONFIG_UART_PL011),pl011,16550)
demo-uart		:= $(if $(CONFIG_UART_BASE),-DUART_BASE=$(CONFIG_UART_BASE) \
			   -DUART_IRQ=$(CONFIG_UART_IRQ))

demo-y			:= user/demo/root/main.o
demo-y			+= user/demo/root/server.o
demo-y			+= user/demo/root/task.o
demo-y			+= user/demo/root/name.o
demo-y			+= user/demo/root/module.o
demo-y			+= user/demo/root/elf.o
demo-y			+= user/demo/root/frame.o
demo-y			+= user/demo/root/machine.o user/demo/root/machine_$(demo-machine).o
demo-cflags		:= $(demo-uart)
demo-base		:= $(ram-base)+0x00a00000

demo-lib		:= user/demo/lib/call.o
demo-lib		+= user/demo/lib/console.o
demo-lib		+= user/demo/lib/pong.o

console-y		:= user/demo/console/main.o
console-y		+= user/demo/console/line.o
console-y		+= user/demo/console/uart_$(demo-port).o
console-cflags		:= $(demo-uart) -Iuser/demo/console/$(if \
			   $(CONFIG_HAVE_IO_PORTS),ports,mapped)
console-y		+= $(demo-lib)
console-base		:= 0x01000000

shell-y			:= user/demo/shell/main.o
shell-y			+= user/demo/shell/info.o
shell-y			+= user/demo/shell/bench.o
shell-y			+= user/demo/shell/selftest.o
shell-y			+= user/demo/shell/helper.o
shell-y			+= $(demo-lib)
shell-base		:= 0x01000000

pong-y			:= user/demo/pong/main.o
pong-y			+= $(demo-lib)
pong-base		:= 0x01000000

image-demo		:= kernel sigma0 demo console shell pong
