# SPDX-License-Identifier: BSD-2-Clause
# test_boot.py - ways to boot: GRUB, other machines and memory sizes, damaged and missing modules.
import os
import re
import shlex
import subprocess

import pexpect
import pytest

import pecan

SECONDS = 180               # of a host that is busy with other work
STARTED = 'root task: ip '
SHELL = 'pecan> '


def console(build, command, wanted, prepare=lambda build, child: None):
    """Boot and wait for a text; the result is the console up to it."""
    child = pexpect.spawn(shlex.join(command), cwd=build.path, timeout=SECONDS, encoding='utf-8',
                          codec_errors='replace', echo=False)
    try:
        prepare(build, child)
        child.expect_exact(wanted)
        return (child.before + child.after).replace('\r', '')
    except (pexpect.TIMEOUT, pexpect.EOF):
        shown = (child.before or '').replace('\r', '')
        raise AssertionError('no %r; the console:\n%s' % (
            wanted, '\n'.join(shown.splitlines()[-40:]))) from None
    finally:
        child.close(force=True)


def qemu(build, modules=None, drop=(), more='', **how):
    """The command for a machine that differs: options dropped (with their argument) and added."""
    command = pecan.qemu_command(build, modules or build.modules('demo'), **how)
    for option in drop:
        at = command.index(option)
        del command[at:at + 2]
    return command + shlex.split(more)


def is_pc(build):
    """Is it one of the machines whose loader is GRUB, and a PC therefore?"""
    return build.machine.modules == 'multiboot'


def word_bytes(build):
    """Of a word of the kernel, which its file tells."""
    with open(build.path + '/kernel.elf', 'rb') as f:
        return 4 * f.read(5)[4]


def first_byte(build):
    """Where the boot program belongs in memory; it begins with the first instruction."""
    with open(build.path + '/boot-demo.elf', 'rb') as f:
        head = f.read(32)
    return int.from_bytes(head[24:32 if head[4] == 2 else 28], 'big' if head[5] == 2 else 'little')


def test_kernel_file(plain):
    """
    Other loaders search the file for the interface page, word by word; the first hit is it. They
    tell its word size by the API version and want room for descriptors.
    """
    if not is_pc(plain):
        pytest.skip('loaders of other boards look at the loaded image')
    with open(os.path.join(plain.path, 'kernel.elf'), 'rb') as f:
        data = f.read()
    at = next(i for i in range(0, len(data), 4) if data[i:i + 4] == b'L4\xe6K')
    assert at % 4096 == 0
    size = 4 if any(data[at + 4:at + 8]) else 8
    assert size == word_bytes(plain)
    version, info = (int.from_bytes(data[at + n * size:at + (n + 1) * size], 'little')
                     for n in (1, 21))
    assert version >> 24 == 0x84
    assert info >> 4 * size != 0 and info % (1 << 4 * size) >= 32


def test_kernel_is_small(plain):
    """Other loaders put nothing between 1 MiB and 4 MiB, and the kernel needs no more."""
    if not is_pc(plain):
        pytest.skip('the place of RAM is the board\'s')
    listed = subprocess.run(['readelf', '-lW', 'kernel.elf'], cwd=plain.path, check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    loads = [[int(w, 16) for w in line.split()[1:6]] for line in listed.splitlines()
             if line.split()[:1] == ['LOAD']]
    assert loads
    assert all(0x100000 <= paddr and paddr + size <= 0x400000 for _, _, paddr, _, size in loads)


def test_iso(plain):
    """The ISO image boots through GRUB to the shell."""
    if not is_pc(plain):
        pytest.skip('no ISO image for this board')
    status, output = plain.make('iso')
    assert status == 0, output
    console(plain, qemu(plain, boot='iso'), SHELL)


def test_uefi(plain):
    """The same by UEFI; the kernel finds the ACPI tables the loader names."""
    if not is_pc(plain):
        pytest.skip('no UEFI on this board')
    status, output = plain.make('iso')
    assert status == 0, output
    text = console(plain, qemu(plain, boot='uefi'), SHELL)
    assert 'interrupts by I/O APIC' in text and 'no ACPI' not in text, text


def test_multiboot1(plain, tmp_path):
    """GRUB also boots by the first version of its protocol."""
    if not is_pc(plain):
        pytest.skip('no GRUB on this board')
    iso = str(tmp_path / 'one.iso')
    subprocess.run([pecan.TOP + '/ci/mkiso', plain.path, iso, '1'], check=True)
    command = qemu(plain, boot='iso')
    command[command.index('pecan.iso')] = iso
    console(plain, command, SHELL)


def test_uboot(plain):
    """The image for U-Boot boots through it to the shell."""
    if plain.config not in pecan.UBOOT:
        pytest.skip('no U-Boot for this board')
    if plain.config in pecan.TYPED:
        if not os.path.exists(pecan.UBOOT[plain.config]):
            status, output = plain.make('uboot')
            assert status == 0, output
    status, output = plain.make('uimage')
    assert status == 0, output
    if plain.config in pecan.TYPED:
        command = [word.replace('boot-demo.elf', 'pecan.uimage')
                   for word in qemu(plain, boot='uboot')]
        text = console(plain, command, SHELL, pecan.type_commands)
        assert 'no memory size in the environment, found 256 MiB' in text, text
        return
    text = console(plain, qemu(plain, boot='uboot'), SHELL)
    assert 'U-Boot' in text and 'Starting kernel' in text, text


def test_uimage(plain, tmp_path):
    """For boards without U-Boot in the emulator: the image holds what boots."""
    if plain.config in pecan.UBOOT or is_pc(plain):
        pytest.skip('test_uboot boots it, or there is none')
    status, output = plain.make('uimage')
    assert status == 0, output
    kernel, place = str(tmp_path / 'kernel'), '0x%08x' % first_byte(plain)
    listed = subprocess.run(['dumpimage', '-l', 'pecan.uimage'], cwd=plain.path, check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    assert "Default Configuration: 'demo'" in listed, listed
    assert set(re.findall('(?:Load Address|Entry Point): +(.*)', listed)) == {place}, listed
    subprocess.run(['dumpimage', '-T', 'flat_dt', '-p', '0', '-o', kernel, 'pecan.uimage'],
                   cwd=plain.path, check=True, stdout=subprocess.DEVNULL)
    command = qemu(plain)
    command[command.index('-kernel') + 1] = kernel
    console(plain, command, SHELL)


def test_overlap(plain):
    """A raw image that lies over its own place when it is started, higher or lower, moves there."""
    if not plain.machine.movable:
        pytest.skip('not moved, or nothing describes the memory without a loader')
    for distance in (4, 0x8000, -4, -0x8000):
        at = first_byte(plain) + distance
        console(plain, qemu(plain, drop=('-kernel',), more='-device loader,file=boot-demo.bin,'
                            'force-raw=on,addr=%#x -device loader,cpu-num=0,addr=%#x' % (at, at)),
                STARTED)


def test_hyp(plain):
    """Started in a hypervisor's mode, the boot program leaves it."""
    if not plain.machine.hypervisor:
        pytest.skip('no machine that starts in such a mode')
    console(plain, qemu(plain, drop=('-M',), more=plain.machine.hypervisor), SHELL)


def is_wide(build):
    return is_pc(build) and word_bytes(build) == 8


@pytest.mark.parametrize('more', ['-M pc -m 32', '-M pc -m 3584', '-M q35 -m 256',
                                  '-M pc,acpi=off -m 64'], ids=lambda m: re.sub('[ -]+', '-', m))
def test_machine(plain, more):
    """Other memory sizes and chip sets reach the shell as well."""
    if not is_pc(plain):
        pytest.skip('machines of the PC')
    console(plain, qemu(plain, drop=('-M', '-m'), more=more), SHELL)


def features(text):
    """Those that the kernel found, from its line about the CPU."""
    return re.search(r'^cpu0: \S+ [0-9a-f]+:(.*)', text, re.M).group(1).split()


@pytest.mark.parametrize('cpu', ['pentium2', 'n270', 'Haswell', 'max', 'max,-nx,-pdpe1gb',
                                 'max,-x2apic,-tsc-deadline,-pcid,-invpcid,-smep,-smap,-umip'])
def test_cpu(plain, cpu):
    if not is_pc(plain):
        pytest.skip('processors of the PC')
    narrow = is_wide(plain) and cpu in ('pentium2', 'n270')
    text = console(plain, qemu(plain, cpu=cpu), 'this CPU has no 64-bit mode' if narrow else SHELL)
    if is_wide(plain) and cpu.startswith('max'):
        off = cpu.replace('pdpe1gb', '1gb').split(',-')
        wanted = [f for f in ('nx', '1gb', 'smep', 'smap', 'umip') if f not in off]
        assert [f for f in features(text) if 'pcid' not in f] == wanted, text


def test_no_fpu(plain):
    """Without an FPU everything else works, and its instructions are exceptions."""
    if not plain.machine.no_fpu:
        pytest.skip('every such CPU has an FPU')
    cpu, number = plain.machine.no_fpu
    console(plain, qemu(plain, cpu=cpu), SHELL)
    text = console(plain, qemu(plain, plain.modules('test', 'fpu/fresh.*'), cpu=cpu), 'DONE ')
    found = re.findall(r'^(?:not )?ok \d+ fpu/fresh\.\S+(.*), IP', text, re.M)
    assert found and set(found) == {' exception %d' % number}, text


def test_refused_cpu(plain):
    """A CPU that cannot run the kernel is told so, before anything hangs."""
    if not plain.machine.refused:
        pytest.skip('no such CPU fits the board')
    cpu, text = plain.machine.refused
    console(plain, qemu(plain, cpu=cpu), text)


@pytest.mark.parametrize('cpu', ['qemu64', 'max'])
def test_much_memory(plain, cpu):
    """What lies above 4 GiB belongs to the kernel's map and to sigma0; so do pages of 1 GiB."""
    if not is_wide(plain):
        pytest.skip('no PC whose physical addresses have more than 32 bits')
    modules = plain.modules('test', 'highmem/*')
    text = console(plain, qemu(plain, modules, cpu=cpu, drop=('-m',), more='-m 6G'), 'DONE ')
    assert 'ok 1 highmem/' in text and 'not ok' not in text, text
    skipped = ['no pages of 1 GiB'] if cpu == 'qemu64' else []
    assert re.findall('# skip (.*)', text) == skipped, text


def test_gigabyte(plain):
    """
    On 1 GiB a thousand spaces share a page, and a sixteenth of the memory, which the kernel takes,
    holds more than a million mappings of one page each.
    """
    if plain.machine.memory < 1024:
        pytest.skip('the board takes %d MiB at most' % plain.machine.memory)
    modules = plain.modules('test', 'mass/gigabyte.*')
    text = console(plain, qemu(plain, modules, drop=('-m',), more='-m 1G'), 'DONE ')
    assert text.count('\nok ') == 2 and 'not ok' not in text and 'skip' not in text, text
    count = int(re.search(r'^# (\d+) mappings', text, re.M).group(1))
    kernel = int(re.search(r'^memory: (\d+) KiB for the kernel', text, re.M).group(1))
    word = word_bytes(plain)
    assert count >= 1000000
    assert kernel * 1024 / count < 9 * word, '%.1f bytes each' % (kernel * 1024 / count)


# Fields of an ELF header and a program header: offset and bytes in files of 32 and of 64 bits.
ELF = {'type': ((16, 2), (16, 2)), 'machine': ((18, 2), (18, 2)), 'phoff': ((28, 4), (32, 8)),
       'phentsize': ((42, 2), (54, 2)), 'phnum': ((44, 2), (56, 2))}
PT_LOAD = 1
SPARC = 2               # no port is for that
SEGMENT = {'paddr': ((12, 4), (24, 8)), 'memsz': ((20, 4), (40, 8))}


def number(image, at, size):
    return int.from_bytes(image[at:at + size], 'little' if image[5] == 1 else 'big')


def first_segment(image):
    """The first program header of a file that is to be loaded: (number, offset)."""
    start, size, count = (number(image, *ELF[name][image[4] == 2])
                          for name in ('phoff', 'phentsize', 'phnum'))
    return next((n, start + n * size) for n in range(count)
                if number(image, start + n * size, 4) == PT_LOAD)


def field(image, name):
    """Where a field of a file is: (offset, bytes, byte order); of its first segment."""
    wide, order = image[4] == 2, 'little' if image[5] == 1 else 'big'
    if name in ELF:
        return ELF[name][wide] + (order,)
    offset, size = SEGMENT[name][wide]
    return first_segment(image)[1] + offset, size, order


def patch(name, value):
    """A negative value fills the whole field from its upper end."""
    def change(image):
        at, size, order = field(image, name)
        data = (value % (1 << 8 * size)).to_bytes(size, order)
        return image[:at] + data + image[at + size:]
    return change


DAMAGE = {
    'empty': (lambda image: b'', 'the file is empty'),
    'text': (lambda image: b'Once upon a time there was a kernel.\n' * 10, 'not an ELF file'),
    'head-only': (lambda image: image[:40], 'the file ends within the ELF header'),
    'truncated': (lambda image: image[:0x1100], '(truncated?)'),
    'other-cpu': (patch('machine', SPARC), 'built for another CPU'),
    'object': (patch('type', 1), 'not an executable'),
    'no-segments': (patch('phnum', 0), 'no program headers'),
    'headers-outside': (patch('phoff', -16), 'program headers lie outside the file'),
    'wild-address': (patch('paddr', -4096), 'program header {}: physical addresses'),
    'file-exceeds-memory': (patch('memsz', 4), 'size in the file exceeds size in memory'),
}


def refused(plain, modules, *words):
    """The boot program stops with one message that contains the words."""
    text = console(plain, qemu(plain, modules), 'stopped, no kernel was started')
    message = re.search(r'error: (.*(?:\n(?!Pecan).*)*)', text).group(1)
    for word in words:
        assert word in message, text


@pytest.mark.parametrize('damage', sorted(DAMAGE))
def test_damaged_module(measured, tmp_path, damage):
    """A damaged module, wherever it stands, is named together with its defect."""
    modules = measured.modules('test')[:3]
    change, words = DAMAGE[damage]
    for n, (name, args) in enumerate(modules):
        with open(measured.path + '/' + name, 'rb') as f:
            image = f.read()
        (tmp_path / name).write_bytes(change(image))
        broken = list(modules)
        broken[n] = (str(tmp_path / name), args)
        refused(measured, broken, 'module %d' % n, name,
                words.format(first_segment(image)[0]))


def test_missing_module(plain):
    modules = plain.modules('test')[:3]
    for count in (1, 2):
        role = ('kernel', 'sigma0', 'root task')[count]
        refused(plain, modules[:count], 'module %d' % count, role, 'is missing')


def test_kernel_without_kip(plain):
    """A program in the kernel's place is recognized."""
    modules = plain.modules('test')[:3]
    refused(plain, [modules[1]] + modules[1:], 'module 0', 'kernel', 'interface page')
