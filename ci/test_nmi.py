# SPDX-License-Identifier: BSD-2-Clause
# test_nmi.py - an NMI ends the machine, and what is printed is what was interrupted.
import re
import shutil
import tempfile

import pytest

from test_demo import Session
from test_kdb import address, gdb

# A place in the fast path where the stack pointer is none, and the registers to compare.
PLACES = {
    'ia32': ('found_none', 'eip', ('eip', 'esp', 'ebp', 'eax', 'edx', 'esi')),
    'amd64': ('found_none', 'rip', ('rip', 'rsp', 'rbp', 'rdi', 'rsi', 'rdx', 'r9')),
}


def test_fastpath(plain):
    """In the middle of the fast path, which uses the stack pointer for other things."""
    cpu = plain.config.split('_')[0]
    if cpu not in PLACES or plain.fragment or not shutil.which('gdb-multiarch'):
        pytest.skip('no NMI, no such fast path, or gdb-multiarch is not installed')
    symbol, ip, registers = PLACES[cpu]
    where = int(address(plain, symbol), 16)
    with tempfile.TemporaryDirectory() as place:
        socket = place + '/gdb'
        s = Session(plain, 'test', 'paths/random.1', [
            '-chardev', 'socket,path=%s,server=on,wait=off,id=gdb0' % socket,
            '-gdb', 'chardev:gdb0'])
        try:
            s.expect(r'paths 1\.1 ')
            shown = gdb(plain, socket, 'break *0x%x' % where, 'continue',
                        *['print/x $' + r for r in registers], 'delete', 'monitor nmi')
            found = s.expect(r'PANIC: [^\n]*\n')
        finally:
            s.child.close(force=True)
    values = [int(re.search(r'= (0x[0-9a-f]+)', v).group(1), 16) for v in shown[2:-2]]
    printed = {name: int(v, 16) for name, v in re.findall(r'\b(\w+) (?:0x)?([0-9a-f]+)\b', found)}
    assert '(NMI)' in found, found
    assert values[0] == where, shown
    assert [printed[r] for r in registers] == values, found


@pytest.mark.parametrize('place', ('user', 'kernel'))
def test_machine_check(plain, place):
    """An uncorrected error that the CPU reports ends the machine with a message."""
    cpu = plain.config.split('_')[0]
    if cpu not in PLACES or plain.fragment or not shutil.which('gdb-multiarch'):
        pytest.skip('no machine checks, or gdb-multiarch is not installed')
    stop = ['break glue_trap', 'continue', 'delete']
    with tempfile.TemporaryDirectory() as where:
        socket = where + '/gdb'
        s = Session(plain, 'test', 'paths/random.1', [
            '-cpu', 'max', '-chardev', 'socket,path=%s,server=on,wait=off,id=gdb0' % socket,
            '-gdb', 'chardev:gdb0'])
        try:
            s.expect(r'paths 1\.1 ')
            gdb(plain, socket, *(stop if place == 'kernel' else []),
                'monitor mce 0 1 0xb200000000000000 5 0 0')
            found = s.expect(r'PANIC: [^\n]*\n')
        finally:
            s.child.close(force=True)
    assert 'exception 18' in found, found
