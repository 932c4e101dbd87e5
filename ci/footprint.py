# SPDX-License-Identifier: BSD-2-Clause
# footprint.py - kernel instructions and cache lines of an IPC, counted by a QEMU plugin.
"""
The bench image says `MARK n name` and executes the n-th instruction of the table bench_marks before
it measures what has that name; footprint.c counts what the kernel executes meanwhile.
"""
import bisect
import os
import re
import struct
import subprocess

import pecan

MARK = re.compile(r'^MARK (\d+) (\S+)$', re.M)
FIGURE = re.compile(r'^BENCH +([A-Za-z0-9_.]+) +(-?\d+(?:\.\d+)?)\s*$', re.M)
MARKS = 64                              # instructions in the table


def plugin(name):
    """Compile ci/NAME.c for this machine, once; tests of two configurations may do so at a time."""
    source, made = pecan.TOP + '/ci/%s.c' % name, pecan.TOP + '/build/%s.so' % name
    newest = max(os.path.getmtime(p) for p in (source, pecan.TOP + '/ci/qemu_plugin.h',
                                                 pecan.TOP + '/ci/qemu_marks.h'))
    if not os.path.exists(made) or os.path.getmtime(made) < newest:
        fresh = '%s.%d' % (made, os.getpid())
        command = ['gcc', '-std=gnu11', '-O2', '-Wall', '-Wextra', '-Werror', '-fPIC', '-shared',
                   '-fvisibility=hidden', '-o', fresh, source]
        subprocess.run(command, check=True)
        os.replace(fresh, made)
    return made


def code_range(path):
    """First address and end of an ELF file's executable segments."""
    with open(path, 'rb') as f:
        image = f.read()
    wide, order = image[4] == 2, '<' if image[5] == 1 else '>'
    phoff, = struct.unpack_from(order + ('Q' if wide else 'I'), image, 32 if wide else 28)
    entry, count = struct.unpack_from(order + 'HH', image, 54 if wide else 42)
    found = []
    for i in range(count):
        at = phoff + i * entry
        if wide:
            kind, flags, _, address, _, _, size = struct.unpack_from(order + 'IIQQQQQ', image, at)
        else:
            kind, _, address, _, _, size, flags = struct.unpack_from(order + '7I', image, at)
        if kind == 1 and flags & 1:                         # PT_LOAD, PF_X
            found.append((address, address + size))
    return min(a for a, _ in found), max(e for _, e in found)


def symbols(build, name):
    """Code symbols of an ELF file of the build as a sorted list of (address, name)."""
    nm = build.variables('NM')['NM']
    done = subprocess.run([nm, '-S', os.path.join(build.path, name)], check=True, text=True,
                          stdout=subprocess.PIPE)
    rows = [line.split() for line in done.stdout.splitlines()]
    return sorted((int(r[0], 16), r[-1], int(r[1], 16) if len(r) == 4 else 0)
                  for r in rows if r[-2] in 'tT')


def mark_table(build):
    """Argument of a plugin: where the bench image has its table of marks."""
    table = [s for s in symbols(build, 'bench.elf') if s[1] == 'bench_marks']
    if not table:
        raise pecan.Failure('%s: the bench image has no table of marks' % build.name)
    first, _, size = table[0]
    return 'marks=0x%x:%d:%d' % (first, size // MARKS, MARKS)


def run_plugin(build, name, image, extra, arguments, machine=()):
    """Boot an image under a plugin; (name of each mark, lines of its report, the console)."""
    out = os.path.join(build.path, name + '.txt')
    arguments = ['kernel=0x%x:0x%x' % code_range(build.path + '/kernel.elf'),
                 'out=' + out] + arguments
    command = pecan.qemu_command(build, build.modules(image, extra), icount=True) + list(machine)
    run = pecan.run_qemu(build, command + ['-plugin', ','.join([plugin(name)] + arguments)], 600)
    if run.timed_out or run.status not in build.machine.success or ' fail=0' not in run.output:
        raise pecan.Failure('%s: the %s image does not end well under the plugin:\n%s' % (
            build.name, image, run.output[-2000:]))
    with open(out, encoding='ascii') as f:
        names = {int(n): metric for n, metric in MARK.findall(run.output)}
        return names, f.read().splitlines(), run.output


def run_footprint(build, group='', traced=None):
    arguments = [mark_table(build)] + (['trace=%d' % traced] if traced else [])
    # Where software fills the TLB: behind it begins what counts as a stay in the kernel.
    arguments += ['through=0x%x' % s[0] for s in symbols(build, 'kernel.elf')
                  if s[1] == 'glue_general']
    return run_plugin(build, 'footprint', 'bench', group, arguments)


def parse(lines):
    """{mark: two runs}, a run being (instructions, code lines, data lines, addresses)."""
    found = {}
    for line in lines:
        word = line.split()
        if word[0] == 'footprint':
            runs = found.setdefault(int(word[1]), [])
        elif word[0] == 'run':
            runs.append(tuple(int(w) for w in word[1:]) + ([],))
        else:
            runs[-1][3].append(int(word[1], 16))
    return found


def metrics(build, group=''):
    """
    What the bench image prints; and per IPC the kernel's instructions one way and the lines of 64
    bytes of the worse direction. The plugin changes no count.
    """
    names, lines, output = run_footprint(build, group)
    found = {n: float(v) if '.' in v else int(v) for n, v in FIGURE.findall(output)}
    for mark, runs in parse(lines).items():
        if names[mark] == 'fault.roundtrip':
            found[names[mark] + '.kernel'] = sum(run[0] for run in runs)
        if not re.match(r'l?ipc\.', names[mark]):
            continue
        there, back = runs
        total = there[0] + back[0]
        found[names[mark] + '.kernel'] = total / 2 if total % 2 else total // 2
        found[names[mark] + '.ilines'] = max(there[1], back[1])
        found[names[mark] + '.dlines'] = max(there[2], back[2])
    return found


# --- where the instructions go ---------------------------------------------------------------

def stays_in(table, addresses):
    """Stays in functions, in the order of execution: [name, instructions]."""
    starts, stays = [s[0] for s in table], []
    for at in addresses:
        name = table[bisect.bisect_right(starts, at) - 1][1]
        if not stays or stays[-1][0] != name:
            stays.append([name, 0])
        stays[-1][1] += 1
    return stays


def show_functions(table, addresses):
    for name, count in stays_in(table, addresses):
        print('  %5d  %s' % (count, name))


def show_totals(table, addresses):
    """Functions in the order of their last instruction, with all they execute and their stays."""
    totals = {}
    for name, count in stays_in(table, addresses):
        insns, stays = totals.pop(name, (0, 0))
        totals[name] = (insns + count, stays + 1)
    for name, (insns, stays) in totals.items():
        print('  %5d  %s%s' % (insns, name, ' (%d times)' % stays if stays > 1 else ''))


def show_lines(build, addresses):
    """The source lines executed one after the other, each with its number of instructions."""
    tool = build.variables('NM')['NM'].replace('nm', 'addr2line')
    done = subprocess.run([tool, '-f', '-e', build.path + '/kernel.elf'], check=True, text=True,
                          input=''.join('0x%x\n' % a for a in addresses), stdout=subprocess.PIPE)
    rows = done.stdout.splitlines()
    stays = []
    for function, place in zip(rows[::2], rows[1::2]):
        path, _, number = place.split(' ')[0].rpartition(':')
        key = (function, path.lstrip('./'), number)
        if not stays or stays[-1][0] != key:
            stays.append([key, 0])
        stays[-1][1] += 1
    for (function, path, number), count in stays:
        text = pecan.read(path).splitlines() if os.path.isfile(pecan.TOP + '/' + path) else []
        index = int(number) - 1 if number.isdigit() else -1
        source = text[index].strip() if 0 <= index < len(text) else ''
        place = '%s:%s' % (os.path.basename(path), number)
        print('  %3d  %-28s %-20s %s' % (count, place, function, source))


def trace(build, name, by_line):
    """Print what the kernel executes in the cheapest two runs in succession."""
    names, _, _ = run_footprint(build)
    marks = [m for m, n in names.items() if n == name]
    if not marks:
        raise pecan.Failure('nothing is measured as %s; there are: %s' % (
            name, ' '.join(names.values())))
    _, lines, _ = run_footprint(build, traced=marks[0])
    table = symbols(build, 'kernel.elf')
    for run in parse(lines)[marks[0]]:
        print('%s: %d instructions, %d code lines, %d data lines' % ((name,) + run[:3]))
        if by_line:
            show_lines(build, run[3])
        else:
            show_functions(table, run[3])
