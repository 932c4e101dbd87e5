# SPDX-License-Identifier: BSD-2-Clause
# test_irqoff.py - interrupts are never off for long, whatever programs do.
import pytest

import irqoff


def test_limit(plain):
    """
    The attacks of the bench image, counted by a QEMU plugin. The hostile tests take 20 seconds
    more, so they are counted on x86, where they did most, and everywhere by `make bench`.
    """
    if plain.config == 'mips64el_malta':
        pytest.skip('executes what mips64_malta does')
    x86 = plain.config.endswith('_pc99')
    found = irqoff.metrics(plain) if x86 else irqoff.attacks(plain)
    assert irqoff.problems(found) == []
