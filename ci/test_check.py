# SPDX-License-Identifier: BSD-2-Clause
# test_check.py - the structural checks of ci/check-* find nothing.


def test_check(job):
    assert not job.error, job.error
