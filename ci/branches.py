# SPDX-License-Identifier: BSD-2-Clause
# branches.py - which conditions of the fast path in assembly a run has seen met, and refused.
import os
import re
import subprocess
import typing

import footprint
import pecan

INSN = re.compile(r'^ *([0-9a-f]+):\t(?:[0-9a-f]{2,8} ?)+\s*\t(.*?)\s*$', re.M)


class Cpu(typing.NamedTuple):
    """How to tell by its name what a conditional instruction of a CPU is."""
    jump: str                           # goes on elsewhere, or not
    slot: int = 0                       # bytes behind a jump that are executed before it is made
    access: str = '(?!)'                # accesses memory, or not
    unseen: str = '(?!)'                # does something that nobody sees


ARM = '(eq|ne|cs|cc|mi|pl|vs|vc|hi|ls|ge|lt|gt|le)$'
CPUS = {
    'ia32': Cpu(r'j(?!mp)'),
    'amd64': Cpu(r'j(?!mp)'),
    'arm': Cpu('b' + ARM, access='(ldr|str)b?' + ARM,
               unseen='(?!teq$|mls$|svc$|(bic|lsl|mov|mul)s$|b..$|(ldr|str)b?' + ARM + ').+' + ARM),
    'mips64': Cpu('b(eq|ne|lt|le|gt|ge)', slot=4, unseen='mov[zn]$'),
}


def is_known(build):
    return build.config.split('_')[0] in CPUS


def tool(build, name):
    return re.sub('nm(-[0-9]+)?$', lambda m: name + (m.group(1) or ''),
                  build.variables('NM')['NM'])


def code(build):
    """First address and end of fastpath.o in the kernel."""
    cpu = build.variables('ARCH')['ARCH']
    made = '%s/src/glue/v4-%s/fastpath.o' % (build.path, cpu)
    size = subprocess.run([tool(build, 'size'), '-A', made], check=True, text=True,
                          stdout=subprocess.PIPE).stdout
    bytes_of_text = max(int(n) for n in re.findall(r'^\.(?:text|vectors\.\w+) +(\d+)', size, re.M))
    names = subprocess.run([build.variables('NM')['NM'], made], check=True, text=True,
                           stdout=subprocess.PIPE).stdout
    offset, name = re.search(r'^([0-9a-f]+) T (glue_fast\w*)$', names, re.M).groups()
    first = next(s[0] for s in footprint.symbols(build, 'kernel.elf') if s[1] == name)
    first -= int(offset, 16)
    return first, first + bytes_of_text


def conditions(build, first, end):
    """Conditional instructions in the code: [(address, name, text with the nearest label)]."""
    cpu = CPUS[build.variables('ARCH')['ARCH']]
    text = subprocess.run([tool(build, 'objdump'), '-d', '--start-address=%d' % first,
                           '--stop-address=%d' % end, build.path + '/kernel.elf'], check=True,
                          text=True, stdout=subprocess.PIPE).stdout
    found, label, before = [], '', ''
    for line in text.splitlines():
        head = re.match(r'^[0-9a-f]+ <(.*)>:$', line)
        insn = INSN.match(line)
        if head:
            label = head.group(1)
        elif insn:
            name = insn.group(2).split()[0]
            if any(re.match(kind, name) for kind in (cpu.jump, cpu.access, cpu.unseen)):
                found.append((int(insn.group(1), 16), name,
                              '%s: %s; %s' % (label, before, insn.group(2))))
            before = insn.group(2)
    return found


# Conditions that random IPC does not reach on both sides, and who does.
ELSEWHERE = (
    r'\(%esp\); jne', r'\$0x100,%r11d; jne',       # single step and other flags: vectors
    r'\$0x2b,%ebx; jne', r'\$0x43,%r11d; jne',      # the user has loaded gs: abi
    r'local: (test +%(ebp|rdi),.*; je|cmp\sfp, #0; beq)',   # an UTCB area of several tables: space
    r',%ecx; jne .*special_other',                  # I/O ports, debug registers: io
    r'special: test +\$0xfffffffe,%ebx; jne',       # the same
    r'other: cmp\s+(\$0x6,%e[ac]x; je|r8, #6; beq)',    # deleted, and not yet taken apart: reaper
    r'(accepted_\w+|special): cmp\s(r2|fp), #0; beq',  # a space without asid: arm/many-spaces
    r'dsrl\st8,t8,0x8; bnez',                         # the same: many
    r'xori\sa7,a7,0x6; beqz',                         # deleted, as above
)


def run_tests(build, extra):
    """Boot the test image under the plugin; {address: as branches.c reports}."""
    out = os.path.join(build.path, 'branches.txt')
    arguments = 'code=0x%x:0x%x,out=%s' % (code(build) + (out,))
    command = pecan.qemu_command(build, build.modules('test', extra), icount=True)
    run = pecan.run_qemu(build, command + ['-plugin', footprint.plugin('branches') + ',' +
                                           arguments], 600)
    results, error = pecan.parse_results(run.output)
    if error or not all(r.passed for r in results):
        raise pecan.Failure('%s under the plugin:\n%s' % (build.name, run.output[-2000:]))
    with open(out, encoding='ascii') as f:
        return {int(a, 16): tuple(int(n) for n in rest) for a, *rest in map(str.split, f)}


def outcome(cpu, seen, address, name):
    """How often the condition of an instruction did not hold, and how often it did."""
    if re.match(cpu.jump, name):
        return seen.get(address + cpu.slot, (0, 0, 0))[:2]
    if re.match(cpu.access, name):
        on, elsewhere, accesses = seen.get(address, (0, 0, 0))
        return on + elsewhere - accesses, accesses
    return 0, 0


def one_sided(build, extra):
    """
    Conditions that were only met, only refused, or neither, while the tests `extra` ran: [(text,
    (not taken, taken))]. Copies of a condition for several kinds of messages count together.
    """
    seen, sums, texts = run_tests(build, extra), {}, {}
    cpu = CPUS[build.variables('ARCH')['ARCH']]
    for address, name, text in conditions(build, *code(build)):
        if any(re.search(e, text) for e in ELSEWHERE):
            continue
        condition = re.sub(r'^\S+: |([ ,][0-9a-f]+ <.*)', '', text)
        here, before = outcome(cpu, seen, address, name), sums.get(condition, (0, 0))
        sums[condition] = (here[0] + before[0], here[1] + before[1])
        texts.setdefault(condition, text)
    return [(texts[c], n) for c, n in sums.items() if 0 in n]
