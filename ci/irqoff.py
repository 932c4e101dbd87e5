# SPDX-License-Identifier: BSD-2-Clause
# irqoff.py - the longest stretches of kernel instructions without interrupts, by a QEMU plugin.
"""
The group `irqoff` of the bench image attacks the kernel; irqoff.c finds of each attack the longest
stretch between two places where the kernel lets interrupts in.
"""
import footprint
import pecan

LIMIT = 4000                            # instructions, whatever users do

# What lets interrupts in and what stops that, by CPU: bytes of instructions in memory.
# x86: sti, iret (to the kernel); cli.
WINDOWS = {
    'ia32': ('fb:cf', 'fa'),
    'amd64': ('fb:48cf', 'fa'),
}


def is_known(build):
    return build.config.split('_')[0] in WINDOWS


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
    opens, closes = WINDOWS[build.config.split('_')[0]]
    arguments = ['open=' + opens, 'close=' + closes]
    if image == 'bench':
        arguments.append(footprint.mark_table(build))
    names, lines, _ = footprint.run_plugin(build, 'irqoff', image, extra, arguments)
    return {names.get(mark, image): what for mark, what in parse(lines).items()}


def metrics(build):
    """The longest stretch of each attack, of the hostile tests, and of all."""
    if not is_known(build):
        return {}
    found = {name: longest for name, (_, longest, _) in stretches(build).items()}
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
