# SPDX-License-Identifier: BSD-2-Clause
# src/platform/pc99/files.mk - objects of the PC besides the drivers it selects.

obj-y += src/platform/pc99/platform.o
small-y += src/platform/pc99/platform.o
