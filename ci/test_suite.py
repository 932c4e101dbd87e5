# SPDX-License-Identifier: BSD-2-Clause
# test_suite.py - the test image boots, runs all its tests and powers off.
import pytest


def test_suite(job):
    if job.error:
        pytest.fail(job.error, pytrace=False)
