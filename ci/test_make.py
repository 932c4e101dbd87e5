# SPDX-License-Identifier: BSD-2-Clause
# test_make.py - the build system: what is rebuilt when, and what a mistake is answered with.
import os
import re
import shutil
import subprocess
import time

import pexpect
import pytest

import pecan

STEP = re.compile(r'^  ([A-Z]+) +(\S+)\n', re.M)
# What contains the kernel where the boot program carries all modules.
CARRIES = re.compile(r'stripped/kernel\.elf|boot-\w+\.\w+')


def make(*words, env=None):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(('MAKE', 'MFLAGS'))}
    return subprocess.run(['make'] + list(words), cwd=pecan.TOP, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          env=dict(clean, **(env or {})), timeout=300)


def steps(plain, out, *words):
    """Build in a directory of our own; the result is the list of (tool, file) that make said."""
    done = make('-j2', 'CONFIG=' + plain.config, 'O=' + str(out), *(words or ('elfs',)))
    assert done.returncode == 0, STEP.sub('', done.stdout)
    return STEP.findall(done.stdout)


@pytest.fixture(scope='module')
def tree(tmp_path_factory):
    return tmp_path_factory.mktemp('make')


def copied(plain, tree):
    """A build in a directory of our own that began as a copy of the plain one."""
    out = tree / plain.name
    pecan.Build(plain.config, plain.llvm, plain.fragment, str(out)).begin_with(plain)
    steps(plain, out)
    return out


def own_steps(*words):
    """Those apart from what is made anew whenever the kernel is."""
    return [(tool, name) for tool, name in steps(*words) if not CARRIES.fullmatch(name)]


def change(out, old, new):
    path = os.path.join(out, '.config')
    text = pecan.read(path)
    assert old in text
    with open(path, 'w', encoding='ascii') as f:
        f.write(text.replace(old, new))


def test_nothing_changed(plain):
    """A second build does nothing, quickly."""
    steps(plain, plain.out)
    start = time.monotonic()
    assert steps(plain, plain.out) == []
    assert time.monotonic() - start < 2


def test_one_option(sample, tree):
    """A changed option rebuilds the objects that depend on it, and links; the same back again."""
    out = copied(sample, tree)
    change(out, '# CONFIG_ASSERT is not set', 'CONFIG_ASSERT=y')
    built = own_steps(sample, out)
    compiled = [name for tool, name in built if tool in ('CC', 'AS')]
    assert ('LD', 'kernel.elf') in built
    for name in compiled:
        listed = pecan.read(os.path.join(out, name[:-2] + '.d'))
        assert 'include/config/assert.h' in listed, name
    assert steps(sample, out) == []
    every = [p for p in pecan.sources('src/*.c', 'src/*.S') if (out / (p[:-2] + '.o')).exists()]
    assert len(compiled) < len(every)
    change(out, 'CONFIG_ASSERT=y', '# CONFIG_ASSERT is not set')
    assert sorted(n for t, n in own_steps(sample, out) if t in ('CC', 'AS')) == sorted(compiled)


def test_reproducible(sample, tree):
    """Two builds in different directories are equal to the bit."""
    steps(sample, sample.out)
    out = tree / 'elsewhere' / (sample.name + '-2')
    elfs = [name for tool, name in steps(sample, out) if tool == 'LD']
    assert 'kernel.elf' in elfs and 'boot.elf' in elfs
    for name in elfs:
        with open(os.path.join(sample.path, name), 'rb') as f:
            assert f.read() == (out / name).read_bytes(), name
    shutil.rmtree(out)


def test_touched_source(plain, tree):
    """A file newer than its object rebuilds that and what is linked from it, nothing else."""
    out = copied(plain, tree)
    source = os.stat(os.path.join(pecan.TOP, 'src/generic/main.c')).st_mtime
    os.utime(out / 'src/generic/main.o', (source - 1, source - 1))
    assert own_steps(plain, out) == [('CC', 'src/generic/main.o'), ('LD', 'kernel.elf')]


def one_line(done, *words):
    """The command failed with one line, apart from make's own, which contains the words."""
    assert done.returncode != 0
    lines = [line for line in done.stdout.splitlines() if not line.startswith('make')]
    assert len(lines) <= 2, done.stdout
    for word in words:
        assert word in lines[0], done.stdout


def test_unknown_configuration():
    for words in (('CONFIG=ia23_pc99', 'run'), ('ia23_pc99_defconfig',)):
        one_line(make(*words), "unknown configuration 'ia23_pc99'", 'type: make', 'ia32_pc99')


def test_unknown_fragment():
    one_line(make('FRAGMENT=dbug'), "unknown fragment 'dbug'", 'type: make', 'debug')


def test_missing_compiler():
    one_line(make('CROSS_COMPILE=nothing-', 'elfs'), "no 'nothing-gcc'", 'type: make install-deps')


def test_contradictory_option(plain, tree):
    out = tree / 'contradiction'
    steps(plain, out, plain.config + '_defconfig')
    config = (out / '.config').read_text()
    (out / '.config').write_text(config + 'CONFIG_WINGS=y\n')
    done = make('O=' + str(out), 'CONFIG=' + plain.config, 'elfs')
    assert done.returncode != 0
    assert 'CONFIG_WINGS=y has no effect: there is no such option' in done.stdout
    assert 'type: make olddefconfig' in done.stdout
    assert 'CONFIG_WINGS=y' in make('O=' + str(out), 'CONFIG=' + plain.config,
                                    'olddefconfig').stdout
    assert 'WINGS' not in (out / '.config').read_text()


def test_defconfig_round_trip(plain, tree):
    out = tree / 'roundtrip'
    steps(plain, out, plain.config + '_defconfig')
    steps(plain, out, 'savedefconfig')
    saved = (out / 'defconfig').read_text().splitlines()[2:]
    kept = [x for x in pecan.read('configs/%s_defconfig' % plain.config).splitlines()
            if not x.startswith('# ') or 'is not set' in x]
    assert sorted(saved) == sorted(kept)


def test_edited_configuration_is_kept(plain, tree):
    out = tree / 'edited'
    steps(plain, out, plain.config + '_defconfig')
    change(out, 'CONFIG_KDB=y', '# CONFIG_KDB is not set')
    steps(plain, out, 'olddefconfig')
    assert '# CONFIG_KDB is not set' in (out / '.config').read_text()
    steps(plain, out, plain.config + '_defconfig')
    assert 'CONFIG_KDB=y' in (out / '.config').read_text()


def test_menuconfig(plain, tree):
    """The menu appears, is left by escape, and the configuration is as before."""
    out = tree / 'menu'
    steps(plain, out, plain.config + '_defconfig')
    before = pecan.read(str(out / '.config'))
    child = pexpect.spawn('make', ['CONFIG=' + plain.config, 'O=' + str(out), 'menuconfig'],
                          cwd=pecan.TOP, dimensions=(30, 100), timeout=20, encoding='utf-8',
                          env=dict(os.environ, TERM='vt100', MAKEFLAGS=''))
    child.expect('Pecan configuration')
    child.expect('ebugging')
    child.send('\x1b\x1b')
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert options(before) == options(pecan.read(str(out / '.config')))


def options(text):
    return [line for line in text.splitlines() if 'CONFIG_' in line]


def test_gdb(plain):
    """GDB is attached at reset and stops in the kernel."""
    if not shutil.which('gdb-multiarch'):
        pytest.skip('gdb-multiarch is not installed')
    done = subprocess.run(['make', 'CONFIG=' + plain.config, 'O=' + plain.out, 'gdb'], text=True,
                          cwd=pecan.TOP, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          input='hbreak kernel_main\ncontinue\nbacktrace 1\nkill\n', timeout=60)
    assert re.search(r'#0 .*kernel_main', done.stdout), done.stdout


def test_panic(plain):
    """A panic says why, how the kernel got there, and ends the machine."""
    if not shutil.which('gdb-multiarch'):
        pytest.skip('gdb-multiarch is not installed')
    done = subprocess.run(['make', 'CONFIG=' + plain.config, 'O=' + plain.out, 'gdb'], text=True,
                          cwd=pecan.TOP, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          input='hbreak kprintf\ncontinue\nbacktrace 2\ndelete\njump *panic\n',
                          timeout=60)
    caller = re.search(r'#1 .* in (\w+) \(', done.stdout).group(1)
    text = pecan.read(os.path.join(plain.path, 'gdb-console.log'))
    assert re.search(r'PANIC: .*\n+.*\n+backtrace:\n(.*\n)* +[0-9a-f]+ %s\+' % caller,
                     text), text


def test_missing_packages(tmp_path):
    """Without any tool the answer is the one line that installs them."""
    for tool in ('sh', 'dirname', 'ls', 'sed'):
        (tmp_path / tool).symlink_to(shutil.which(tool))
    done = subprocess.run(['sh', 'ci/install-deps', '-n', 'config', 'build', 'run'], cwd=pecan.TOP,
                          env={'PATH': str(tmp_path)}, stdout=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert 'apt-get install' in done.stdout
    for package in ('kconfig-frontends-nox', 'gcc-i686-linux-gnu', 'qemu-system-x86'):
        assert package in done.stdout


def test_help():
    done = make('help')
    for word in ('run', 'check', 'bench', 'menuconfig', 'iso', 'gdb', 'NAME_defconfig'):
        assert re.search(r'^  make %s ' % word, done.stdout, re.M), word
    for config in pecan.configs():
        assert re.search(r'^  %s +\S' % config, done.stdout, re.M), config
