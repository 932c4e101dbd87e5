# SPDX-License-Identifier: BSD-2-Clause
# test_style.py - ci/check-style finds what asks for a CPU or board in a place for all of them.
import subprocess

import pecan

SOURCE = '''/* SPDX-License-Identifier: BSD-2-Clause */
/* one.c - conditions. */
#ifdef __ARM_ARCH
#if CONFIG_ARM_V7
int a = IS_ENABLED(CONFIG_MIPS64_BIG_ENDIAN);
#if defined(CONFIG_PLATFORM_PC99)
#if CONFIG_RAM_BASE && CONFIG_HAVE_IO_PORTS
'''
MAKE = '''# SPDX-License-Identifier: BSD-2-Clause
# one.mk - conditions.
ifeq ($(ARCH),arm)
x := $(filter pc99,$(PLATFORM)) $(CONFIG_ARCH_IA32)
ifneq ($(ARCH),)
include user/boot/arch/$(ARCH)/files.mk
'''


def found(path):
    done = subprocess.run(['ci/check-style', str(path)], cwd=pecan.TOP, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return [line.split(': ', 1)[0].rsplit(':', 1)[1] + ' ' + line.rsplit(': ', 1)[1]
            for line in done.stdout.splitlines() if 'asks for' in line]


def test_conditions(tmp_path):
    source, make = tmp_path / 'one.c', tmp_path / 'one.mk'
    source.write_text(SOURCE)
    make.write_text(MAKE)
    assert found(source) == ['3 __ARM_ARCH', '4 CONFIG_ARM_V7', '5 CONFIG_MIPS64_BIG_ENDIAN',
                             '6 CONFIG_PLATFORM_PC99']
    assert found(make) == ['3 $(ARCH)', '4 $(PLATFORM)']
