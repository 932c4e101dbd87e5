# SPDX-License-Identifier: BSD-2-Clause
# test_irqoff.py - interrupts are never off for long, whatever programs do.
import irqoff


def test_limit(measured):
    """
    The attacks of the bench image, counted by a QEMU plugin. The hostile tests take 20 seconds
    more, so they are counted on x86, where they did most, and everywhere by `make bench`.
    """
    x86 = measured.config.endswith('_pc99')
    found = irqoff.metrics(measured) if x86 else irqoff.attacks(measured)
    assert irqoff.problems(found) == []
