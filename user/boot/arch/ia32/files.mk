# SPDX-License-Identifier: BSD-2-Clause
# files.mk - how ia32 is booted.
include user/boot/arch/x86/files.mk
