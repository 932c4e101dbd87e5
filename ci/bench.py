# SPDX-License-Identifier: BSD-2-Clause
# bench.py - the numbers of 'make bench': instruction counts, sizes of the kernel, lines per layer.
import os
import re
import struct

import footprint
import irqoff
import pecan

LINE = re.compile(r'^BENCH +([A-Za-z0-9_.]+) +(-?\d+(?:\.\d+)?)\s*$', re.M)


def sections(path):
    """Bytes of an ELF file's allocated sections: text, rodata, data, bss."""
    with open(path, 'rb') as f:
        image = f.read()
    wide, order = image[4] == 2, '<' if image[5] == 1 else '>'
    shoff, = struct.unpack_from(order + ('Q' if wide else 'I'), image, 40 if wide else 32)
    entry, count = struct.unpack_from(order + 'HH', image, 58 if wide else 46)
    total = {'text': 0, 'rodata': 0, 'data': 0, 'bss': 0}
    for i in range(count):
        form = order + ('IIQQQQ' if wide else 'IIIIII')
        _, kind, flags, _, _, size = struct.unpack_from(form, image, shoff + i * entry)
        if not flags & 2:                                   # SHF_ALLOC
            continue
        if kind == 8:                                       # SHT_NOBITS
            total['bss'] += size
        elif flags & 4:                                     # SHF_EXECINSTR
            total['text'] += size
        else:
            total['data' if flags & 1 else 'rodata'] += size
    return total


def lines(*dirs):
    """Non-blank lines of C and assembly below some directories of the tree."""
    patterns = [d + '/*.[chS]' for d in dirs]
    return sum(1 for p in pecan.sources(*patterns) for line in pecan.read(p).splitlines()
               if line.strip())


def layer_dirs(build):
    """The source directories of each layer that one build uses."""
    facts = pecan.read_images(build.path)

    def shared(layer):
        return [d for d in facts.shared if d.startswith(layer)]

    return {'generic': ['src/generic'],
            'kdb': ['src/kdb'],
            'arch': ['src/arch/' + facts.arch] + shared('src/arch/'),
            'glue': ['src/glue/v4-' + facts.arch] + shared('src/glue/'),
            'platform': ['src/platform/common', 'src/platform/' + facts.platform]}


def static_metrics(build):
    found = {'size.' + k: v for k, v in sections(build.path + '/kernel.elf').items()}
    found.update({'lines.' + k: lines(*d) for k, d in layer_dirs(build).items()})
    return found


def metrics(build):
    """Build, boot the bench image with one instruction per nanosecond, and collect."""
    print('%s: building' % build.name, flush=True)
    status, output = build.make('elfs')
    if status:
        raise pecan.Failure('%s does not build:\n%s' % (build.name, output[-2000:]))
    print('%s: measuring' % build.name, flush=True)
    command = pecan.qemu_command(build, build.modules('bench'), icount=True)
    run = pecan.run_qemu(build, command, 600)
    found = {n: float(v) if '.' in v else int(v) for n, v in LINE.findall(run.output)}
    if run.timed_out or run.status not in build.machine.success or ' fail=0' not in run.output:
        raise pecan.Failure('%s: the bench image %s; the end of its output:\n%s' % (
            build.name, 'hangs' if run.timed_out else 'ends with status %d' % run.status,
            run.output[-2000:]))
    found.update(footprint.metrics(build))
    stretches = irqoff.metrics(build)
    if irqoff.problems(stretches):
        raise pecan.Failure('%s: %s' % (build.name, '; '.join(irqoff.problems(stretches))))
    found.update(stretches)
    found.update(static_metrics(build))
    return found


def show(name, found):
    print('\n%s' % name)
    for metric in sorted(found, key=lambda m: [int(p) if p.isdigit() else p.ljust(9)
                                               for p in re.split(r'(\d+)', m)]):
        print('  %-28s %10s' % (metric, found[metric]))
