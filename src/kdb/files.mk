# SPDX-License-Identifier: BSD-2-Clause
# files.mk - the kernel debugger and the trace, portable and optional.
obj-$(CONFIG_KDB) += src/kdb/kdb.o
obj-$(CONFIG_KDB) += src/kdb/kdb_gdb.o
obj-$(CONFIG_KDB) += src/kdb/kdb_mem.o
obj-$(CONFIG_KDB) += src/kdb/kdb_thread.o
obj-$(CONFIG_TRACE) += src/kdb/trace.o
