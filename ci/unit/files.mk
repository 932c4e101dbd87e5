# SPDX-License-Identifier: BSD-2-Clause
# files.mk - host tests: unit-y their names, NAME-y the sources of one, NAME-cflags more flags.

unit-y		+= boot_desc
boot_desc-y	:= ci/unit/boot_desc.c user/boot/desc.c user/boot/memmap.c user/boot/plan.c

unit-y		+= boot_elf
boot_elf-y	:= ci/unit/boot_elf.c user/boot/elf.c user/boot/kip.c

unit-y		+= boot_info
boot_info-y	:= ci/unit/boot_info.c user/boot/bootinfo.c user/boot/options.c

unit-y		+= sigma0
sigma0-y	:= ci/unit/sigma0.c user/sigma0/pool.c

unit-y		+= kmem
kmem-y		:= ci/unit/kmem.c src/generic/kmem.c
kmem-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1

unit-y		+= print
print-y		:= ci/unit/print.c
print-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1 -Wno-format-truncation

unit-y		+= timeout
timeout-y	:= ci/unit/timeout.c src/generic/timeout.c
timeout-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1
