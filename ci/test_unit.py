# SPDX-License-Identifier: BSD-2-Clause
# test_unit.py - portable code, compiled for the host, agrees with naive models.


def test_unit(job):
    assert not job.error, job.error
