# SPDX-License-Identifier: BSD-2-Clause
# test_check.py - the structural checks of ci/check-* find nothing.
import pytest


def test_check(job):
    if job.error:
        pytest.fail(job.error, pytrace=False)
