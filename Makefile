# SPDX-License-Identifier: BSD-2-Clause
# Makefile - configure, build, run and test Pecan; the only file with build rules.
#
# One pass, no recursion: files.mk in the source directories are lists, flags.mk name the tools and
# flags of a CPU or board. 'make help' lists what can be typed.

MAKEFLAGS += -rR --no-print-directory
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

ifneq ($(words $(MAKEFILE_LIST)),1)
$(error this Makefile is not made to be included)
endif
override V := $(filter-out 0,$(V))
override LLVM := $(filter-out 0 n no,$(LLVM))
Q := $(if $(V),,@)
say = $(if $(V),,@printf '  %-7s %s\n' $1 $(@:$(O)/%=%))

# $(call track,FILE,TEXT): rewrite FILE, and so have rebuilt what depends on it, if TEXT is new.
# The comparison ignores white space: make 4.3 sometimes keeps the last newline of a file it reads.
same = $(if $(subst x$1,,x$2)$(subst x$2,,x$1),,same)
track = $(if $(call same,$(strip $2),$(strip $(file <$1))),,$(file >$1,$2))

# -- Which configuration ----------------------------------------------------------------------

goals := $(or $(MAKECMDGOALS),all)
configs := $(patsubst configs/%_defconfig,%,$(sort $(wildcard configs/*_defconfig)))
default-config := $(firstword $(filter amd64_pc99,$(configs)) ia32_pc99)

defconfig-goals := $(filter %_defconfig,$(goals))
config-goals := $(strip $(defconfig-goals) $(filter menuconfig savedefconfig olddefconfig,$(goals)))
plain-goals := check bench help clean distclean install-deps
build-goals := $(filter-out $(config-goals) $(plain-goals),$(goals))

asked-config := $(CONFIG)
ifneq ($(defconfig-goals),)
override CONFIG := $(patsubst %_defconfig,%,$(lastword $(defconfig-goals)))
else ifeq ($(CONFIG),)
override CONFIG := $(or $(if $(O),$(file <$(O)/.name)),$(default-config))
endif
ifeq ($(filter $(CONFIG),$(configs)),)
$(error unknown configuration '$(CONFIG)'; type: make CONFIG=NAME, NAME one of: $(configs))
endif

defconfig := configs/$(CONFIG)_defconfig
fragments := $(FRAGMENT:%=configs/fragment/%.config)
ifneq ($(filter-out $(wildcard $(fragments)),$(fragments)),)
$(error unknown fragment '$(FRAGMENT)'; type: make FRAGMENT=NAME, NAME one of: \
	$(patsubst configs/fragment/%.config,%,$(wildcard configs/fragment/*.config)))
endif
empty :=
variant := $(subst $(empty) ,-,$(strip $(CONFIG) $(FRAGMENT) $(if $(LLVM),llvm)))
O ?= build/$(variant)
override O := $(patsubst %/,%,$(O))

# -- Tools: install or name what is missing ---------------------------------------------------

works := $(if $(config-goals)$(build-goals),config) $(if $(build-goals),build) \
	$(if $(build-goals),$(if $(LLVM),llvm)) $(if $(filter run gdb,$(goals)),run) \
	$(if $(filter gdb,$(goals)),gdb) $(if $(filter all uimage,$(goals)),uimage) \
	$(if $(filter all iso,$(goals))$(filter iso uefi,$(BOOT)),iso) \
	$(if $(filter uboot,$(BOOT) $(goals)),uimage uboot)
works-configs := $(CONFIG)
ifneq ($(filter check,$(goals)),)
works += config build llvm run iso uimage uboot check
works-configs := $(asked-config)
endif
ifneq ($(filter bench,$(goals)),)
works += config build run bench
works-configs := $(asked-config)
endif
ifneq ($(strip $(works)),)
deps-said := $(shell CROSS_COMPILE=$(CROSS_COMPILE) ci/install-deps $(works) -- \
	$(works-configs) 1>&2)
ifneq ($(.SHELLSTATUS),0)
$(error some tools are missing, see the line above)
endif
endif

# -- Goals that need no configuration ---------------------------------------------------------

PHONY := $(plain-goals) FORCE
FORCE:

#: Pecan, a portable L4 X.2 microkernel.
#:
#:   make run              boot the demonstration system in QEMU on this terminal
#:   make check            build and test every configuration, or one: CONFIG=NAME;
#:                         only some of the tests: TEST='ipc/*'
#:   make bench            instruction counts and sizes: tables, here and in doc/performance.md
#:   make all              kernel, programs and bootable images in build/NAME/
#:   make iso              build/NAME/pecan.iso, bootable through GRUB (PC)
#:   make uimage           build/NAME/pecan.uimage, bootable through U-Boot: by bootm (arm) or
#:                         bootelf (mips64)
#:   make uboot            U-Boot for the emulator where no package has it (mips64_malta)
#:   make gdb              QEMU stopped at reset and gdb-multiarch attached to it
#:   make NAME_defconfig   configure build/NAME/ as configs/NAME_defconfig says
#:   make menuconfig       change the configuration of build/NAME/ in a menu
#:   make olddefconfig     give new options their defaults
#:   make savedefconfig    build/NAME/defconfig: the shortest file for this configuration
#:   make install-deps     install every Debian package used
#:   make clean            delete build/NAME/
#:   make distclean        delete build/
#:
#: Variables:
#:   CONFIG=NAME           one of the configurations below
#:   LLVM=1                clang and lld instead of gcc and GNU ld; output in build/NAME-llvm/
#:   FRAGMENT=NAME         configs/fragment/NAME.config on top; output in build/NAME-FRAGMENT/
#:   O=DIR                 output in DIR
#:   V=1                   show the commands
#:   CROSS_COMPILE=PREFIX  other GNU tools
#:   BOOT=iso              'make run' boots the ISO image through GRUB; BOOT=uefi by UEFI (PC);
#:                         BOOT=uboot through U-Boot (arm_virt, mips64)
#:   IMAGE=NAME            'make run' and 'make gdb' boot another set of programs: demo, test, bench
#:
help:
	@sed -n 's/^#: \{0,1\}//p' Makefile
	@echo 'Configurations (default: $(default-config)):'
	@sed -n 's/^# \([a-z0-9_]*\)_defconfig - \(.*\)/  \1\t\2/p' \
		$(configs:%=configs/%_defconfig) | expand -t 24

check:
	$(Q)ci/run check $(if $(asked-config),--config $(asked-config)) $(if $(LLVM),--llvm) \
		$(if $(FRAGMENT),--fragment $(firstword $(FRAGMENT))) $(if $(TEST),--test '$(TEST)')

bench:
	$(Q)ci/run bench $(if $(asked-config),--config $(asked-config)) $(if $(LLVM),--llvm)

install-deps:
	$(Q)ci/install-deps config build run check llvm iso uimage uboot gdb -- $(asked-config)

clean:
	$(Q)rm -rf $(O)

distclean:
	$(Q)rm -rf build

# -- Configuration ----------------------------------------------------------------------------

kconfig-files := Kconfig user/Kconfig $(wildcard src/*/Kconfig src/*/*/Kconfig)
auto-conf := $(O)/include/config/auto.conf

ifneq ($(and $(config-goals),$(build-goals)),)
# Configure first, then build: one after the other, as typed.
PHONY += $(MAKECMDGOALS) one-by-one
$(MAKECMDGOALS): one-by-one ;
one-by-one:
	$(Q)set -e; for goal in $(MAKECMDGOALS); do $(MAKE) CONFIG=$(CONFIG) $$goal; done

else ifneq ($(config-goals),)
PHONY += $(config-goals)
$(defconfig-goals):
	$(Q)ci/kconfig defconfig $(O) $(defconfig) $(fragments)
	@echo $(CONFIG) >$(O)/.name

menuconfig olddefconfig savedefconfig: | $(O)/.config
	$(Q)ci/kconfig $@ $(O)

$(O)/.config:
	$(Q)ci/kconfig auto $(O) $(defconfig) $(fragments)
	@echo $(CONFIG) >$(O)/.name

else ifneq ($(build-goals),)
include $(auto-conf)

$(auto-conf): $(wildcard $(O)/.config) $(defconfig) $(fragments) $(kconfig-files)
	$(Q)ci/kconfig auto $(O) $(defconfig) $(fragments)
	@echo $(CONFIG) >$(O)/.name

$(O)/.config: ;

ARCH := $(patsubst "%",%,$(CONFIG_ARCH))
PLATFORM := $(patsubst "%",%,$(CONFIG_PLATFORM))
endif

# -- The build proper: read only once a configuration exists ----------------------------------

ifneq ($(ARCH),)
include src/arch/$(ARCH)/flags.mk
include src/platform/$(PLATFORM)/flags.mk

CROSS_COMPILE ?= $(arch-cross)
ifeq ($(LLVM),)
CC := $(CROSS_COMPILE)gcc
LD := $(CROSS_COMPILE)ld
AR := $(CROSS_COMPILE)ar
NM := $(CROSS_COMPILE)nm
OBJCOPY := $(CROSS_COMPILE)objcopy
else
CC := clang --target=$(arch-clang-target)
LD := ld.lld
AR := llvm-ar
NM := llvm-nm
OBJCOPY := llvm-objcopy
endif
ifeq ($(shell command -v $(firstword $(CC))),)
$(error there is no '$(firstword $(CC))'; set CROSS_COMPILE, or type: make install-deps)
endif
LIBGCC := $(shell $(CC) $(arch-flags) -print-libgcc-file-name)

# The day of the last commit: the same sources give the same bytes on any day.
ifdef SOURCE_DATE_EPOCH
gen-epoch := $(SOURCE_DATE_EPOCH)
else
gen-epoch := $(or $(shell git log -1 --format=%ct 2>/dev/null),1767225600)
endif
gen-date := $(shell date -u -d @$(gen-epoch) '+%Y %-m %-d')
gen-flags := -DPECAN_GEN_YEAR=$(word 1,$(gen-date)) -DPECAN_GEN_MONTH=$(word 2,$(gen-date)) \
	-DPECAN_GEN_DAY=$(word 3,$(gen-date))

# Where RAM begins: programs whose addresses are physical ones lie at fixed distances from it.
ram-base := $(or $(CONFIG_RAM_BASE),0)

# Lists
obj-y :=
small-y :=
libl4-y :=
libc-y :=
prog-y :=
includes-y :=
user-includes-y :=
include $(wildcard src/generic/files.mk src/kdb/files.mk src/arch/$(ARCH)/files.mk \
	src/glue/v4-$(ARCH)/files.mk src/platform/common/files.mk \
	src/platform/$(PLATFORM)/files.mk \
	user/files.mk user/*/files.mk user/lib/*/files.mk)

# Flags
common-flags := -std=gnu11 -O2 -g -ffreestanding -fno-common -fno-pic -fno-stack-protector \
	-fno-asynchronous-unwind-tables -ffile-prefix-map=$(CURDIR)=. \
	-ffile-prefix-map=$(abspath $(O))=build $(arch-flags)
warnings := -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wundef -Wvla \
	-Wframe-larger-than=1024 -Werror
kernel-includes := -I$(O)/include -Isrc/generic -Isrc/kdb -Isrc/arch -Isrc/arch/$(ARCH) \
	$(arch-includes) -Isrc/glue -Isrc/glue/v4-$(ARCH) -Isrc/platform -Isrc/platform/common \
	-Isrc/platform/$(PLATFORM) $(includes-y)
kernel-cflags := $(common-flags) $(warnings) $(arch-kernel-cflags) $(kernel-includes)
user-includes := -Iuser/include -Iuser/include/arch/$(ARCH) $(arch-user-includes) \
	$(user-includes-y)
user-cflags := $(common-flags) $(warnings) $(arch-user-cflags) $(user-includes)
# As C, because in assembly 'i386', 'linux' and the like are macros.
lds-flags := -std=c11 -E -P -x c -D__ASSEMBLER__
asflags := $(if $(LLVM),-Wno-unused-command-line-argument)
ldflags := $(arch-ldflags) -nostdlib -static --build-id=none --fatal-warnings \
	-z noexecstack -z max-page-size=4096

# What a compilation depends on besides its sources
$(call track,$(O)/.kernel-flags,$(CC) $(kernel-cflags) $(small-y))
$(call track,$(O)/.user-flags,$(CC) $(user-cflags))
$(call track,$(O)/.gen-flags,$(gen-flags))

compile = $(Q)mkdir -p $(@D) && $(CC) $1 -MMD -MP -MF $(@:.o=.d) -c -o $@ $<
fixdep = $(Q)ci/fixdep $(O) $(@:.o=.d)

# Kernel
kernel-objs := $(addprefix $(O)/,$(sort $(obj-y)))
kernel-lds := src/glue/v4-$(ARCH)/linker.lds.S
offsets-c := $(wildcard src/glue/v4-$(ARCH)/offsets.c)
offsets-h := $(if $(offsets-c),$(O)/include/offsets.h)

dated-objs := $(patsubst %.c,$(O)/%.o,$(shell grep -ls PECAN_GEN_ $(obj-y:.o=.c)))
$(dated-objs): dated-flags = $(gen-flags)
$(dated-objs): $(O)/.gen-flags

# Objects whose speed does not matter
$(addprefix $(O)/,$(small-y)): small-flags = -Os

$(O)/src/%.o: src/%.c $(O)/.kernel-flags
	$(call say,CC)
	$(call compile,$(kernel-cflags) $(small-flags) $(dated-flags))
	$(fixdep)

$(O)/src/%.o: src/%.S $(O)/.kernel-flags | $(offsets-h)
	$(call say,AS)
	$(call compile,$(kernel-cflags) $(asflags))
	$(fixdep)

$(O)/offsets.s: $(offsets-c) $(O)/.kernel-flags
	$(call say,OFFSETS)
	$(Q)$(CC) $(kernel-cflags) -g0 -MMD -MP -MF $(@:.s=.d) -S -o $@ $<
	$(Q)ci/fixdep $(O) $(@:.s=.d)

# Rewritten only when an offset changed.
$(O)/include/offsets.h: $(O)/offsets.s ci/offsets.sed
	$(Q)sed -n -f ci/offsets.sed $< >$@.new
	$(Q)if cmp -s $@.new $@; then rm $@.new; touch -r $< $@; else mv $@.new $@; fi

$(O)/kernel.lds: $(kernel-lds) $(O)/.kernel-flags
	$(call say,LDS)
	$(Q)$(CC) $(kernel-cflags) $(lds-flags) \
		-MMD -MP -MT $@ -MF $(@:.lds=.lds.d) -o $@ $<
	$(Q)ci/fixdep $(O) $(@:.lds=.lds.d)

# The symbol table for backtraces is made from a first link and must describe the second one:
# it lies behind all code, so its size moves nothing, and cmp proves that.
kernel-ldflags := $(ldflags) $(arch-kernel-ldflags)
$(call track,$(O)/.kernel-link,$(LD) $(kernel-ldflags) $(kernel-objs) $(LIBGCC))
link-kernel = $(LD) $(kernel-ldflags) -T $(O)/kernel.lds -o $1 $(kernel-objs) $2 $(LIBGCC)
ksyms = ci/ksyms --nm $(NM) $(if $(CONFIG_HAVE_64BIT),--wide)
ksyms-as = $(CC) $(kernel-cflags) $(asflags) -g0 -x assembler -c -o $(O)/ksyms.o

$(O)/kernel.elf: $(kernel-objs) $(O)/kernel.lds $(O)/.kernel-link ci/ksyms
	$(call say,LD)
	$(Q)$(ksyms) >$(O)/ksyms.s && $(ksyms-as) $(O)/ksyms.s
	$(Q)$(call link-kernel,$@.tmp,$(O)/ksyms.o)
	$(Q)$(ksyms) $@.tmp >$(O)/ksyms.s && $(ksyms-as) $(O)/ksyms.s
	$(Q)$(call link-kernel,$@.tmp,$(O)/ksyms.o)
	$(Q)$(ksyms) $@.tmp | cmp $(O)/ksyms.s - || \
		{ echo '$(kernel-lds): .ksyms must be placed behind all code'; exit 1; }
	$(Q)mv $@.tmp $@

# User libraries and programs
lib-l4 := $(O)/user/lib/l4/libl4.a
lib-c := $(O)/user/lib/c/libc.a
user-libs := $(if $(libc-y),$(lib-c)) $(if $(libl4-y),$(lib-l4))
user-objs := $(addprefix $(O)/,$(sort $(libl4-y) $(libc-y) $(crt-y) $(foreach p,$(prog-y),$($p-y))))

$(O)/user/%.o: user/%.c $(O)/.user-flags
	$(call say,CC)
	$(call compile,$(user-cflags) $(prog-cflags))

$(O)/user/%.o: user/%.S $(O)/.user-flags
	$(call say,AS)
	$(call compile,$(user-cflags) $(prog-cflags) $(asflags))

$(call track,$(O)/.libl4,$(libl4-y))
$(call track,$(O)/.libc,$(libc-y))
$(lib-l4): $(addprefix $(O)/,$(libl4-y)) $(O)/.libl4
$(lib-c): $(addprefix $(O)/,$(libc-y)) $(O)/.libc
$(lib-l4) $(lib-c):
	$(call say,AR)
	$(Q)rm -f $@ && $(AR) rcsD $@ $(filter %.o,$^)

$(O)/%.lds: %.lds.S $(O)/.user-flags
	$(call say,LDS)
	$(Q)mkdir -p $(@D) && $(CC) $(user-cflags) $(lds-flags) \
		-MMD -MP -MT $@ -MF $@.d -o $@ $<

# $(call prog-rules,NAME): NAME-y its objects, NAME-base its link address, NAME-cflags more flags,
# NAME-crt := none for a program with neither start-up code nor libraries of ours,
# NAME-lds its linker script, user/NAME/arch/$(ARCH)/NAME.lds.S if that exists, else the common one
prog-lds-source = $(or $($1-lds),$(wildcard user/$1/arch/$(ARCH)/$1.lds.S),$(user-lds))
user-lds := user/lib/l4/user.lds.S
prog-lds = $(O)/$(patsubst %.S,%,$(call prog-lds-source,$1))
prog-objs = $(addprefix $(O)/,$(if $(filter none,$($1-crt)),,$(crt-y)) $($1-y))
prog-libs = $(if $(filter none,$($1-crt)),,$(user-libs))
prog-ldflags = $(ldflags) $($1-ldflags) $(if $($1-base),--defsym=USER_BASE=$($1-base))
define prog-rules
$(call track,$(O)/.prog-$1,$(LD) $(prog-ldflags) $($1-cflags) $(prog-objs) $(prog-libs) $(LIBGCC))
$(addprefix $(O)/,$($1-y)): prog-cflags = $($1-cflags)
$(if $($1-cflags),$(addprefix $(O)/,$($1-y)): $(O)/.prog-$1)
$(O)/$1.elf: $(prog-objs) $(prog-lds) $(prog-libs) $(O)/.prog-$1
	$$(call say,LD)
	$$(Q)$$(LD) $(prog-ldflags) -T $(prog-lds) -o $$@ $(prog-objs) \
		--start-group $(prog-libs) $(LIBGCC) --end-group
endef
$(foreach p,$(prog-y),$(eval $(call prog-rules,$p)))

# Images: image-NAME lists the modules in boot order, kernel, sigma0 and root task first;
# image-NAME-args-PROGRAM is a module's command line.
images := $(filter image-%,$(subst -args-,-args ,$(.VARIABLES)))
images := $(sort $(patsubst image-%,%,$(filter-out %-args image-elfs image-lines,$(images))))
images := $(foreach i,demo test bench,$(filter $i,$(images))) \
	$(filter-out demo test bench,$(images))
image-elfs = $(addprefix $(O)/,$(addsuffix .elf,$(sort boot $(image-$1))))
define newline


endef
image-lines := $(foreach i,$(images),$(newline)image $i$(foreach p,$(image-$i),$(newline)module \
	$p.elf $(image-$i-args-$p)))
$(call track,$(O)/.images,config $(CONFIG)$(newline)arch $(ARCH)$(newline)platform \
	$(PLATFORM)$(newline)includes $(arch-includes)$(image-lines))

# Boards without a loader of modules: boot-IMAGE.elf is the boot program with all modules in it,
# boot-IMAGE.bin the same as bytes of memory.
ifeq ($(platform-modules),builtin)
boot-images := $(foreach i,$(images),$(foreach t,elf bin,$(O)/boot-$i.$t))
$(O)/stripped/%.elf: $(O)/%.elf
	$(call say,STRIP)
	$(Q)mkdir -p $(@D) && $(OBJCOPY) --strip-all $< $@

$(O)/boot-%.s: $(O)/.images ci/mkmodules ci/pecan.py
	$(call say,MODULES)
	$(Q)ci/mkmodules $(O) $* >$@

.SECONDARY: $(foreach i,$(images),$(O)/boot-$i.s $(O)/boot-$i.o)
$(O)/boot-%.o: $(O)/boot-%.s
	$(call say,AS)
	$(Q)$(boot-as) -o $@ $<

# How scripts make others: as the rules here do.
boot-as = $(CC) $(user-cflags) $(boot-cflags) $(asflags) -g0 -I$(O)/stripped -c
boot-link = $(LD) $(call prog-ldflags,boot) -T $(call prog-lds,boot) $(call prog-objs,boot) \
	$(LIBGCC)

$(O)/boot-%.bin: $(O)/boot-%.elf
	$(call say,BIN)
	$(Q)$(OBJCOPY) -O binary $< $@

define builtin-rules
$(O)/boot-$1.o: $(addprefix $(O)/stripped/,$(addsuffix .elf,$(image-$1)))
$(O)/boot-$1.elf: $(O)/boot.elf $(O)/boot-$1.o
	$$(call say,LD)
	$$(Q)$$(boot-link) -o $$@ $(O)/boot-$1.o
endef
$(foreach i,$(images),$(eval $(call builtin-rules,$i)))
endif

elfs := $(O)/kernel.elf $(addprefix $(O)/,$(addsuffix .elf,$(prog-y)))

$(O)/pecan.iso: $(elfs) $(O)/.images ci/mkiso
	$(call say,ISO)
	$(Q)SOURCE_DATE_EPOCH=$(gen-epoch) ci/mkiso $(O) $@

$(O)/pecan.uimage: $(boot-images) $(O)/.images ci/mkuimage
	$(call say,UIMAGE)
	$(Q)$(if $(uimage-elf),$(OBJCOPY) --strip-all $(O)/boot-$(firstword $(images)).elf $@, \
		SOURCE_DATE_EPOCH=$(gen-epoch) ci/mkuimage $(O) $(boot-base) $@)

# For scripts: the value of a variable.
print-%:
	@echo '$*=$($*)'

PHONY += all iso uimage uboot run gdb elfs
elfs: $(elfs) $(boot-images) $(O)/.images
iso uimage: %: $(O)/pecan.%
all: elfs $(platform-images:%=$(O)/pecan.%)

ifeq ($(filter iso,$(platform-images)),)
$(O)/pecan.iso: no-iso
endif
ifeq ($(filter uimage,$(platform-images)),)
$(O)/pecan.uimage: no-uimage
endif
no-%:
	@echo 'there is no $* image of $(CONFIG);' \
		'type: make $(or $(platform-images),run) CONFIG=$(CONFIG)'
	@false

# A new port (ci/new-port) begins without programs.
ifeq ($(filter boot,$(prog-y)),)
$(O)/boot.elf:
	@echo 'there are no programs of $(CONFIG) yet; see milestone 5 in doc/porting.md'
	@false
endif

# U-Boot for the emulator, if no package has one
build/uboot/%.bin:
	@echo '  UBOOT   $@ (from its source, once, one to two minutes)'
	$(Q)ci/build-uboot $* $(CROSS_COMPILE) $@
uboot: $(or $(uboot-bin),no-uboot)

IMAGE ?= $(firstword $(images))
run-iso = $(if $(filter iso uefi,$(BOOT)),$(O)/pecan.iso)
run-uimage = $(if $(and $(filter uboot,$(BOOT)),$(filter uimage,$(platform-images))), \
	$(O)/pecan.uimage)
run-needs = $(or $(run-iso),$(run-uimage),$(filter $(O)/boot-$(IMAGE).%,$(boot-images)), \
	$(call image-elfs,$(IMAGE))) $(if $(filter uboot,$(BOOT)),$(uboot-bin))
run: $(run-needs)
	$(Q)ci/run boot $(O) $(IMAGE) $(if $(BOOT),--boot $(BOOT))

gdb: $(run-needs)
	$(Q)ci/run gdb $(O) $(IMAGE) $(if $(BOOT),--boot $(BOOT))

-include $(kernel-objs:.o=.d) $(user-objs:.o=.d) $(O)/offsets.d $(O)/kernel.lds.d \
	$(foreach p,$(prog-y),$(call prog-lds,$p).d)
endif

.PHONY: $(PHONY)
