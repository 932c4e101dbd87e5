# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the demonstration system: root task, console driver, shell, partner for IPC.
prog-y			+= demo console shell pong

demo-y			:= user/demo/root/main.o
demo-y			+= user/demo/root/server.o
demo-y			+= user/demo/root/task.o
demo-y			+= user/demo/root/name.o
demo-y			+= user/demo/root/module.o
demo-y			+= user/demo/root/elf.o
demo-y			+= user/demo/root/frame.o
demo-$(CONFIG_PLATFORM_PC99)	+= user/demo/root/machine_pc.o
demo-base		:= $(ram-base)+0x00a00000

demo-lib		:= user/demo/lib/call.o
demo-lib		+= user/demo/lib/console.o
demo-lib		+= user/demo/lib/pong.o

console-y		:= user/demo/console/main.o
console-y		+= user/demo/console/line.o
console-$(CONFIG_PLATFORM_PC99)	+= user/demo/console/uart_16550.o
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
