# SPDX-License-Identifier: BSD-2-Clause
# test_suite.py - the test image boots, runs all its tests and powers off.


def test_suite(job):
    assert not job.error, job.error
