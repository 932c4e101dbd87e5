# SPDX-License-Identifier: BSD-2-Clause
# src/platform/versatilepb/flags.mk - how this board boots: one image with all modules.

platform-images		:= uimage
platform-modules	:= builtin
