# SPDX-License-Identifier: BSD-2-Clause
# src/platform/malta/flags.mk - how this board boots: one image with all modules.

platform-images		:= uimage
uimage-elf		:= y		# as U-Boot's bootelf takes it
platform-modules	:= builtin
