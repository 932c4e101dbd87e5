# SPDX-License-Identifier: BSD-2-Clause
# test_build.py - every configuration compiles and links without a warning.
import pytest


def test_build(job):
    if job.error:
        pytest.fail(job.error, pytrace=False)
