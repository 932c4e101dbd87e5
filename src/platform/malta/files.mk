# SPDX-License-Identifier: BSD-2-Clause
# src/platform/malta/files.mk - objects of the board besides the drivers it selects.

obj-y += src/platform/malta/platform.o
obj-y += src/platform/malta/semihosting.o
