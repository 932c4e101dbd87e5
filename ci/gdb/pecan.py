# SPDX-License-Identifier: BSD-2-Clause
# pecan.py - GDB commands that print the kernel's objects; 'make gdb' loads this file.
"""
Everything is found by the kernel's symbols and types, so this serves every port and both word
sizes. 'help pecan' lists the commands; doc/kdb.md describes them.
"""
import gdb

def value(text):
    return gdb.parse_and_eval(text)


def number(x):
    """An integer of a pointer, a tid_t or an integer."""
    if x.type.strip_typedefs().code == gdb.TYPE_CODE_STRUCT:
        x = x['raw']
    width = x.type.strip_typedefs().sizeof * 8
    return int(x) & ((1 << width) - 1)


def word_bits():
    return gdb.lookup_type('word_t').sizeof * 8


def offset_of(struct, member):
    for field in gdb.lookup_type(struct).fields():
        if field.name == member:
            return field.bitpos // 8
    raise gdb.GdbError('%s has no member %s' % (struct, member))


def container(link, struct, member):
    """The struct around a member at address link."""
    kind = gdb.lookup_type(struct).pointer()
    return gdb.Value(number(link) - offset_of(struct, member)).cast(kind).dereference()


def entries(head, struct, member):
    """The structs of an intrusive list, whose head is a struct list value."""
    start, e = number(head.address), head['next']
    for _ in range(1 << 20):
        if number(e) in (start, 0):
            return
        yield container(e, struct, member)
        e = e['next']
    print('(the list does not end)')


def enum_name(kind, n, prefix):
    for field in gdb.lookup_type('enum ' + kind).fields():
        if field.enumval == n:
            return field.name.replace(prefix, '').lower().replace('_', ' ')
    return str(n)


def hexword(n):
    return '%0*x' % (word_bits() // 4, n)


def tid(x):
    n, ones = number(x), (1 << word_bits()) - 1
    text = {0: 'nil', ones: 'any', ones & ~63: 'anylocal'}.get(n)
    return '%-*s' % (word_bits() // 4, text or hexword(n))


def percpu():
    return value('percpu_boot')


def state_mask():
    """The low bits of tcb.state that hold the enum; the flags are above."""
    return 15


def state(t):
    return int(t['state']) & state_mask()


def parked_for(t):
    """Whom t waits for if it is parked (park.h), else 0."""
    return number(t['accepts']) | number(t['accepts_special'])


def state_name(t):
    if parked_for(t):
        return 'waiting'
    return enum_name('thread_state', state(t), 'THREAD_')


def is_idle(t):
    return number(t.address) == number(percpu()['idle'])


def threads():
    return entries(value('thread_all'), 'struct tcb', 'all_link')


def spaces():
    return entries(value('space_all'), 'struct space', 'all_link')


def find_thread(text):
    """A thread by global id or number, both in hexadecimal as the kernel prints them."""
    wanted = int(text, 16)
    found = [t for t in threads() if number(t['gid']) == wanted]
    bits = 14 if word_bits() == 32 else 32          # X2:types.threadid
    found += [t for t in threads() if number(t['gid']) >> bits == wanted]
    if not found:
        raise gdb.GdbError('no such thread: %s' % text)
    return found[0]


def partner(t):
    name = state_name(t)
    if name == 'waiting':
        return t['accepts'] if number(t['accepts']) else (
            t['accepts_special'] if number(t['accepts_special']) else t['wait_for'])
    link = {'polling': 'peer', 'sending': 'locked', 'receiving': 'locked'}.get(name)
    if link and number(t[link]):
        return t[link].dereference()['gid']
    return gdb.Value(0)


def user_ip(t):
    """The instruction pointer in a frame, under whatever name the CPU gives it."""
    frame = t['glue']['frame']
    for name in ('eip', 'rip', 'pc', 'epc', 'elr', 'sepc', 'ip'):
        if name in (f.name for f in frame.type.strip_typedefs().fields()):
            return number(frame[name])
    return 0


def flags(t):
    c, words = percpu(), []
    if number(t.address) == number(c['current']):
        words.append('current')
    elif int(t['queued']):
        words.append('ready')
    if int(t['state']) & 16:
        words.append('halted')
    if int(t['mode']):
        words.append(enum_name('ipc_mode', int(t['mode']), 'IPC_'))
    if int(t['timeout']['armed']):
        words.append('timed')
    return ' '.join(words)


def thread_line(t):
    space = number(t['space'])
    return '%s %-9s %s %4d %s %s %s' % (
        tid(t['gid']), state_name(t), tid(partner(t)), int(t['prio']), hexword(space),
        hexword(user_ip(t)) if space else '-'.ljust(word_bits() // 4), flags(t))


def heading():
    w = word_bits() // 4
    return '%-*s state     %-*s prio %-*s %-*s' % (w, 'id', w, 'partner', w, 'space', w, 'ip')


class Pecan(gdb.Command):
    """Kernel objects: pecan threads, thread, ready, timeouts, spaces, map, trace, kmem."""

    def __init__(self):
        super().__init__('pecan', gdb.COMMAND_DATA, prefix=True)


class Command(gdb.Command):
    """A subcommand; its name is that of the class, its arguments are split at blanks."""

    arguments = 0                       # how many there must be at least

    def __init__(self):
        super().__init__('pecan ' + type(self).__name__.lower(), gdb.COMMAND_DATA)

    def invoke(self, argument, from_tty):
        words = gdb.string_to_argv(argument)
        if len(words) < self.arguments:
            raise gdb.GdbError('usage: ' + self.__doc__.split(':')[0].strip())
        try:
            self.run(*words)
        except gdb.MemoryError as e:
            raise gdb.GdbError('memory that cannot be read: %s' % e)
        except (TypeError, ValueError) as e:
            raise gdb.GdbError('%s; usage: %s' % (e, self.__doc__.split(':')[0].strip()))


class Threads(Command):
    """pecan threads: all threads, one line each."""

    def run(self):
        print(heading())
        for t in threads():
            if state_name(t) != 'inactive' or number(t['space']):
                print(thread_line(t).rstrip())


class Thread(Command):
    """pecan thread ID: one thread in full; ID is a global id or a thread number, in hexadecimal."""

    arguments = 1

    def run(self, text):
        t = find_thread(text)
        print(heading())
        print(thread_line(t).rstrip())
        print('TCB %s  CPU %d' % (hexword(number(t.address)), int(t['cpu'])))
        print('then receives from %s time-outs %04x %04x' % (
            tid(t['rcv_from']), int(t['snd_time']), int(t['rcv_time'])))
        senders = [tid(s['gid']).strip() for s in entries(t['sendq'], 'struct tcb', 'send_link')]
        if senders:
            print('senders: ' + ' '.join(senders))
        if int(t['work']):
            print('work %x, continues with %s' % (int(t['work']), t['cont']))
        if number(t['utcb']):
            u = t['utcb'].dereference()
            print('local id %s  pager %s  exception handler %s  error code %x' % (
                hexword(number(t['lid'])), hexword(number(u['pager'])),
                hexword(number(u['exception_handler'])), number(u['error_code'])))
            print('MR ' + ' '.join('%x' % number(u['mr'][i]) for i in range(8)))
        frame = t['glue']['frame']
        for f in frame.type.strip_typedefs().fields():
            if f.type.strip_typedefs().code == gdb.TYPE_CODE_INT:
                print('%-8s %s' % (f.name, hexword(number(frame[f.name]))))


class Ready(Command):
    """pecan ready: who runs, and the ready queues."""

    def run(self):
        c = percpu()
        current = c['current'].dereference()
        print('current %s' % ('idle' if is_idle(current) else hexword(number(current['gid']))))
        heads = c['ready']['head']
        low, high = heads.type.range()
        for prio in range(high, low - 1, -1):
            queue = [tid(t["gid"]).strip()
                     for t in entries(heads[prio], "struct tcb", "ready_link")]
            if queue:
                print('%3d: %s' % (prio, ' '.join(queue)))


class Timeouts(Command):
    """pecan timeouts: time-outs pending, with their deadlines in microseconds."""

    def run(self):
        print('wheel at %d us' % int(percpu()['timeouts']['now']))
        for t in threads():
            for name in ('timeout', 'xfer_timeout'):
                if int(t[name]['armed']):
                    print('%s %-12s at %d us' % (tid(t['gid']), name, int(t[name]['deadline'])))


class Spaces(Command):
    """pecan spaces: address spaces, their page tables, and how many threads they have."""

    def run(self):
        w = word_bits() // 4
        print('%-*s %-*s threads active' % (w, 'space', w, 'root'))
        for s in spaces():
            print('%s %s %7d %6d%s' % (
                hexword(number(s.address)), hexword(number(s['glue']['root'])), int(s['threads']),
                int(s['active']),
                ' sigma0' if number(s.address) == number(value('sigma0_space')) else ''))


class Kmem(Command):
    """pecan kmem: the kernel's memory by use."""

    def run(self):
        used, total = value("'kmem.c'::used_bytes"), value("'kmem.c'::total_bytes")
        print('%d KiB, of these free %d KiB' % (
            int(total) >> 10, int(value("'kmem.c'::free_bytes")) >> 10))
        for use in range(used.type.range()[1] + 1):
            print('%-10s %6d KiB' % (enum_name('kmem_use', use, 'KMEM_'), int(used[use]) >> 10))


class Trace(Command):
    """pecan trace [EVENT or ID]: recorded events, newest last (CONFIG_TRACE)."""

    def run(self, only=''):
        try:
            ring = value('trace_ring')
        except gdb.error:
            raise gdb.GdbError('this kernel records no events (CONFIG_TRACE)')
        size, top = ring['entry'].type.range()[1] + 1, int(ring['next'])
        for i in range(max(0, top - size), top):
            e = ring['entry'][i % size]
            name = enum_name('trace_event', int(e['event']), 'TRACE_')
            ids = [hexword(number(e[m])) for m in ('thread', 'a', 'b')]
            if not only or name.startswith(only) or only.lower().zfill(len(ids[0])) in ids[:2]:
                print('%12d %-9s %s' % (int(e['time']), name, ' '.join(ids)))


# --- mapping trees ---------------------------------------------------------------------------

class Tables:
    """Page tables by what the kernel says of their entries (struct kdb_geometry)."""

    def __init__(self):
        try:
            self.levels = value('kdb_geometry')
        except gdb.error:
            raise gdb.GdbError('this kernel does not describe its page tables (CONFIG_KDB)')
        self.count = self.levels.type.range()[1] + 1
        self.window = number(value('kdb_phys_window'))
        if not int(self.levels[0]['bits']):
            raise gdb.GdbError('the kernel has not started yet')

    def words(self, address, n, kind):
        array = gdb.lookup_type(kind).array(n - 1)
        return gdb.Value(address).cast(array.pointer()).dereference()

    def address(self, pte, level, kind):
        """Where the table or the page of an entry is."""
        g = self.levels[level]
        move = int(g[kind + '_move'])
        pa = pte << move if move >= 0 else pte >> -move
        return pa & number(g[kind + '_mask'])

    def pages(self, table, level, va=0):
        """(va, pa, bits, node) of every page below a table, given by its physical address."""
        start = (table + self.window) & ((1 << word_bits()) - 1)
        size = self.size(level)
        yield from self.entries(self.words(start, size, 'pte_t'), self.words(
            start + int(self.levels[level]['companion']), size, 'word_t'), level, va)

    def size(self, level):
        """Entries of a table."""
        return 1 << int(self.levels[level]['bits']) + int(self.levels[level]['step'])

    def entries(self, ptes, links, level, va, first=0):
        """The same for the entries of a table from `first` on."""
        g = self.levels[level]
        shift, step = int(g['shift']), int(g['step'])
        for n in range(1 << int(g['bits'])):
            here, i = va + (n << shift), first + (n << step)
            if here > number(value('kdb_user_last')):
                return
            pte = number(ptes[i])
            if not pte:
                continue
            link = number(links[i])
            # The companion word of a table counts its entries; that of a page is a node.
            if step and pte != number(ptes[i + 1]):         # of a page all entries are equal
                yield from self.entries(ptes, links, level + 1, here, i)
            elif level + 1 < self.count and not step and 0 < link <= self.size(level + 1):
                yield from self.pages(self.address(pte, level, 'table'), level + 1, here)
            else:
                yield here, self.address(pte, level, 'leaf'), shift, link


class Node:
    """A struct mapnode whose links are packed (mapdb.h)."""

    def __init__(self, address):
        kind = gdb.lookup_type('struct mapnode').pointer()
        self.node = gdb.Value(address).cast(kind).dereference()
        self.align, self.base = int(value('kdb_link_align')), number(value('kdb_link_base'))
        self.page_bits = int(value('kdb_page_bits'))

    def link(self, name):
        n = int(self.node[name])
        return n * self.align + self.base if n else 0

    def other(self, name):
        address = self.link(name)
        return Node(address) if address else None

    def line(self, tables, pa):
        shift = int(tables.levels[int(self.node['level'])]['shift'])
        first = int(self.node['frame']) << self.page_bits
        if not first <= pa < first + (1 << shift):
            return None
        va = (int(self.node['page']) << self.page_bits) + (pa - first)
        return '%*s%s %s %d KiB%s' % (
            int(self.node['depth']) * 2, '', hexword(self.link('space')), hexword(va),
            1 << (shift - 10), ' split' if int(self.node['split']) else '')


class Map(Command):
    """pecan map PA: who has the frame at a physical address from whom (CONFIG_KDB)."""

    arguments = 1

    def run(self, text):
        tables, found = Tables(), False
        pa = int(text, 16) >> int(value('kdb_page_bits')) << int(value('kdb_page_bits'))
        for s in spaces():
            for va, start, shift, node in tables.pages(number(s['glue']['root']), 0):
                if not start <= pa < start + (1 << shift):
                    continue
                found = True
                if node:
                    return self.tree(Node(node), tables, pa)
                print('%s %s %d KiB, in no tree' % (
                    hexword(number(s.address)), hexword(va + pa - start), 1 << (shift - 10)))
        if not found:
            print('nobody has %s' % hexword(pa))

    def tree(self, n, tables, pa):
        while n.other('parent'):
            n = n.other('parent')
        while n:
            line = n.line(tables, pa)
            if line:
                print(line)
            n = n.other('next')


Pecan()
for command in (Threads, Thread, Ready, Timeouts, Spaces, Map, Trace, Kmem):
    command()
