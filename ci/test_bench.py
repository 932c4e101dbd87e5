# SPDX-License-Identifier: BSD-2-Clause
# test_bench.py - the counts of the bench image do not grow unnoticed.
import pytest

import bench


def test_baseline(plain):
    """At most 2 % more than ci/bench-baseline.json records, in every gated metric."""
    if bench.ALIKE.get(plain.name, plain.name) not in bench.baseline():
        pytest.skip('%s has no counts of %s' % (bench.BASELINE, plain.name))
    found = list(bench.problems(plain.name, bench.counts(plain)))
    assert not found, '%s\nif that is meant: ci/run bench --update-baseline --config %s' % (
        '\n'.join(found), plain.config)
