# SPDX-License-Identifier: BSD-2-Clause
# src/platform/malta/flags.mk - how this board boots: one image with all modules.

platform-images		:=
platform-modules	:= builtin
