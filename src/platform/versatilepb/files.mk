# SPDX-License-Identifier: BSD-2-Clause
# src/platform/versatilepb/files.mk - objects of the board besides the drivers it selects.

obj-y += src/platform/versatilepb/platform.o
