# SPDX-License-Identifier: BSD-2-Clause
# test_paths.py - IPC gives the same results whatever path it takes through the kernel.
import re

import pytest

import bench
import branches
import jobs
import pecan

PATHS = ('cfastpath', 'nofastpath', 'debug')        # fragments that change the path, or its code


def rounds(build):
    """{round: hashes of what each actor has seen}, as user/test/paths.c prints them."""
    bench.make(build)
    command = pecan.qemu_command(build, build.modules('test', 'paths/*'), icount=True)
    run = pecan.run_qemu(build, command, 300)
    results, error = pecan.parse_results(run.output)
    assert not error and all(r.passed for r in results), run.output[-2000:]
    return dict(re.findall(r'^paths (\d+\.\d+) (.+?)\s*$', run.output, re.M))


def differences(one, other):
    """Rounds that end in different ways."""
    mine, theirs = rounds(one), rounds(other)
    assert len(mine) >= 200 and mine.keys() == theirs.keys()
    return ['round %s: %s and %s' % (n, mine[n], theirs[n]) for n in mine if mine[n] != theirs[n]]


def test_equal(measured):
    """Random IPC without the fast path in assembly, and without any, ends as with it."""
    others = [f for f in PATHS if jobs.fragment_matters(measured.config, f)]
    if measured.llvm or measured.fragment or 'nofastpath' not in others:
        pytest.skip('there is no other path to compare with')
    for fragment in others:
        build = pecan.Build(measured.config, fragment=fragment)
        differ = differences(measured, build)
        assert not differ, '%s differs from %s\n%s' % (build.name, measured.name, '\n'.join(differ))


def test_conditions(plain):
    """That random IPC meets every condition of the fast path in assembly, and fails to."""
    if 'CONFIG_ASM_FASTPATH=y' not in pecan.read(plain.path + '/.config'):
        pytest.skip('it has none')
    if not branches.is_known(plain):
        pytest.skip('ci/branches.py does not know the conditional instructions of the CPU')
    assert branches.one_sided(plain, 'paths/*') == []
