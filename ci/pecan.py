# SPDX-License-Identifier: BSD-2-Clause
# pecan.py - what the scripts of ci/ share: configurations, builds, machines, QEMU, test output.
"""
A machine is data (MACHINES), a build is a directory (Build), a run is Machine + Build + image.
"""
import array
import fnmatch
import os
import re
import select
import shlex
import shutil
import subprocess
import sys
import time
from collections import namedtuple

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# One line per configuration: emulator, machine arguments, how modules are passed ('multiboot', or
# inside the boot program, which is started as a file of type 'elf' or 'bin'), the exit status of
# success, and the CPU models tests are spread over (the first is the one of 'make run').
# Then, where there is such a thing: a CPU without FPU and the number of the exception that its
# instructions are; the most memory in MiB, if that is less than 1 GiB; arguments by which it starts
# in a hypervisor's mode; whether its boot program may be started as raw bytes at any place; a CPU
# that is none for this kernel and what the console then says.
# isa-debug-exit makes status 2v+1 of the value v written: 0x10 (33) is success; 0 is a power-off.
Machine = namedtuple('Machine', 'qemu args modules success cpus icount '
                     'no_fpu memory hypervisor movable refused', defaults=(
    # Time that counts instructions, for every clock of the machine: idle time passes at once.
    '-icount shift=0,sleep=off -rtc clock=vm',
    None, 1024, None, False, None))
RELEASE_2 = 'the kernel is for release 2 of MIPS64; this CPU has another one'
# On Malta, QEMU's timer of MIPS CPUs is set far ahead before it announces its interrupt, and an
# idle machine would jump there.  So something has to be due soon at any time: a buffer for packets,
# of which there are none, that is emptied every 100 us.
MALTA_TIME = ('-icount shift=0,sleep=off -rtc clock=vm -netdev hubport,id=none,hubid=0 '
              '-object filter-buffer,id=soon,netdev=none,interval=100')
UHI = '-semihosting-config enable=on,target=native,userspace=on'
MACHINES = {
    'ia32_pc99': Machine(
        'qemu-system-i386',
        '-M pc -m 128 -device isa-debug-exit,iobase=0xf4,iosize=4',
        'multiboot', (0, 33), ('qemu32', 'max', 'qemu32,-sep,-apic'), no_fpu=('qemu32,-fpu', 7)),
    'amd64_pc99': Machine(
        'qemu-system-x86_64',
        '-M pc -m 128 -device isa-debug-exit,iobase=0xf4,iosize=4',
        'multiboot', (0, 33), ('qemu64', 'max'),
        refused=('qemu32', 'this CPU has no 64-bit mode; it needs the kernel of ia32')),
    'mips64_malta': Machine(
        'qemu-system-mips64', '-M malta -m 128 ' + UHI, 'elf', (0,),
        ('MIPS64R2-generic', '5KEf'), MALTA_TIME, no_fpu=('5KEc', 11),
        refused=('5Kc', RELEASE_2)),
    'mips64el_malta': Machine(
        'qemu-system-mips64el', '-M malta -m 128 ' + UHI, 'elf', (0,),
        ('MIPS64R2-generic', '5KEf'), MALTA_TIME, no_fpu=('5KEc', 11),
        refused=('5Kc', RELEASE_2)),
    'arm_virt': Machine(
        'qemu-system-arm',
        '-M virt -m 128 -semihosting-config enable=on,target=native,userspace=on',
        'elf', (0,), ('cortex-a15', 'cortex-a7'), no_fpu=('cortex-a15,vfp=off,neon=off', 1),
        hypervisor='-M virt,virtualization=on', movable=True),
    'arm_versatilepb': Machine(
        'qemu-system-arm',
        '-M versatilepb -m 128 -audiodev none,id=quiet -global pl041.audiodev=quiet ' + UHI,
        'bin', (0,), ('arm926',), no_fpu=('arm926,vfp=off', 1), memory=256),
}
UEFI = '/usr/share/ovmf/OVMF.fd'
COMMON = '-display none -nic none -no-reboot'

# U-Boot for the emulators, and where in memory the image for it is (clear of everything else).
UBOOT = {'arm_virt': '/usr/lib/u-boot/qemu_arm/u-boot.bin',
         'mips64_malta': os.path.join(TOP, 'build/uboot/malta64.bin'),      # built: see Makefile
         'mips64el_malta': '/usr/lib/u-boot/malta64el/u-boot.bin'}
# U-Boots that boot nothing by themselves: their prompt and what is typed there.  The image has been
# loaded to the beginning of the fifth 16 MiB.  If reversed, QEMU reverses each word of the flash.
Typed = namedtuple('Typed', 'prompt lines reversed', defaults=(False,))
BOOTELF = ('setenv autostart yes', 'bootelf 0xffffffff84000000')
TYPED = {'mips64_malta': Typed('malta # ', BOOTELF),
         'mips64el_malta': Typed('maltael # ', BOOTELF, reversed=True)}
TYPED_ADDRESS = 0x04000000
FIT_ADDRESS = 0x48000000

Images = namedtuple('Images', 'config arch platform shared images')


class Failure(Exception):
    """Something a user must be told in one line."""


# The same code in the other byte order. What asks nothing of that is tested once, where all is.
ALIKE = {'mips64el_malta': 'mips64_malta'}


def configs():
    names = os.listdir(os.path.join(TOP, 'configs'))
    return sorted(n[:-len('_defconfig')] for n in names if n.endswith('_defconfig'))


def read_images(out):
    """What the Makefile wrote about a build: OUT/.images."""
    images, facts = {}, {}
    with open(os.path.join(out, '.images'), encoding='utf-8') as f:
        for line in f:
            word = line.strip().split(' ', 2)
            if word[0] == 'image':
                modules = images.setdefault(word[1], [])
            elif word[0] == 'module':
                modules.append((word[1], word[2] if len(word) > 2 else ''))
            elif len(word) > 1:
                facts[word[0]] = ' '.join(word[1:])
    return Images(facts['config'], facts['arch'], facts['platform'],
                  re.findall(r'-I(\S+)', facts.get('includes', '')), images)


def module_source(modules):
    """Assembly that makes modules, [(file, arguments)], a part of the boot program."""
    text = '\t.section .modules.data, "a"\n'
    for n, (name, _) in enumerate(modules):
        text += '\t.balign 4096\n.Lstart%d:\n\t.incbin "%s"\n.Lend%d:\n' % (n, name, n)
    text += '\t.balign 4096\n\t.section .modules.strings, "a"\n'
    for n, (name, args) in enumerate(modules):
        line = ' '.join([os.path.basename(name), args]).strip()
        if not re.fullmatch(r'[ !#-\[\]-~]+', line):
            raise Failure('a command line that assembly cannot quote: %s' % line)
        text += '.Lline%d:\n\t.asciz "%s"\n' % (n, line)
    text += '\t.section .modules.table, "a"\n'
    for n in range(len(modules)):
        text += '\t.dc.a .Lstart%d, .Lend%d, .Lline%d\n' % (n, n, n)
    return text + '\t.section .note.GNU-stack, ""\n'


class Modules(list):
    """Modules [(file, arguments)] of an image; extra has been appended to the last one's."""

    def __init__(self, modules, image, extra):
        super().__init__(modules)
        self.image, self.extra = image, extra


def link_image(build, modules):
    """Like an image of the Makefile, of any modules."""
    words = build.variables('boot-as', 'boot-link', 'OBJCOPY')
    base = os.path.join(build.out, 'boot-custom')
    with open(os.path.join(TOP, base + '.s'), 'w', encoding='ascii') as f:
        f.write(module_source(modules))
    for command in ([words['boot-as'], '-o', base + '.o', base + '.s'],
                    [words['boot-link'], '-o', base + '.elf', base + '.o'],
                    [words['OBJCOPY'], '-O', 'binary', base + '.elf', base + '.bin']):
        done = subprocess.run(' '.join(command), cwd=TOP, shell=True, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            raise Failure('%s:\n%s' % (' '.join(command), done.stdout))
    return Modules(modules, 'custom', '')


class Build:
    """A configuration, a compiler and at most one fragment; and the directory all that goes to."""

    def __init__(self, config, llvm=False, fragment=None, out=None):
        self.config, self.llvm, self.fragment = config, llvm, fragment
        self.name = '-'.join([config] + [fragment] * bool(fragment) + ['llvm'] * bool(llvm))
        self.out = out or os.path.join('build', self.name)

    def begin_with(self, other):
        """
        Where nothing has been built yet: begin with a copy of another build, so that only what
        their options make different is compiled.
        """
        if os.path.exists(self.path) or not os.path.exists(other.path):
            return
        shutil.copytree(other.path, self.path, ignore=shutil.ignore_patterns('*.log', '*.sock'))
        place = re.compile('(%s/)?%s(?=[/=])' % (re.escape(TOP), re.escape(other.out)))
        for base, _, files in os.walk(self.path):
            for name in (n for n in files if n.startswith('.') or n.endswith('.d')):
                path = os.path.join(base, name)
                when = os.stat(path)
                with open(path, encoding='utf-8') as f:
                    text = f.read()
                with open(path, 'w', encoding='utf-8') as f:
                    f.write(place.sub(lambda m: self.path if m.group(1) else self.out, text))
                os.utime(path, ns=(when.st_atime_ns, when.st_mtime_ns))
        os.utime(os.path.join(self.path, 'include/config/auto.conf'), (0, 0))

    def make(self, *goals):
        """Build; the result is (status, output)."""
        command = ['make', '-j2', 'CONFIG=' + self.config, 'O=' + self.out]
        command += ['LLVM=1'] * self.llvm
        command += ['FRAGMENT=' + self.fragment] if self.fragment else []
        env = {k: v for k, v in os.environ.items() if k not in ('MAKEFLAGS', 'MFLAGS', 'MAKELEVEL')}
        done = subprocess.run(command + list(goals), cwd=TOP, env=env, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              errors='replace')
        return done.returncode, done.stdout

    def variables(self, *names):
        """Values of Makefile variables in this configuration."""
        status, output = self.make('-s', *['print-' + n for n in names])
        if status:
            raise Failure(output.strip())
        found = dict(line.split('=', 1) for line in output.splitlines() if '=' in line)
        return {n: found.get(n, '') for n in names}

    @property
    def machine(self):
        if self.config not in MACHINES:
            raise Failure('ci/pecan.py has no machine for %s; add a line to MACHINES' % self.config)
        return MACHINES[self.config]

    @property
    def path(self):
        return os.path.join(TOP, self.out)

    def modules(self, image, extra=''):
        """The modules of an image as [(file, arguments)]; extra is appended to the last one's."""
        images = read_images(self.path).images
        if image not in images:
            raise Failure('%s has no image %s; it has: %s' % (self.out, image, ' '.join(images)))
        modules = Modules(images[image], image, extra)
        if extra:
            name, args = modules[-1]
            modules[-1] = (name, (args + ' ' + extra).strip())
        return modules


def write_swapped(source, target):
    """Copy firmware with the bytes of each 32-bit word reversed, for QEMU to reverse again."""
    with open(source, 'rb') as f:
        words = array.array('I', f.read())
    words.byteswap()
    with open(target, 'wb') as f:
        f.write(words.tobytes())


def type_commands(build, child):
    """Make a U-Boot boot, a child of pexpect; the first line that is typed may get lost."""
    typed = TYPED[build.config]
    child.expect_exact('Net:')
    child.sendline('')
    for line in ('',) + typed.lines:
        child.expect_exact(typed.prompt)
        child.sendline(line)


def qemu_command(build, modules, boot='kernel', cpu=None, icount=False, serial='stdio'):
    """The command that boots modules, to be run inside the build directory."""
    machine = build.machine
    command = [machine.qemu] + shlex.split(machine.args) + shlex.split(COMMON)
    command += ['-cpu', cpu or machine.cpus[0], '-serial', serial]
    if not serial.startswith('mon:'):
        command += ['-monitor', 'none']
    if icount:
        command += shlex.split(machine.icount)
    if boot == 'uefi':          # firmware for 64-bit CPUs; these run 32-bit kernels, too
        command[0] = 'qemu-system-x86_64'
        command[command.index('-cpu') + 1] = cpu or 'qemu64'
        command += ['-bios', UEFI]
    if boot in ('iso', 'uefi'):
        return command + ['-cdrom', 'pecan.iso', '-boot', 'd']
    if boot == 'uboot':         # more memory for the image, which no device brings
        if build.config not in UBOOT:
            raise Failure('there is no U-Boot for the emulator of %s; type: make run CONFIG=%s' %
                          (build.config, build.config))
        command[command.index('-m') + 1] = '256'
        if build.config in TYPED:
            flash = UBOOT[build.config]
            if TYPED[build.config].reversed:
                write_swapped(flash, os.path.join(build.path, 'uboot.bin'))
                flash = 'uboot.bin'
            return command + ['-bios', flash, '-device',
                              'loader,file=boot-%s.elf,force-raw=on,addr=%#x' % (
                                  modules.image, TYPED_ADDRESS)]
        flash = 'if=pflash,unit=1,format=raw,readonly=on,file=pecan.uimage.env'
        return command + ['-bios', UBOOT[build.config], '-drive', flash, '-device',
                          'loader,file=pecan.uimage,force-raw=on,addr=%#x' % FIT_ADDRESS]
    if machine.modules != 'multiboot':
        if not isinstance(modules, Modules):
            modules = link_image(build, modules)
        command += ['-kernel', 'boot-%s.%s' % (modules.image, machine.modules)]
        return command + (['-append', '-- ' + modules.extra] if modules.extra else [])
    names = [' '.join([name, args]).strip().replace(',', ',,') for name, args in modules]
    return command + ['-kernel', 'boot.elf', '-initrd', ','.join(names)]


Run = namedtuple('Run', 'status output seconds timed_out')


def run_qemu(build, command, timeout, silence=120):
    """
    Boot without a terminal and wait for the end, or until the console has been silent or the whole
    has lasted too long (both in seconds).
    """
    start, output, late = time.monotonic(), b'', False
    with subprocess.Popen(command, cwd=build.path, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as child:
        while True:
            left = min(silence, start + timeout - time.monotonic())
            if not select.select([child.stdout], [], [], max(left, 0))[0]:
                late = True
                child.kill()
                break
            data = os.read(child.stdout.fileno(), 65536)
            if not data:
                break
            output += data
    text = output.decode('utf-8', 'replace').replace('\r', '')
    return Run(child.returncode, text, time.monotonic() - start, late)


Result = namedtuple('Result', 'name passed detail')
LINE = re.compile(r'^(ok|not ok) +(\d+) +([^\s:]+)(.*)$')
DONE = re.compile(r'^DONE pass=(\d+) fail=(\d+)\s*$', re.M)


def parse_results(output):
    """
    Results of the lines 'ok 12 ipc/reply-wait' and 'not ok 13 ...'; the lines between two of them
    belong to the second. The second value is what is wrong with the whole, or None.
    """
    results, since = [], []
    for line in output.splitlines():
        m = LINE.match(line)
        if m:
            since.append(line)
            results.append(Result(m.group(3), m.group(1) == 'ok', '\n'.join(since[-40:])))
            since = []
        else:
            since.append(line)
    done = DONE.findall(output)
    failed = sum(not r.passed for r in results)
    if not done:
        return results, 'no DONE line'
    if (int(done[-1][0]), int(done[-1][1])) != (len(results) - failed, failed):
        return results, 'the DONE line counts %s passed, %s failed; the lines say %d, %d' % (
            done[-1] + (len(results) - failed, failed))
    return results, None


def matches(name, glob):
    return not glob or fnmatch.fnmatchcase(name, glob) or fnmatch.fnmatchcase(name, glob + '/*')


def sources(*patterns):
    """Tracked and new files below TOP whose path matches one of the patterns, relative to TOP."""
    try:
        listed = subprocess.run(['git', 'ls-files', '-co', '--exclude-standard'], cwd=TOP,
                                check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                text=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        listed = [os.path.relpath(os.path.join(b, f), TOP) for b, _, fs in os.walk(TOP) for f in fs]
        listed = [p for p in listed if not p.startswith(('build/', '.git/'))]
    return sorted(p for p in set(listed) if os.path.isfile(os.path.join(TOP, p))
                  and any(fnmatch.fnmatchcase(p, pattern) for pattern in patterns))


def read(path):
    with open(os.path.join(TOP, path), encoding='utf-8', errors='replace') as f:
        return f.read()


def verdict(problems):
    """End of a check script: print each problem, exit with 1 if there is one."""
    problems = list(problems)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
