# SPDX-License-Identifier: BSD-2-Clause
# test_demo.py - a session with the demonstration system: every command, a dead driver, reboot.
import contextlib
import re
import shlex

import pexpect

import pecan

PROMPT = 'pecan> '
SECONDS = 60


class Session:
    """Somebody at the serial terminal."""

    def __init__(self, build, image='demo', extra='', more=()):
        kind = 1 if build.llvm else 2 if build.fragment == 'debug' else 0
        cpu = build.machine.cpus[kind % len(build.machine.cpus)]
        command = pecan.qemu_command(build, build.modules(image, extra), cpu=cpu) + list(more)
        self.child = pexpect.spawn(shlex.join(command), cwd=build.path, timeout=SECONDS,
                                   encoding='utf-8', codec_errors='replace', echo=False)
        self.build, self.log = build, ''

    def expect(self, pattern):
        """Wait for a regular expression; the result is the text before its end."""
        try:
            self.child.expect(pattern)
        except (pexpect.TIMEOUT, pexpect.EOF) as e:
            what = 'silence' if isinstance(e, pexpect.TIMEOUT) else 'the end'
            shown = (self.log + (self.child.before or '')).replace('\r', '')
            raise AssertionError('%s instead of %r; the console:\n%s' % (
                what, pattern, '\n'.join(shown.splitlines()[-40:]))) from None
        text = self.child.before + self.child.after
        self.log += text
        return text.replace('\r', '')

    def prompt(self):
        return self.expect(re.escape(PROMPT))

    def type(self, line):
        """Type a line and wait until it is echoed."""
        self.child.send(line + '\r')
        self.expect(re.escape(line) + '\r+\n')

    def command(self, line):
        """Run a command; the result is what it prints."""
        self.type(line)
        return self.prompt()[:-len(PROMPT)]

    def end(self):
        """Wait for the machine to end by itself; the result is its exit status."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus


@contextlib.contextmanager
def session(build, more=()):
    s = Session(build, more=more)
    try:
        s.expect('Welcome to ')
        s.prompt()
        yield s
    finally:
        s.child.close(force=True)


def test_shell(build):
    """Line editing, arguments, mistakes."""
    with session(build) as s:
        listed = s.command('help')
        for name in ('threads', 'mem', 'ipcbench', 'crash DRIVER', 'test', 'reboot', 'uptime'):
            assert name in listed, listed
        assert s.command('echo  one   two') == 'one two\n'
        s.child.send('echo wrongg\b\b\b\b\b\bright\r')
        s.expect('\nright\r+\n')
        s.prompt()
        assert s.command('') == ''
        assert "'help' lists" in s.command('frobnicate')
        assert s.command('echo ' + 'x' * 150) == 'x' * 150 + '\n'


def test_information(variant):
    with session(variant) as s:
        threads = s.command('threads')
        for task in ('sigma0', 'root', 'console', 'shell'):
            assert len(re.findall(r'^ +[0-9a-f]+ +%s ' % task, threads, re.M)) == 1, threads
        mem = s.command('mem')
        assert 'conventional' in mem and 'boot loader' in mem and 'shell' in mem, mem
        assert re.search(r'has [1-9]\d* KiB from sigma0', mem), mem
        times = [re.fullmatch(r'up (\d+)\.(\d{3}) s\n', s.command('uptime')) for _ in range(2)]
        assert all(times), times
        before, after = (int(t.group(1) + t.group(2)) for t in times)
        assert before <= after < 1000 * SECONDS


def test_self_test(build):
    with session(build) as s:
        for _ in range(2):
            output = s.command('test')
            assert re.search(r'^[1-9]\d* passed, 0 failed$', output, re.M), output


def test_ipcbench(build):
    """Measuring works again and again, and leaves nothing behind."""
    with session(build) as s:
        before = s.command('threads')
        for _ in range(3):
            output = s.command('ipcbench')
            lines = re.findall(r'^ +\d+( +\d+ \w+ +\d+\.\d{3} us){2}$', output, re.M)
            assert len(lines) == 4, output
        assert s.command('threads').count('\n') == before.count('\n')


def test_driver_restart(variant):
    """The console driver dies; the session goes on."""
    with session(variant) as s:
        for _ in range(3):
            s.child.send('crash console\r')     # what it has not sent dies with it
            death = s.expect('restarting')
            assert re.search(r'root: console: .* page fault, write at 10000000', death), death
            assert 'console died as thread' in s.prompt()
            assert s.command('echo still here') == 'still here\n'
        assert re.search(r'console +\d+, started 4 times', s.command('mem'))
        assert 'no such driver' in s.command('crash nothing')
        assert '0 failed' in s.command('test')


def test_reboot(variant):
    with session(variant) as s:
        s.type('reboot')
        s.expect('root: reboot')
        assert s.end() in variant.machine.success
