# SPDX-License-Identifier: BSD-2-Clause
# src/platform/pc99/flags.mk - which bootable images this board has; user/demo/root/machine_pc.c.

platform-images		:= iso
platform-machine	:= pc
