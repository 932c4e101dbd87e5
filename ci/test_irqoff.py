# SPDX-License-Identifier: BSD-2-Clause
# test_irqoff.py - interrupts are never off for long, whatever programs do.
import pytest

import irqoff


def test_limit(plain):
    """The attacks of the bench image and the hostile tests, counted by a QEMU plugin."""
    if not irqoff.is_known(plain):
        pytest.skip('ci/irqoff.py does not know what lets interrupts in')
    assert irqoff.problems(irqoff.metrics(plain)) == []
