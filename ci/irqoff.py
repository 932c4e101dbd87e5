# SPDX-License-Identifier: BSD-2-Clause
# irqoff.py - the longest stretches of kernel instructions without interrupts, by a QEMU plugin.
"""
The group `irqoff` of the bench image attacks the kernel; irqoff.c finds of each attack the longest
stretch between two places where the kernel lets interrupts in.
"""
import collections

import footprint
import pecan

LIMIT = 4000                            # instructions, whatever users do

# By CPU, as bytes of instructions in memory: what lets interrupts in, or returns from an exception
# and so ends it (the kernel has none but at such places), and what stops that.  Vectors outside the
# kernel's image are part of it.  The hostile tests, which take 20 seconds more, are a part of
# 'make check' where they did most, and of 'make bench' everywhere.
Windows = collections.namedtuple('Windows', 'opens closes vectors hostile', defaults=((), False))
WINDOWS = {
    # sti, iret; cli
    'ia32': Windows('fb:cf', 'fa', hostile=True),
    'amd64': Windows('fb:48cf', 'fa', hostile=True),
    # cpsie i, msr cpsr_c, #0x53, ldm lr, {sp, lr, pc}^, movs pc, lr, rfeia sp;
    # cpsid i, msr cpsr_c, #0xd3
    'arm': Windows('62b6:53f021e3:00e0dee8:0ef0b0e1:000a9df8', '72b6:d3f021e3',
                   (0xffff0000, 0xffff0020)),
    # ei, eret; di
    'mips64': Windows('41606020:42000018', '41606000'),
    'mips64el': Windows('20606041:18000042', '00606041'),
}


def windows_of(build):
    """The row of its CPU, or None: nothing can be counted."""
    return WINDOWS.get(build.config.split('_')[0])


def parse(lines):
    """{mark: (stretches, instructions of the longest one, their addresses)}"""
    found = {}
    for line in lines:
        word = line.split()
        if word[0] == 'stretch':
            found[int(word[1])] = (int(word[2]), int(word[3]), addresses := [])
        else:
            addresses.append(int(word[1], 16))
    return found


def stretches(build, image='bench', extra='irqoff'):
    """{name: as above}; images without marks have one, named like the image."""
    windows = windows_of(build)
    if not windows:
        raise pecan.Failure('ci/irqoff.py does not know the CPU of %s; add a line to WINDOWS' %
                            build.config)
    arguments = ['open=' + windows.opens, 'close=' + windows.closes]
    if windows.vectors:
        arguments.append('kernel=0x%x:0x%x' % windows.vectors)
    if image == 'bench':
        arguments.append(footprint.mark_table(build))
    names, lines, _ = footprint.run_plugin(build, 'irqoff', image, extra, arguments)
    return {names.get(mark, image): what for mark, what in parse(lines).items()}


def attacks(build):
    """The longest stretch of each attack of the bench image, and of tests that empty caches."""
    found = {name: longest for name, (_, longest, _) in stretches(build).items()}
    _, found['irqoff.coherence'], _ = stretches(build, 'test', 'coherence/*')['test']
    return found


def metrics(build):
    """The same, that of the hostile tests, and of all; nothing where the CPU is unknown."""
    if not windows_of(build):
        return {}
    found = attacks(build)
    _, found['irqoff.hostile'], _ = stretches(build, 'test', 'hostile/*')['test']
    found['irqoff.worst'] = max(found.values())
    return found


def problems(found):
    """Metrics that exceed the limit."""
    return ['%s is %d, the limit %d' % (name, n, LIMIT) for name, n in sorted(found.items())
            if n > LIMIT]


def show(build, image, extra, name):
    """Print all stretches, or by function where one of them spends its time."""
    found = stretches(build, image, extra)
    if not name:
        for key in sorted(found, key=lambda k: -found[k][1]):
            print('%6d  %s, of %d' % (found[key][1], key, found[key][0]))
        return
    if name not in found:
        raise pecan.Failure('no such stretch: ' + name)
    addresses = found[name][2]
    table = footprint.symbols(build, 'kernel.elf')
    print('%s: %d instructions; in the order of the last visit:' % (name, len(addresses)))
    footprint.show_totals(table, addresses)
