# SPDX-License-Identifier: BSD-2-Clause
# src/platform/malta/files.mk - objects of the board besides the drivers it selects.

obj-y += src/platform/malta/platform.o
obj-y += src/platform/malta/semihosting.o

# U-Boot for the emulator; Debian has that of the other byte order
ifdef CONFIG_MIPS64_BIG_ENDIAN
uboot-bin := build/uboot/malta64.bin
endif
