/* SPDX-License-Identifier: BSD-2-Clause */
/* version.c - what glue keeps on ARMv7-A: who has which asid. */
#include "glue_version.h"

struct asid_owners glue_asids;
