# SPDX-License-Identifier: BSD-2-Clause
# test_build.py - every configuration compiles and links without a warning.


def test_build(job):
    assert not job.error, job.error
