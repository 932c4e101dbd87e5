# SPDX-License-Identifier: BSD-2-Clause
# files.mk - host tests: unit-y their names, NAME-y the sources of one, NAME-cflags more flags.

# Kernel code finds its contract headers in a fake port.
toy-cflags	:= -iquoteci/unit/fake -iquoteci/unit/toy -DCONFIG_ASSERT=1

unit-y		+= boot_desc
boot_desc-y	:= ci/unit/boot_desc.c user/boot/desc.c user/boot/memmap.c user/boot/plan.c

unit-y		+= boot_elf
boot_elf-y	:= ci/unit/boot_elf.c user/boot/elf.c user/boot/kip.c

unit-y		+= boot_info
boot_info-y	:= ci/unit/boot_info.c user/boot/bootinfo.c user/boot/options.c

unit-y		+= boot_fdt
boot_fdt-y	:= ci/unit/boot_fdt.c user/boot/fdt.c user/boot/memmap.c user/boot/arch/arm/atags.c

unit-y		+= boot_firmware
boot_firmware-y := ci/unit/boot_firmware.c user/boot/memmap.c
boot_firmware-widths := 64 mips64 mips64el

unit-y		+= sigma0
sigma0-y	:= ci/unit/sigma0.c user/sigma0/pool.c

unit-y		+= kmem
kmem-y		:= ci/unit/kmem.c src/generic/kmem.c
kmem-cflags	:= $(toy-cflags)

unit-y		+= asid
asid-y		:= ci/unit/asid.c
asid-cflags	:= $(toy-cflags) -iquotesrc/glue/common

unit-y		+= pcid
pcid-y		:= ci/unit/pcid.c
pcid-cflags	:= $(toy-cflags) -iquotesrc/arch/amd64

unit-y		+= cpu_model
cpu_model-y	:= ci/unit/cpu_model.c
cpu_model-cflags := $(toy-cflags) -iquotesrc/arch/x86

unit-y		+= lapic
lapic-y		:= ci/unit/lapic.c
lapic-cflags	:= -iquoteci/unit/x86 $(toy-cflags) -DCONFIG_IRQ_X2APIC=1 -iquotesrc/arch/x86 \
		   -iquotesrc/platform/common

unit-y		+= print
print-y		:= ci/unit/print.c
print-cflags	:= $(toy-cflags) -Wno-format-truncation

unit-y		+= timeout
timeout-y	:= ci/unit/timeout.c src/generic/timeout.c
timeout-cflags	:= $(toy-cflags)

# The mapping layer behind a fake port: page tables of a toy with few entries, so that random
# operations meet, and of one with 1024 (ci/unit/toy).
mapping-y	:= ci/unit/fake/fake.c src/generic/map.c src/generic/mapdb.c src/generic/ptab.c \
		   src/generic/unmap.c src/generic/usermem.c

unit-y		+= fpage
fpage-y		:= ci/unit/fpage.c $(mapping-y)
fpage-cflags	:= $(toy-cflags) -DFAKE_TOY

unit-y		+= mapdb
mapdb-y		:= ci/unit/mapdb.c $(mapping-y)
mapdb-cflags	:= $(toy-cflags)

unit-y		+= pte
pte-y		:= ci/unit/pte.c $(mapping-y)
pte-cflags	:= $(toy-cflags) -DFAKE_TOY

unit-y		+= ptab
ptab-y		:= ci/unit/ptab.c $(mapping-y)
ptab-cflags	:= $(toy-cflags) -DFAKE_TOY

unit-y		+= map
map-y		:= ci/unit/map.c ci/unit/map_model.c ci/unit/map_compare.c $(mapping-y)
map-cflags	:= $(toy-cflags) -DFAKE_TOY

unit-y		+= geometry
geometry-y	:= ci/unit/geometry.c ci/unit/map_model.c ci/unit/map_compare.c $(mapping-y)
geometry-cflags	:= $(toy-cflags) -DFAKE_TOY

# The same with the arch_pte.h of each port in port-y, as NAME_PORT: its directory, its compiler and
# the emulator of its programs for hosts that are no such machine. What arch_pte.h refers to is in
# ci/unit/port/DIRECTORY.c, if anything.
port-unit-y	:= pte ptab map geometry
port-cflags	:= -iquoteci/unit/fake -iquoteci/unit/port -DCONFIG_ASSERT=1 \
		   -include ci/unit/port/port_layout.h
port-y		+= ia32:ia32:i686-linux-gnu-gcc:qemu-i386
port-y		+= amd64:amd64:x86_64-linux-gnu-gcc:qemu-x86_64
port-y		+= armv5:arm:arm-linux-gnueabi-gcc:qemu-arm
port-y		+= armv7:arm:arm-linux-gnueabi-gcc:qemu-arm
port-y		+= mips64:mips64:mips64-linux-gnuabi64-gcc:qemu-mips64
port-y		+= mips64el:mips64:mips64el-linux-gnuabi64-gcc:qemu-mips64el
mips64-cflags	:= -include src/generic/compiler.h -DCONFIG_HAVE_CACHE_CONTROL=1
mips64el-cflags	:= -include src/generic/compiler.h -DCONFIG_HAVE_CACHE_CONTROL=1
arm-cflags	:= -DCONFIG_RAM_BASE=0 -DCONFIG_HAVE_CACHE_CONTROL=1 -DFAKE_WALKER=1 \
		   -include ci/unit/port/arm_pte_written.h
armv5-y		:= src/arch/arm/pte_store.c
armv5-cflags	:= $(arm-cflags)
armv7-y		:= src/arch/arm/pte_store.c src/arch/armv7/pte.c
armv7-cflags	:= $(arm-cflags)

unit-y		+= ready
ready-y		:= ci/unit/ready.c src/generic/ready.c
ready-cflags	:= $(toy-cflags)
