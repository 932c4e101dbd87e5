# SPDX-License-Identifier: BSD-2-Clause
# bench.py - the numbers of 'make bench': instruction counts, sizes of the kernel, lines per layer.
import json
import os
import re
import struct

import cycles
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


def make(build):
    status, output = build.make('elfs')
    if status:
        raise pecan.Failure('%s does not build:\n%s' % (build.name, output[-2000:]))


def static_metrics(build):
    """Lines; and bytes of the kernel, which counts as it is in production, without the debugger."""
    lean = build if build.fragment else pecan.Build(build.config, build.llvm, 'lean')
    if lean is not build:
        lean.begin_with(build)
        make(lean)
    found = {'size.' + k: v for k, v in sections(lean.path + '/kernel.elf').items()}
    found.update({'lines.' + k: lines(*d) for k, d in layer_dirs(build).items()})
    return found


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
    found.update(cycles.metrics(build))
    stretches = irqoff.metrics(build)
    if irqoff.problems(stretches):
        raise pecan.Failure('%s: %s' % (build.name, '; '.join(irqoff.problems(stretches))))
    found.update(stretches)
    found.update(static_metrics(build))
    return found


# --- the baseline ----------------------------------------------------------------------------

def gated(found):
    """The metrics that must not grow: counts, which do not depend on the host."""
    return {m: v for m, v in found.items() if m.startswith(GATED) and m not in GROWS
            and not PLACED.match(m) and '.cycles.' not in m}


def baseline():
    return json.loads(pecan.read(BASELINE)) if os.path.exists(pecan.TOP + '/' + BASELINE) else {}


def write_baseline(table):
    """
    Record these counts, {configuration: metrics}; others in the file stay, and so do cycles where
    there is no tool to estimate them.
    """
    recorded = baseline()
    for name, found in table.items():
        old = recorded.get(name, {})
        estimated = found if any('.cycles.' in m for m in found) else old
        recorded[name] = gated(found)
        recorded[name].update((m, v) for m, v in estimated.items() if '.cycles.' in m)
    with open(os.path.join(pecan.TOP, BASELINE), 'w', encoding='ascii') as f:
        json.dump(recorded, f, indent=1, sort_keys=True)
        f.write('\n')
    write_table(recorded)


# What doc/performance.md shows: text, metric, how many operations the metric stands for.
ROWS = (
    ('IPC between spaces, 0 words, kernel', 'ipc.inter.0.kernel', 1),
    ('... with user stubs', 'ipc.inter.0.total', 1),
    ('... lines of code', 'ipc.inter.0.ilines', 1),
    ('... lines of data', 'ipc.inter.0.dlines', 1),
    ('... 4 words, kernel', 'ipc.inter.4.kernel', 1),
    ('... 60 words, kernel', 'ipc.inter.60.kernel', 1),
    ('... by the fast path in C, with stubs', 'ipc.cfast.inter.0.total', 1),
    ('... without fast path, with stubs', 'ipc.cpath.inter.0.total', 1),
    ('... beside 1,000 waiting threads', 'scale.ipc.1000', 1),
    ('ReplyWait of a server with 1,000 clients, kernel', 'ipc.replywait.1000.kernel', 1),
    ('Owners of FPU state, kernel', 'ipc.fpu.inter.0.kernel', 1),
    ('Send, kernel', 'ipc.send.0.kernel', 1),
    ('Send, and wait for a third thread, kernel', 'ipc.third.0.kernel', 1),
    ('IPC inside a space, kernel', 'ipc.intra.0.kernel', 1),
    ('Lipc, kernel', 'lipc.0.kernel', 1),
    ('Interrupt to its handler', 'irq.to_user.total', 1),
    ('Page fault, round trip, kernel', 'fault.roundtrip.kernel', 1),
    ('ExchangeRegisters, halt and wake', 'exregs.halt_wake.total', 1),
    ('ThreadSwitch', 'threadswitch.total', 1),
    ('Thread, create and delete', 'thread.create_delete.total', 1),
    ('Map 1 page', 'map.1.total', 1),
    ('Map 16 pages, per page', 'map.16.total', 16),
    ('Map 1,024 pages, per page', 'map.1024.total', 1024),
    ('Unmap 1 page', 'unmap.1.total', 1),
    ('Unmap 16 pages, per page', 'unmap.16.total', 16),
    ('Unmap 1,024 pages, per page', 'unmap.1024.total', 1024),
    ('Cycles of ipc.inter.0, Atom model', 'ipc.inter.0.cycles.atom', 1),
    ('... Skylake model', 'ipc.inter.0.cycles.skylake', 1),
    ('... Zen 3 model', 'ipc.inter.0.cycles.znver3', 1),
    ('... Cortex-A9 model', 'ipc.inter.0.cycles.cortex-a9', 1),
    ('... Cortex-A15 model', 'ipc.inter.0.cycles.cortex-a15', 1),
    ('... MIPS64R2 model', 'ipc.inter.0.cycles.mips64r2', 1),
    ('... Octeon model', 'ipc.inter.0.cycles.octeon', 1),
)
MARKERS = '<!-- written by make bench -->\n', '<!-- end -->\n'


def figure(found, metric, operations):
    value = found.get(metric)
    if value is None:
        return ''
    return ('%.1f' if value / operations % 1 else '%d') % (value / operations)


def write_table(recorded):
    """Bring the table of doc/performance.md up to date."""
    path, names = os.path.join(pecan.TOP, 'doc/performance.md'), sorted(recorded)
    lines = ['| one | metric | ' + ' | '.join(names) + ' |\n', '|---' * (2 + len(names)) + '|\n']
    for text, metric, operations in ROWS:
        cells = [figure(recorded[n], metric, operations) for n in names]
        if any(cells):
            lines.append('| %s | `%s` | %s |\n' % (text, metric, ' | '.join(cells)))
    before, rest = pecan.read('doc/performance.md').split(MARKERS[0])
    with open(path, 'w', encoding='utf-8') as f:
        f.write(before + MARKERS[0] + ''.join(lines) + MARKERS[1] + rest.split(MARKERS[1])[1])


def show_in_manual(table):
    """The same with what has been measured now, {configuration: metrics}, where it is recorded."""
    recorded = baseline()
    for name in recorded:
        recorded[name].update(table.get(name, {}))
    write_table(recorded)


def problems(name, found):
    """Gated metrics that have grown by more than the tolerance, or are not those recorded."""
    recorded, found = gated(baseline().get(pecan.ALIKE.get(name, name), {})), gated(found)
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
