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

unit-y		+= asid
asid-y		:= ci/unit/asid.c
asid-cflags	:= -iquoteci/unit/fake -iquotesrc/arch/amd64

unit-y		+= print
print-y		:= ci/unit/print.c
print-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1 -Wno-format-truncation

unit-y		+= timeout
timeout-y	:= ci/unit/timeout.c src/generic/timeout.c
timeout-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1

# The mapping layer behind a fake port; page-table geometries: ci/unit/fake/fake_geometry.h.
unit-y		+= fpage
fpage-y		:= ci/unit/fpage.c ci/unit/fake/fake.c src/generic/map.c src/generic/mapdb.c \
		   src/generic/ptab.c src/generic/unmap.c src/generic/usermem.c
fpage-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1 -DFAKE_TOY

unit-y		+= ptab
ptab-y		:= ci/unit/ptab.c ci/unit/fake/fake.c src/generic/map.c src/generic/mapdb.c \
		   src/generic/ptab.c src/generic/unmap.c src/generic/usermem.c
ptab-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1 -DFAKE_TOY

unit-y		+= mapdb
mapdb-y		:= ci/unit/mapdb.c ci/unit/fake/fake.c src/generic/map.c src/generic/mapdb.c \
		   src/generic/ptab.c src/generic/unmap.c src/generic/usermem.c
mapdb-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1 -DFAKE_IA32

unit-y		+= map
map-y		:= ci/unit/map.c ci/unit/map_model.c ci/unit/map_compare.c ci/unit/fake/fake.c \
		   src/generic/map.c src/generic/mapdb.c src/generic/ptab.c src/generic/unmap.c \
		   src/generic/usermem.c
map-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1 -DFAKE_TOY

unit-y		+= map_ia32
map_ia32-y	:= ci/unit/map.c ci/unit/map_model.c ci/unit/map_compare.c ci/unit/fake/fake.c \
		   src/generic/map.c src/generic/mapdb.c src/generic/ptab.c src/generic/unmap.c \
		   src/generic/usermem.c
map_ia32-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1 -DFAKE_IA32

unit-y		+= map_arm
map_arm-y	:= ci/unit/map.c ci/unit/map_model.c ci/unit/map_compare.c ci/unit/fake/fake.c \
		   src/generic/map.c src/generic/mapdb.c src/generic/ptab.c src/generic/unmap.c \
		   src/generic/usermem.c
map_arm-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1 -DFAKE_ARM

unit-y		+= map_amd64
map_amd64-y	:= ci/unit/map.c ci/unit/map_model.c ci/unit/map_compare.c ci/unit/fake/fake.c \
		   src/generic/map.c src/generic/mapdb.c src/generic/ptab.c src/generic/unmap.c \
		   src/generic/usermem.c
map_amd64-cflags := -iquoteci/unit/fake -DCONFIG_ASSERT=1 -DFAKE_AMD64

unit-y		+= ready
ready-y		:= ci/unit/ready.c src/generic/ready.c
ready-cflags	:= -iquoteci/unit/fake -DCONFIG_ASSERT=1
