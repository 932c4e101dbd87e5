# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the portable kernel, one object per line, sorted.
obj-$(CONFIG_CTRLXFER) += src/generic/ctrlxfer.o
obj-y += src/generic/exregs.o
obj-y += src/generic/fpu.o
obj-y += src/generic/interrupt.o
obj-$(CONFIG_HAVE_IO_PORTS) += src/generic/io.o
obj-$(if $(CONFIG_HAVE_IO_PORTS),n,y) += src/generic/io_none.o
obj-y += src/generic/ipc.o
obj-y += src/generic/ipc_fault.o
obj-y += src/generic/ipc_route.o
obj-y += src/generic/ipc_xfer.o
obj-y += src/generic/kdebug.o
obj-y += src/generic/kip.o
obj-y += src/generic/kmem.o
obj-$(CONFIG_KMEM_GROW) += src/generic/kmem_grow.o
obj-y += src/generic/leave.o
obj-y += src/generic/main.o
obj-y += src/generic/map.o
obj-y += src/generic/mapdb.o
obj-y += src/generic/memcalls.o
obj-$(CONFIG_HAVE_CACHE_CONTROL) += src/generic/memflush.o
obj-y += src/generic/panic.o
obj-y += src/generic/print.o
obj-y += src/generic/ptab.o
obj-y += src/generic/ready.o
obj-y += src/generic/reaper.o
obj-y += src/generic/sched.o
obj-y += src/generic/schedule.o
obj-y += src/generic/space.o
obj-y += src/generic/spacectl.o
obj-y += src/generic/string.o
obj-y += src/generic/thread.o
obj-y += src/generic/threadctl.o
obj-y += src/generic/time.o
obj-y += src/generic/timeout.o
obj-y += src/generic/unmap.o
obj-y += src/generic/usercopy.o
obj-y += src/generic/usermem.o

# Rarely used: rather small than fast.
small-y += src/generic/io.o
small-y += src/generic/kip.o
small-y += src/generic/kmem_grow.o
small-y += src/generic/panic.o
small-y += src/generic/print.o
