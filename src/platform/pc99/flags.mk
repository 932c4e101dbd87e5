# SPDX-License-Identifier: BSD-2-Clause
# src/platform/pc99/flags.mk - which bootable images this board has.

platform-images		:= iso
