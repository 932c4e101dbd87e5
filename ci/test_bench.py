# SPDX-License-Identifier: BSD-2-Clause
# test_bench.py - the counts of the bench image do not grow unnoticed.
import pytest

import bench
import pecan


def test_baseline(measured):
    """At most 2 % more than ci/bench-baseline.json records, in every gated metric."""
    if pecan.ALIKE.get(measured.name, measured.name) not in bench.baseline():
        pytest.skip('%s has no counts of %s' % (bench.BASELINE, measured.name))
    found = list(bench.problems(measured.name, bench.counts(measured)))
    assert not found, '%s\nif that is meant: ci/run bench --update-baseline --config %s' % (
        '\n'.join(found), measured.config)
