# SPDX-License-Identifier: BSD-2-Clause
# test_newport.py - the skeleton that ci/new-port writes into a copy of the tree is complete.
import os
import re
import shutil
import subprocess

import pytest

import pecan

# Options of ci/new-port, by what is special about them.
SKELETONS = {
    '64': ('--cross', 'x86_64-linux-gnu-'),
    '32': ('--cross', 'i686-linux-gnu-', '--bits', '32', '--board', 'toy1'),
    'divisions': ('--cross', 'arm-linux-gnueabi-', '--bits', '32',
                  '--clang', 'armv7-linux-gnueabi'),
    'big-endian': ('--cross', 'mips64-linux-gnuabi64-', '--big-endian',
                   '--clang', 'mips64-linux-gnuabi64', '--flags=-mno-abicalls -G0'),
}


@pytest.fixture
def copy(tmp_path):
    for path in pecan.sources('*'):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(os.path.join(pecan.TOP, path), tmp_path / path)
    return tmp_path


def run(copy, *words):
    env = {k: v for k, v in os.environ.items() if not k.startswith(('MAKE', 'MFLAGS'))}
    return subprocess.run(words, cwd=copy, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, env=env, timeout=300)


@pytest.mark.parametrize('kind', sorted(SKELETONS))
def test_skeleton(copy, kind):
    """It compiles, links, has every function of the contracts, and each panics with its name."""
    options = SKELETONS[kind]
    if not shutil.which(options[1] + 'gcc'):
        pytest.skip('no %sgcc' % options[1])
    done = run(copy, 'ci/new-port', 'toy', *options)
    assert done.returncode == 0, done.stdout
    config = re.search(r'make CONFIG=(\w+)', done.stdout).group(1)
    done = run(copy, 'make', '-j2', 'CONFIG=' + config, 'all')
    assert done.returncode == 0, done.stdout
    assert (copy / 'build' / config / 'kernel.elf').exists()
    done = run(copy, 'make', 'run', 'CONFIG=' + config)
    assert done.returncode != 0 and 'see milestone 5 in doc/porting.md' in done.stdout, done.stdout
    if '--clang' in options:
        done = run(copy, 'make', '-j2', 'CONFIG=' + config, 'LLVM=1', 'all')
        assert done.returncode == 0, done.stdout
        assert (copy / 'build' / (config + '-llvm') / 'kernel.elf').exists()
    checks = [('contract',), ('layers',), ('style',), ('config',), ('duplicates',)]
    for check in checks + [('headers', config)] * (kind == '64'):   # alike in all, and the slowest
        done = run(copy, 'ci/check-' + check[0], *check[1:])
        assert done.returncode == 0, done.stdout
    assert 'panic("arch_init_cpu");' in (copy / 'src/arch/toy/cpu.c').read_text()
    assert 'panic("arch_pte_kind");' in (copy / 'src/arch/toy/arch_pte.h').read_text()
    assert 'panic("glue_mr_get");' in (copy / 'src/glue/v4-toy/glue_inline.h').read_text()


def test_refused(copy):
    """Names that are taken or no names change nothing."""
    before = sorted(str(p) for p in copy.rglob('*'))
    for name in ('amd64', 'Toy', 'a/b'):
        done = run(copy, 'ci/new-port', name)
        assert done.returncode == 1 and len(done.stdout.splitlines()) == 1, done.stdout
    assert sorted(str(p) for p in copy.rglob('*') if '__pycache__' not in str(p)) == before
