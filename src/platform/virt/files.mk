# SPDX-License-Identifier: BSD-2-Clause
# src/platform/virt/files.mk - objects of QEMU's board besides the drivers it selects.

obj-y += src/platform/virt/platform.o

# Rarely used: rather small than fast.
small-y += src/platform/virt/platform.o
