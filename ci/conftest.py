# SPDX-License-Identifier: BSD-2-Clause
# conftest.py - how pytest runs Pecan's tests: what is selected, what runs at a time, one summary.
"""
A test function that takes the fixture `job` is parametrized with named jobs (see jobs.py): they are
started in the order of the list, some at a time, and may report many results of their own, each of
which counts. When all jobs are done the other test functions run: those of one configuration one
after the other, three configurations at a time, each in a process of its own (see sequences()).
"""
import json
import os
import selectors
import sys

import pytest
from _pytest.reports import TestReport

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import jobs
import pecan


def pytest_addoption(parser):
    parser.addoption('--config-name', choices=pecan.configs(), help='only this configuration')
    parser.addoption('--llvm', action='store_true', help='only builds by clang')
    parser.addoption('--fragment', help='only builds with this fragment')
    parser.addoption('--glob', default='', help='only tests whose name matches')


@pytest.hookimpl(trylast=True)
def pytest_configure(config):
    config.jobs = jobs.Jobs(config.option)
    if not config.option.collectonly:
        config.pluginmanager.unregister(name='terminalreporter')
        config.pluginmanager.register(Summary(config), 'pecan-summary')


def pytest_generate_tests(metafunc):
    pool = metafunc.config.jobs
    if 'job' in metafunc.fixturenames:
        names = pool.select(metafunc.function.__name__[len('test_'):])
        metafunc.parametrize('job', names, ids=names, indirect=True)
    for name, choose in BUILDS.items():
        if name in metafunc.fixturenames:
            builds = choose(pool.builds)
            metafunc.parametrize(name, builds, ids=[b.name for b in builds], indirect=True)


def one_each(builds):
    """One build of each configuration, by gcc and without fragment if not told so."""
    seen = {b.config: b for b in reversed(builds)}
    return [seen[c] for c in sorted(seen)]


def unlike(builds):
    """Those whose configuration is not ALIKE another, or the only one."""
    return [b for b in builds if len(builds) == 1 or b.config not in pecan.ALIKE]


# Fixtures that are a finished build, and which builds a test that takes one is run with: every one,
# all but those that differ in the path of IPC alone, those with the debugger in the kernel, one of
# each configuration, the same but for those that are ALIKE others, and the first and the last of
# them, for what no CPU changes.
BUILDS = {
    'build': lambda builds: builds,
    'variant': lambda builds: [b for b in builds if len(builds) == 1 or
                                    b.fragment not in ('cfastpath', 'nofastpath')],
    'debug': lambda builds: [b for b in builds if b.fragment == 'debug'],
    'plain': one_each,
    'measured': lambda builds: unlike(one_each(builds)),
    'sample': lambda builds: one_each(builds)[:1] + one_each(builds)[1:][-1:],
}


def title(item):
    """The name a test is selected and reported by: KIND/NAME."""
    if 'job' in item.fixturenames:
        return item.callspec.id
    name = '%s/%s' % (item.path.stem[len('test_'):], item.originalname[len('test_'):])
    name, spec = name.replace('_', '-'), getattr(item, 'callspec', None)
    if not spec:
        return name
    build = next((b for b in spec.params.values() if isinstance(b, pecan.Build)), None)
    if not build:
        return '%s/%s' % (name, spec.id)
    rest = spec.id.replace(build.name, '', 1).strip('-')
    return '/'.join([build.name, name] + ([rest] if rest else []))


def pytest_collection_modifyitems(config, items):
    phase = ['build', 'check', 'unit', 'suite']
    items.sort(key=lambda i: phase.index(i.path.stem[5:]) if i.path.stem[5:] in phase else 9)
    keep = []
    for item in items:
        if 'job' in item.fixturenames and item.callspec.id not in config.jobs.work:
            continue                        # stands for an empty list of jobs
        if 'debug' in item.fixturenames and not isinstance(item.callspec.params['debug'],
                                                           pecan.Build):
            continue                        # no such build
        item.user_properties.append(('title', title(item)))
        names = (title(item), title(item).split('/', 1)[-1])
        if 'job' in item.fixturenames or any(pecan.matches(n, config.option.glob) for n in names):
            keep.append(item)
    items[:] = keep


def pytest_collection_finish(session):
    session.config.jobs.start([i.callspec.id for i in session.items if 'job' in i.fixturenames])


def pytest_unconfigure(config):
    if hasattr(config, 'jobs'):
        config.jobs.stop()


@pytest.fixture
def job(request):
    """The outcome of a job; its own results have been reported when a test gets it."""
    outcome = request.config.jobs.outcome(request.param)
    if request.config.option.glob and not (outcome.error or outcome.results) \
            and not pecan.matches(request.param, request.config.option.glob):
        pytest.skip('no test matches')
    request.node.user_properties.append(('note', outcome.note))
    group, logreport = request.param, request.node.ihook.pytest_runtest_logreport
    for number, result in enumerate(outcome.results):
        logreport(report=TestReport(
            nodeid='%s::%s' % (group, result.name), location=(group, number, result.name),
            keywords={}, outcome='passed' if result.passed else 'failed', when='call',
            longrepr=None if result.passed else result.detail,
            user_properties=[('title', '%s: %s' % (group, result.name)), ('part', 1)]))
    return outcome


def finished(request):
    """A finished build; the test is skipped when it failed, which is counted elsewhere."""
    pool = request.config.jobs
    error = pool.build(request.param).error
    if error and 'build/' + request.param.name in pool.futures:
        pytest.skip('%s does not build' % request.param.name)
    elif error:
        pytest.fail(error, pytrace=False)
    return request.param


for fixture_name in BUILDS:
    globals()[fixture_name] = pytest.fixture(name=fixture_name)(finished)


def sequences(items):
    """What may run at the same time: lists of tests, one for each configuration and the rest."""
    found = {}
    for item in items:
        params = item.callspec.params.values() if hasattr(item, 'callspec') else ()
        build = next((b for b in params if isinstance(b, pecan.Build)), None)
        found.setdefault(build.config if build else '', []).append(item)
    return sorted(found.values(), key=len, reverse=True)


def run_all(items):
    for item, following in zip(items, items[1:] + [None]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


class Relay:
    """In the process of a sequence: writes each report to the process that counts them."""

    def __init__(self, config, pipe):
        self.config, self.pipe = config, pipe

    def pytest_runtest_logreport(self, report):
        data = self.config.hook.pytest_report_to_serializable(config=self.config, report=report)
        self.pipe.write(json.dumps(data) + '\n')
        self.pipe.flush()


def start_sequence(config, items):
    """A process that runs these tests; the result is its number and the reports it writes."""
    reports, pipe = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.close(pipe)
        return child, os.fdopen(reports, encoding='utf-8')
    status = 1
    try:
        os.close(reports)
        config.pluginmanager.unregister(name='pecan-summary')
        config.pluginmanager.register(Relay(config, os.fdopen(pipe, 'w', encoding='utf-8')))
        run_all(items)
        status = 0
    finally:
        os._exit(status)


def pytest_runtestloop(session):
    config = session.config
    if config.option.collectonly or session.testsfailed:
        return None
    run_all([i for i in session.items if 'job' in i.fixturenames])
    waiting = sequences([i for i in session.items if 'job' not in i.fixturenames])
    with selectors.DefaultSelector() as running:
        while waiting or running.get_map():
            while waiting and len(running.get_map()) < jobs.AT_A_TIME + 1:    # they often wait
                items = waiting.pop(0)
                child, pipe = start_sequence(config, items)
                running.register(pipe, selectors.EVENT_READ, (child, items))
            for key, _ in running.select():
                line, (child, items) = key.fileobj.readline(), key.data
                if line:
                    report = config.hook.pytest_report_from_serializable(
                        config=config, data=json.loads(line))
                    if isinstance(report.longrepr, list):   # what JSON makes of a tuple
                        report.longrepr = tuple(report.longrepr)
                    config.hook.pytest_runtest_logreport(report=report)
                    continue
                running.unregister(key.fileobj)
                if os.waitpid(child, 0)[1]:
                    session.testsfailed += 1
                    config.pluginmanager.get_plugin('pecan-summary').lost(items)
    return True


class Summary:
    """Prints a line per test or job, every failure in full, and 'N passed, N failed' at the end."""

    def __init__(self, config):
        self.config, self.passed, self.failed, self.skipped = config, 0, [], []
        self.details = {}
        self.parts, self.bad_parts = 0, 0

    def say(self, mark, name, detail=''):
        print('%-7s %s' % (mark, name))
        lines = str(detail).strip('\n').splitlines()
        if len(lines) > 60:
            lines[20:-40] = ['... %d lines left out' % (len(lines) - 60)]
        if mark == 'not ok':
            self.details[name] = lines
        for line in lines:
            print('        | ' + line)
        sys.stdout.flush()

    def lost(self, items):
        name = 'the process of %s and what follows' % title(items[0])
        self.failed.append(name)
        self.say('not ok', name, 'it ended before its tests did')

    def pytest_collectreport(self, report):
        if report.failed:
            self.failed.append(report.nodeid)
            self.say('not ok', report.nodeid, report.longrepr)

    def pytest_runtest_logreport(self, report):
        facts = dict(report.user_properties)
        name = facts.get('title', report.nodeid)
        if report.skipped:
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            self.skipped.append(name)
            self.say('skip', '%s (%s)' % (name, str(reason).replace('Skipped: ', '')))
        elif report.failed:
            self.failed.append(name)
            detail = getattr(report.longrepr, 'reprcrash', None)
            text = getattr(detail, 'message', None) or report.longrepr
            self.say('not ok', name, text)
        elif report.when == 'call':
            self.passed += 1
            if 'part' not in facts:
                parts = ': %d results' % self.parts if self.parts else ''
                parts += ', %d of them failed' % self.bad_parts if self.bad_parts else ''
                self.say('ok', '%s%s%s' % (name, parts, facts.get('note', '')))
        if report.when == 'call':
            part = 'part' in facts
            self.parts = self.parts + 1 if part else 0
            self.bad_parts = self.bad_parts + report.failed if part else 0

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self):
        if self.failed:
            # Once more, for whoever sees only the end; every detail of the first few.
            print('\nFailed:')
            for number, name in enumerate(self.failed):
                print('  ' + name)
                for line in self.details.get(name, [])[:60 if number < 5 else 0]:
                    print('        | ' + line)
        if self.config.option.glob and not (self.passed or self.failed):
            print("no test matches '%s'; 'make check' runs them all" % self.config.option.glob)
            self.failed.append('no test')
        print('\nJUnit report: build/check.xml')
        if self.skipped:
            print('%d skipped' % len(self.skipped))

    def pytest_unconfigure(self):
        print('%d passed, %d failed' % (self.passed, len(self.failed)), flush=True)
