# SPDX-License-Identifier: BSD-2-Clause
# test_unit.py - portable code, compiled for the host, agrees with naive models.
import pytest


def test_unit(job):
    if job.error:
        pytest.fail(job.error, pytrace=False)
