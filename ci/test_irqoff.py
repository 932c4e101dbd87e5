# SPDX-License-Identifier: BSD-2-Clause
# test_irqoff.py - interrupts are never off for long, whatever programs do.
import pytest

import irqoff
import pecan


def test_limit(measured):
    """The attacks of the bench image, counted by a QEMU plugin, and the hostile tests of some."""
    windows = irqoff.windows_of(measured)
    if not windows:
        pytest.skip('ci/irqoff.py does not know this CPU')
    found = irqoff.metrics(measured) if windows.hostile else irqoff.attacks(measured)
    assert irqoff.problems(found) == []


def test_new_cpu():
    """A port without a line in WINDOWS has no such figures, and nothing fails for it."""
    assert irqoff.metrics(pecan.Build('toy_toyboard')) == {}
