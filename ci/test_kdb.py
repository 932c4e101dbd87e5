# SPDX-License-Identifier: BSD-2-Clause
# test_kdb.py - the kernel debugger: ways in, every command, breakpoints, steps; GDB's helpers.
import re
import shlex
import shutil
import subprocess
import tempfile

import pytest

import pecan
from test_demo import Session, session

KDB = 'kdb> '
KEY = '\x1d'
ENTERED = re.compile(r'--- kdb: ([^;]*); thread ([0-9a-f]+) at ([0-9a-f]+) ---')
HELPERS = 'ci/gdb/pecan.py'


def entry(s):
    """Wait for the debugger; the result is (reason, thread, instruction pointer)."""
    found = ENTERED.search(s.expect(re.escape(KDB)))
    assert found, s.log[-1000:]
    return found.groups()


def kdb(s, line):
    """Run a command of the debugger; the result is what it prints."""
    s.child.send(line + '\r')
    s.expect(re.escape(line) + '\r+\n')
    return s.expect(re.escape(KDB))[:-len(KDB)]


def enter(s):
    s.child.send('kdb\r')
    return entry(s)


def go(s):
    s.child.send('g\r')
    s.prompt()
    assert '0 failed' in s.command('test')


def address(build, name, elf='kernel.elf'):
    """The value of a symbol, in hexadecimal."""
    nm = subprocess.run(['nm', '%s/%s' % (build.path, elf)], check=True, stdout=subprocess.PIPE,
                        text=True).stdout
    return re.search(r'^([0-9a-f]+) \w %s$' % name, nm, re.M).group(1)


def test_threads(debug):
    with session(debug) as s:
        reason, shell, ip = enter(s)
        assert reason == 'shell'
        listed = kdb(s, 't')
        assert re.search(r'^%s running .* %s current$' % (shell, ip), listed, re.M), listed
        assert len(re.findall(r'^[0-9a-f]+ waiting +any ', listed, re.M)) >= 2, listed
        one = kdb(s, 'T')
        assert one == kdb(s, 'T ' + shell)
        for word in ('mode user', 'pager', 'scheduler', 'MR', 'BR', 'in user mode', ip):
            assert word in one, one
        assert 'current ' + shell in kdb(s, 'q')
        assert 'now' in kdb(s, 'o')
        console = re.search(r'^ *[0-9a-f]+ ([0-9a-f]+) .*\(console\)$', kdb(s, 'i'), re.M)
        assert 'waiting' in kdb(s, 'T ' + console.group(1))
        assert 'glue_' in kdb(s, 'w')
        go(s)


def test_memory(debug):
    with session(debug) as s:
        _, shell, ip = enter(s)
        spaces = kdb(s, 's')
        sigma0 = re.search(r'^([0-9a-f]+) .* sigma0 privileged$', spaces, re.M).group(1)
        pages = kdb(s, 'p ' + shell)
        assert 'kernel object' in pages and 'r-x' in pages, pages
        way = kdb(s, 'p %s %s' % (shell, ip))
        pa = re.search(r'^%s -> ([0-9a-f]+) r-x' % ip, way, re.M).group(1)
        kernel = address(debug, 'kernel_main')
        assert kdb(s, 'p %s %s' % (sigma0, kernel)).strip().endswith("is the kernel's")
        tree = kdb(s, 'm ' + pa)
        assert re.search(r'^%s ' % sigma0, tree) and re.search(r'^    [0-9a-f]+ ', tree, re.M), tree
        assert 'nobody has' in kdb(s, 'm ' + address(debug, 'kernel_main')[-7:])
        memory = kdb(s, 'k')
        for word in ('threads', 'spaces', 'page tables', 'mappings', 'UTCBs', 'slab of'):
            assert word in memory, memory
        go(s)


def test_mistakes(debug):
    """Nothing that is typed can harm."""
    with session(debug) as s:
        enter(s)
        listed = kdb(s, 'h')
        for name in re.findall(r'^(\w+) ', listed, re.M)[:-1]:
            if name in ('n', 'g', 'h', 'reset', 'off', 'Numbers'):
                continue
            for words in (' xyz', ' 0', ' ffffffff', ' 123456789abcdef01', ' 1 2 3 4 5 6'):
                kdb(s, name + words)
        assert 'usage: p SPACE [VA]' in kdb(s, 'p')
        assert 'usage: m PA' in kdb(s, 'm zz')
        assert 'there is no command frob' in kdb(s, 'frob')
        assert 'no such thread' in kdb(s, 'T 2ffff')
        assert kdb(s, '') == ''
        kdb(s, 'bc')
        assert kdb(s, 'bl') == ''
        kdb(s, 'f 7fff')
        go(s)


def test_trace(debug):
    with session(debug) as s:
        _, shell, _ = enter(s)
        last = kdb(s, 'r').splitlines()[1:]
        assert len(last) == 0x28 and any(shell in line for line in last), last
        assert len(kdb(s, 'r switch 5').splitlines()) == 1 + 5
        assert all(shell in line for line in kdb(s, 'r ' + shell).splitlines()[1:])
        assert 'mask 80' in kdb(s, 'f 80')
        s.child.send('g\r')
        s.prompt()
        s.command('uptime')
        enter(s)
        assert {line.split()[1] for line in kdb(s, 'r').splitlines()[-3:]} == {'switch'}
        assert 'mask 7fff' in kdb(s, 'f 7fff')
        go(s)


def test_step(debug):
    with session(debug) as s:
        _, shell, ip = enter(s)
        if 'cannot step' in kdb(s, 'n'):
            pytest.skip('the CPU has no single steps')
        for _ in range(20):
            s.child.send('n\r')
            reason, thread, after = entry(s)
            assert (reason, thread) == ('step', shell) and after != ip
            ip = after
        go(s)


def test_kernel_breakpoint(debug):
    with session(debug) as s:
        _, shell, _ = enter(s)
        assert 'breakpoint 0' in kdb(s, 'b ' + address(debug, 'sys_system_clock'))
        assert 'sys_system_clock' in kdb(s, 'bl')
        s.child.send('g\r')
        s.prompt()
        for _ in range(2):
            s.child.send('uptime\r')
            reason, thread, _ = entry(s)
            assert (reason, thread) == ('breakpoint', shell)
            where = kdb(s, 'w')
            assert 'in kernel mode' in where, where
            assert re.search(r'\bglue_\w*(trap|syscall)\+', where), where
            s.child.send('g\r')
            s.expect(r'up \d+')
            s.prompt()
        enter(s)
        kdb(s, 'bc 0')
        assert 'cannot stop there' in kdb(s, 'b ' + address(debug, 'glue_trap_stubs'))
        go(s)


def test_user_breakpoint(debug):
    """A breakpoint holds in every space, so others may hit it, too."""
    with session(debug) as s:
        _, shell, _ = enter(s)
        kdb(s, 'b ' + address(debug, 'command_uptime', 'shell.elf'))
        s.child.send('g\r')
        s.child.send('uptime\r')
        for _ in range(100):
            reason, thread, _ = entry(s)
            assert reason == 'breakpoint'
            if thread == shell:
                break
            s.child.send('g\r')
        assert thread == shell
        kdb(s, 'bc')
        s.child.send('g\r')
        s.expect(r'up \d+')
        s.prompt()
        assert '0 failed' in s.command('test')


def test_key(debug):
    """While no driver has the console the kernel itself looks for the key; then the driver does."""
    s = Session(debug, 'test', 'timeout/receive.1s')
    try:
        s.expect('starting the kernel')
        s.child.send(KEY)
        found = s.expect(re.escape(KDB))
        assert '--- kdb: key; ' in found, found
        assert 'nobody' in kdb(s, 'i')
        s.child.send('g\r')
        s.expect(r'DONE pass=[1-9]\d* fail=0')
        assert s.end() in debug.machine.success
    finally:
        s.child.close(force=True)
    with session(debug) as s:
        s.child.send(KEY)
        assert entry(s)[0] == 'key'
        s.child.send('g\r\r')
        s.prompt()
        assert '0 failed' in s.command('test')


def test_conditions(debug):
    """Random IPC meets every condition of the fast path, and fails to."""
    s = Session(debug, 'test', 'paths/random.1')
    try:
        s.expect(r'paths 1\.35 ')
        s.child.send(KEY)
        s.expect(re.escape(KDB))
        counts = re.findall(r'^F(\d) refused (\w+) met (\w+)$', kdb(s, 'c'), re.M)
        assert [c[0] for c in counts] == list('1234567')
        never = [c for c in counts if '0' in c[1:]]
        assert never == [('3', '0', '0')], never    # one CPU
        s.child.send('g\r')
        assert s.end() in debug.machine.success
    finally:
        s.child.close(force=True)


def test_reset_and_off(debug):
    """Also where the firmware is called in another way, as it is the hypervisor's."""
    for more in [[], shlex.split(debug.machine.hypervisor)] if debug.machine.hypervisor else [[]]:
        for command in ('reset', 'off'):
            with session(debug, more) as s:
                enter(s)
                s.child.send(command + '\r')
                assert s.end() in debug.machine.success


def gdb(build, socket, *commands):
    """Attach GDB in the middle of a session; the results are what the commands print."""
    words = ['gdb-multiarch', '-q', '-nx', '-batch', build.path + '/kernel.elf',
             '-ex', 'source ' + HELPERS, '-ex', 'target remote ' + socket]
    for command in commands:
        words += ['-ex', 'echo \\n== \\n', '-ex', command]
    done = subprocess.run(words, cwd=pecan.TOP, stdin=subprocess.DEVNULL, text=True, timeout=120,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout.split('\n== \n')[1:]


def test_gdb_helpers(variant):
    """GDB prints the same objects, with and without the debugger in the kernel."""
    if not shutil.which('gdb-multiarch'):
        pytest.skip('gdb-multiarch is not installed')
    config = pecan.read(variant.path + '/.config')
    with_kdb, with_trace = 'CONFIG_KDB=y' in config, 'CONFIG_TRACE=y' in config
    with tempfile.TemporaryDirectory() as place:
        socket = place + '/gdb'
        more = ['-chardev', 'socket,path=%s,server=on,wait=off,id=gdb0' % socket,
                '-gdb', 'chardev:gdb0']
        with session(variant, more) as s:
            s.command('threads')
            threads, ready, spaces, kmem, mapping, trace = gdb(
                variant, socket, 'pecan threads', 'pecan ready', 'pecan spaces', 'pecan kmem',
                'pecan map 0', 'pecan trace')
            ids = re.findall(r'^([0-9a-f]+) waiting +\S+ .* (?!0+ )[0-9a-f]+ [0-9a-f]+ *$',
                             threads, re.M)
            assert len(ids) >= 4, threads
            assert re.search('current (idle|[0-9a-f]+)', ready), ready
            assert spaces.count('\n') >= 5 and ' sigma0' in spaces, spaces
            assert re.search(r'^tcb +[1-9]\d* KiB$', kmem, re.M), kmem
            one, nobody, usage = gdb(variant, socket, 'pecan thread ' + ids[-1],
                                     'pecan thread 3ffff', 'pecan map')
            assert ids[-1] in one and 'pager' in one and 'MR ' in one, one
            assert 'no such thread' in nobody and 'usage: pecan map PA' in usage
            if with_kdb:
                compare(s, variant, socket, spaces, trace if with_trace else None)
            assert with_kdb or 'CONFIG_KDB' in mapping, mapping
            assert with_trace or 'CONFIG_TRACE' in trace, trace
            assert s.command('echo still here') == 'still here\n'


def trace_decode(build, *source):
    """What ci/trace-decode prints."""
    done = subprocess.run(['ci/trace-decode', build.path + '/kernel.elf'] + list(source),
                          cwd=pecan.TOP, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    assert done.returncode == 0, done.stdout
    return done.stdout


def decode(build, *source):
    """The events: (time, thread, event, words) of each line."""
    return re.findall(r'^ *(\d+) +[+-]\d+ (\S+) +([a-z]+) +(.*)$', trace_decode(build, *source),
                      re.M)


def test_trace_decode(debug):
    """A console log, GDB and a dump of the memory give the same events, in words."""
    if not shutil.which('gdb-multiarch'):
        pytest.skip('gdb-multiarch is not installed')
    with tempfile.TemporaryDirectory() as place:
        socket, log, dump = place + '/gdb', place + '/log', place + '/memory'
        more = ['-chardev', 'socket,path=%s,server=on,wait=off,id=gdb0' % socket,
                '-gdb', 'chardev:gdb0']
        with session(debug, more) as s:
            for _ in range(6):          # enough to fill the ring
                s.command('threads')
            enter(s)
            with open(log, 'w', encoding='utf-8') as f:
                f.write(kdb(s, 'r s 400'))
            by_gdb = decode(debug, '--gdb', socket)
            base, size = trace_decode(debug, '--where').split()
            saved, = gdb(debug, socket, 'monitor pmemsave %s %s "%s"' % (base, size, dump))
            by_dump = decode(debug, '--dump', dump, '--base', base)
            by_text = decode(debug, '--text', log)
            go(s)
    assert len(by_gdb) == 1024 and by_gdb == by_dump, saved
    assert by_text == [e for e in by_gdb if e[2] in ('send', 'switch')][-0x400:]
    assert {'send', 'receive', 'switch'} <= {e[2] for e in by_gdb}
    assert any(re.fullmatch(r'to \S+: label \w+, u \d+ t \d+', e[3]) for e in by_text), by_text[-5:]


def compare(s, build, socket, spaces, trace):
    """What GDB says against what the debugger says; events, where they are recorded."""
    assert trace is None or re.search(r'^ *\d+ (fast|transfer) ', trace, re.M), trace
    _, shell, ip = enter(s)
    pa = re.search(r' -> ([0-9a-f]+) ', kdb(s, 'p %s %s' % (shell, ip))).group(1)
    mine = [line.split()[:2] for line in kdb(s, 'm ' + pa).splitlines()]
    listed = [line.split()[0] for line in kdb(s, 's').splitlines()[1:]]
    s.child.send('g\r')
    s.prompt()
    theirs = [line.split()[:2] for line in gdb(build, socket, 'pecan map ' + pa)[0].splitlines()
              if re.match(r'^ *[0-9a-f]+ [0-9a-f]+ \d+ KiB', line)]
    assert mine and mine == theirs
    assert listed == [line.split()[0] for line in spaces.splitlines()[1:] if line.strip()]
