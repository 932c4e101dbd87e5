# SPDX-License-Identifier: BSD-2-Clause
# jobs.py - the long work of 'make check': builds, boots of the test image, host tests, checks.
"""
A job is a function that gives an Outcome. Jobs run AT_A_TIME at a time on threads (each mostly
waits for a child process), and suites in real time one at a time beside them, for most of it they
sleep; a job that needs a build waits for that build's job.
"""
import os
import re
import subprocess
import tempfile
import threading
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor

import pecan

Outcome = namedtuple('Outcome', 'error results note', defaults=([], ''))
AT_A_TIME = 2                       # and one more of those that wait for real time to pass
SUITE_SECONDS = 600
RETRIES, RETRY_AT_MOST = 3, 20      # of a test that failed in real time; more is no accident
STEP = re.compile(r'^  [A-Z]+ +\S+\n', re.M)
CHECKS = ('layers', 'contract', 'headers', 'style', 'duplicates', 'config', 'abi', 'docs', 'size')
NEED_BUILDS = ('layers', 'contract', 'size')
OWN_NAMES = {n[5:-3] for n in os.listdir(os.path.dirname(os.path.abspath(__file__)))
             if n.startswith('test_') and n.endswith('.py')}


def fragment_matters(config, fragment):
    """Whether a fragment changes a configuration at all."""
    top, texts = pecan.TOP, []
    files = ['configs/%s_defconfig' % config, 'configs/fragment/%s.config' % fragment]
    for sources in (files[:1], files):
        with tempfile.TemporaryDirectory() as out:
            done = subprocess.run([top + '/ci/kconfig', 'defconfig', out] + sources, cwd=top,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if done.returncode:
                return True
            with open(out + '/.config', encoding='ascii') as f:
                texts.append(f.read())
    return texts[0] != texts[1]


def matrix(option):
    """
    The builds to test: every configuration by gcc and clang, and with each fragment by gcc; of one
    that is ALIKE another, if both are tested, with the fragment debug alone.
    """
    builds = []
    for config in [option.config_name] if option.config_name else pecan.configs():
        if option.fragment:
            builds.append(pecan.Build(config, option.llvm, option.fragment))
        elif option.llvm:
            builds.append(pecan.Build(config, True))
        else:
            builds += [pecan.Build(config), pecan.Build(config, True)]
            names = os.listdir(os.path.join(pecan.TOP, 'configs/fragment'))
            fragments = sorted(n[:-len('.config')] for n in names if n.endswith('.config'))
            if config in pecan.ALIKE and not option.config_name:
                fragments = ['debug']
            builds += [pecan.Build(config, fragment=f) for f in fragments
                       if fragment_matters(config, f)]
    return builds


def in_real_time(build):
    """Whether time passes as on the host in its suite, and not with each instruction."""
    return build.llvm


class Jobs:
    def __init__(self, option):
        self.glob = option.glob
        # 'suite/NAME' is all of a suite; other names are those of tests in it.
        self.suite_glob = '' if self.glob.startswith('suite') else self.glob
        self.builds = matrix(option)
        self.pool = ThreadPoolExecutor(max_workers=AT_A_TIME)
        self.waiting = ThreadPoolExecutor(max_workers=1)
        self.lock = threading.Lock()
        self.futures, self.made = {}, {}
        self.work = {}
        for b in self.builds:
            self.work['build/' + b.name] = lambda b=b: self.build(b)
            self.work['suite/' + b.name] = lambda b=b: self.suite(b)
        for c in CHECKS:
            self.work['check/' + c] = lambda c=c: self.check(c)
        for u in self.units():
            self.work['unit/' + u] = lambda u=u: self.unit(u)

    def select(self, kind):
        """The names of the jobs of one kind that TEST=GLOB leaves."""
        names = [n for n in self.work if n.split('/')[0] == kind]
        head = self.glob.split('/')[0]
        if kind == 'suite' and head != 'suite':
            return names if not self.glob or head not in OWN_NAMES else []
        if kind == 'unit' and head == 'unit':
            return [n for n in names if pecan.matches(n, '/'.join(self.glob.split('/')[:2]))]
        return [n for n in names if pecan.matches(n, self.glob)]

    def start(self, names):
        waits = {'suite/' + b.name for b in self.builds if in_real_time(b)}
        for name in names:
            pool = self.waiting if name in waits else self.pool
            self.futures[name] = pool.submit(self.work[name])

    def outcome(self, name):
        return self.futures[name].result()

    def stop(self):
        for pool in self.pool, self.waiting:
            pool.shutdown(wait=False, cancel_futures=True)

    def build(self, build):
        """Build once, whoever asks first; the others wait."""
        with self.lock:
            event, mine = self.made.get(build.name), False
            if event is None:
                event, mine = [threading.Event(), None], True
                self.made[build.name] = event
        if mine:
            try:
                plain = pecan.Build(build.config, build.llvm)
                if build.fragment and plain.name in {b.name for b in self.builds}:
                    self.build(plain)
                    build.begin_with(plain)
                status, output = build.make('elfs')
                output = STEP.sub('', output)
                event[1] = Outcome(output[-6000:] if status else None)
            except Exception as e:
                event[1] = Outcome(repr(e))
            event[0].set()
        event[0].wait()
        return event[1]

    def suite(self, build):
        """Boot the test image; each line 'ok' or 'not ok' of its console is a result."""
        error = self.build(build).error
        if error:
            return Outcome('not built' if 'build/' + build.name in self.futures else error)
        cpus = build.machine.cpus
        kind = 1 if build.llvm else 2 if build.fragment == 'debug' else 0
        cpu = cpus[kind % len(cpus)]
        modules = build.modules('test', self.suite_glob)
        command = pecan.qemu_command(build, modules, cpu=cpu, icount=not in_real_time(build))
        run = pecan.run_qemu(build, command, SUITE_SECONDS)
        with open(os.path.join(build.path, 'test.log'), 'w', encoding='utf-8') as f:
            f.write(run.output)
        results, error = pecan.parse_results(run.output)
        again = []
        if in_real_time(build) and not error:
            results, again = self.retry(build, cpu, results)
        if self.suite_glob:
            results = [r for r in results if pecan.matches(r.name, self.suite_glob)]
        if run.timed_out:
            error = 'no end after %.0f s' % run.seconds
        elif not error and run.status not in build.machine.success:
            error = 'the machine ended with status %d' % run.status
        if error:
            tail = '\n'.join(run.output.splitlines()[-40:])
            error = '%s; the console (%s/test.log) ends with\n%s' % (error, build.out, tail)
        note = ' in %.0f s, -cpu %s' % (run.seconds, cpu)
        return Outcome(error, results, note + ''.join(', again: ' + name for name in again))

    def retry(self, build, cpu, results):
        """
        Where time is real, a test may have failed because the host was busy: what fails is booted
        again by itself, and counts as failed if it fails every time. Where time counts
        instructions, a failure is one.
        """
        again = []
        for number, result in enumerate(results):
            tries = RETRIES if sum(not r.passed for r in results) <= RETRY_AT_MOST else 0
            while not results[number].passed and tries:
                command = pecan.qemu_command(build, build.modules('test', result.name), cpu=cpu)
                run = pecan.run_qemu(build, command, SUITE_SECONDS)
                alone = [r for r in pecan.parse_results(run.output)[0] if r.name == result.name]
                if alone and run.status in build.machine.success:
                    results[number] = alone[0]
                tries -= 1
            if results[number] is not result:
                again.append(result.name)
        return results, again

    def check(self, name):
        """Run ci/check-NAME or ci/NAME: silent success, or complaints and status 1."""
        if name in NEED_BUILDS:
            for b in self.builds:
                self.build(b)
        script = 'ci/check-' + name
        if not os.path.exists(os.path.join(pecan.TOP, script)):
            script = 'ci/' + name
        status, output = self.command(script)
        return Outcome('%s:\n%s' % (script, output[-6000:]) if status else None)

    def command(self, *words):
        done = subprocess.run(['timeout', '600'] + list(words), cwd=pecan.TOP, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, errors='replace')
        return done.returncode, done.stdout

    def units(self):
        return self.command('ci/unit/run', '--list')[1].split()

    def unit(self, name):
        """Compile and run one host test, in both word sizes or as its port has it."""
        status, output = self.command('ci/unit/run', name)
        results, error = [], None
        parts = re.split(r'^# (\w+)\n', output, flags=re.M)
        for width, part in zip(parts[1::2], parts[2::2]):
            found, wrong = pecan.parse_results(part)
            results += [r._replace(name='%s/%s' % (r.name, width)) for r in found]
            error = error or (wrong and '%s: %s\n%s' % (width, wrong, part[-4000:]))
        if status and not error and all(r.passed for r in results):
            error = 'status %d\n%s' % (status, output[-4000:])
        if self.glob:
            results = [r for r in results if pecan.matches('unit/%s/%s' % (name, r.name), self.glob)
                       or pecan.matches('unit/' + name, self.glob)]
        return Outcome(error, results)
