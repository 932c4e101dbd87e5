# SPDX-License-Identifier: BSD-2-Clause
# cycles.py - cycles of the kernel's part of an IPC, as llvm-mca estimates them from a trace.
"""
The instructions that the kernel has executed one way, in their order, are given to llvm-mca as if
they stood in a straight line, once. It knows the units and latencies of a CPU; it takes every
access for a hit and every jump for foreseen, and what it knows of entering and leaving the kernel
and of loading the page-table root is little. Of use to compare ways to write a path.
"""
import re
import shutil
import subprocess

import branches
import footprint
import pecan

TOOL = 'llvm-mca-19'
# Triple, and models that llvm-mca knows of CPUs that run the configuration.
MODELS = {
    'ia32': ('i386', ('atom', 'skylake', 'znver3')),
    'amd64': ('x86_64', ('atom', 'skylake', 'znver3')),
    'arm': ('armv7a', ('cortex-a9', 'cortex-a15')),
    'mips64': ('mips64', ('mips64r2', 'octeon')),
}
NUMBERED = {'mips64': ['-M', 'reg-names=numeric']}      # registers as llvm-mca knows them


def instructions(build, addresses):
    """{address: text} of the kernel's code from the first to the last of these."""
    first, end = min(addresses), max(addresses) + 16
    done = subprocess.run([branches.tool(build, 'objdump'), '-d', '--no-show-raw-insn',
                           *NUMBERED.get(build.config.split('_')[0], []),
                           '--start-address=%d' % first, '--stop-address=%d' % end,
                           build.path + '/kernel.elf'], check=True, text=True,
                          stdout=subprocess.PIPE)
    return {int(a, 16): as_input(text) for a, text in
            re.findall(r'^ *([0-9a-f]+):\t(.*?)\s*$', done.stdout, re.M)}


def as_input(text):
    """An instruction as objdump prints it, as llvm-mca reads it."""
    text = re.sub(r'\s*(<|;|@|\s#\s).*', '', text)        # comments; names of addresses
    pair = re.match(r'(ldrd|strd)(\s+)r(\d+), \[', text)  # names one register of two
    if pair:
        second = 'r%d, [' % (int(pair.group(3)) + 1)
        text = text.replace('[', second, 1)
    return re.sub(r'^(mcr|mrc)\s+(\d+), (\d+), (\w+), cr(\d+), cr(\d+), \{(\d+)\}',
                  r'\1 p\2, #\3, \4, c\5, c\6, #\7', text)


def estimate(build, addresses):
    """{model: cycles} of these instructions, one after the other."""
    triple, models = MODELS[build.config.split('_')[0]]
    table = instructions(build, addresses)
    text = ''.join('%s\n' % table[a] for a in addresses)
    found = {}
    for model in models:
        done = subprocess.run([TOOL, '-mtriple=' + triple, '-mcpu=' + model, '-iterations=1',
                               '-skip-unsupported-instructions=any', '-'], input=text, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if 'error:' in done.stderr:
            raise pecan.Failure('%s: %s' % (TOOL, done.stderr[:2000]))
        cycles = re.search(r'^Total Cycles: +(\d+)', done.stdout, re.M)
        if not cycles:
            raise pecan.Failure('%s gives no cycles for %s:\n%s' % (TOOL, model,
                                                                    done.stderr[-2000:]))
        found[model] = int(cycles.group(1))
    return found


def metrics(build, names=('ipc.inter.0', 'lipc.0')):
    """
    NAME.cycles.MODEL of the fast path in assembly: the dearer direction; nothing where that, the
    tool or a model is missing.
    """
    found = {}
    if not shutil.which(TOOL) or build.config.split('_')[0] not in MODELS:
        return found
    if 'CONFIG_ASM_FASTPATH=y' not in pecan.read(build.path + '/.config'):
        return found
    marks, _, _ = footprint.run_footprint(build, 'ipc')
    for mark, name in marks.items():
        if name not in names:
            continue
        _, lines, _ = footprint.run_footprint(build, 'ipc', traced=mark)
        for run in footprint.parse(lines)[mark]:
            for model, cycles in estimate(build, run[3]).items():
                key = '%s.cycles.%s' % (name, model)
                found[key] = max(found.get(key, 0), cycles)
    return found
