# SPDX-License-Identifier: BSD-2-Clause
# bench.py - the numbers of 'make bench': instruction counts, sizes of the kernel, lines per layer.
import json
import os
import re
import struct

import footprint
import irqoff
import jobs
import pecan

BASELINE = 'ci/bench-baseline.json'
TOLERANCE = 0.02
GATED = ('ipc.', 'lipc.', 'string.', 'map.', 'unmap.', 'fault.', 'thread.', 'syscall.',
         'threadswitch.', 'schedule.', 'exregs.', 'timeout.', 'irq.', 'scale.')
GROWS = ('string.65536.bytes_per_insn',)                # the more, the better
PLACED = re.compile(r'(ipc\.intra|lipc)\..*lines')        # depends on where the linker puts data

# Builds by whose fragment the same IPC takes the C fast path, and the general path.
SLOWER = (('ipc.cfast', 'cfastpath'), ('ipc.cpath', 'nofastpath'))


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


def make(build):
    status, output = build.make('elfs')
    if status:
        raise pecan.Failure('%s does not build:\n%s' % (build.name, output[-2000:]))


def counts(build):
    """What the bench image counts, on this build and on those without (assembly) fast path."""
    found = footprint.metrics(build)
    for name, fragment in SLOWER:
        if not build.fragment and not build.llvm and jobs.fragment_matters(build.config, fragment):
            slower = pecan.Build(build.config, fragment=fragment)
            make(slower)
            found.update((metric.replace('ipc', name, 1), value)
                         for metric, value in footprint.metrics(slower, 'ipc').items()
                         if re.fullmatch(r'ipc\.inter\.\d+\.total', metric))
    return found


def metrics(build):
    """Build, boot the bench image with one instruction per nanosecond, and collect."""
    print('%s: building' % build.name, flush=True)
    make(build)
    print('%s: measuring' % build.name, flush=True)
    found = counts(build)
    stretches = irqoff.metrics(build)
    if irqoff.problems(stretches):
        raise pecan.Failure('%s: %s' % (build.name, '; '.join(irqoff.problems(stretches))))
    found.update(stretches)
    found.update(static_metrics(build))
    return found


# --- the baseline ----------------------------------------------------------------------------

def gated(found):
    """The metrics that must not grow: counts, which do not depend on the host."""
    return {m: v for m, v in found.items()
            if m.startswith(GATED) and m not in GROWS and not PLACED.match(m)}


def baseline():
    return json.loads(pecan.read(BASELINE)) if os.path.exists(pecan.TOP + '/' + BASELINE) else {}


def write_baseline(table):
    """Record these counts, {configuration: metrics}; others in the file stay."""
    recorded = baseline()
    recorded.update((name, gated(found)) for name, found in table.items())
    with open(os.path.join(pecan.TOP, BASELINE), 'w', encoding='ascii') as f:
        json.dump(recorded, f, indent=1, sort_keys=True)
        f.write('\n')


def problems(name, found):
    """Gated metrics that have grown by more than the tolerance, or are not those recorded."""
    recorded, found = baseline().get(name, {}), gated(found)
    for metric in sorted(set(recorded) | set(found)):
        before, now = recorded.get(metric), found.get(metric)
        if before is None:
            yield '%s is %s, %s records none' % (metric, now, BASELINE)
        elif now is None:
            yield '%s was %s, now it is not measured' % (metric, before)
        elif now > before * (1 + TOLERANCE):
            yield '%s has grown from %s to %s' % (metric, before, now)


def show(name, found):
    print('\n%s' % name)
    for metric in sorted(found, key=lambda m: [int(p) if p.isdigit() else p.ljust(9)
                                               for p in re.split(r'(\d+)', m)]):
        print('  %-28s %10s' % (metric, found[metric]))
