/* SPDX-License-Identifier: BSD-2-Clause */
/* cpu_model.c - CPU models that want special care are told from their neighbours. */

#include "x86_model.h"

#include "unit.h"

#define AMD   X86_VENDOR_AMD
#define INTEL 0x756e6547u

static bool numbers(void)
{
	return x86_family(0x000906a3) == 6 && x86_model(0x000906a3) == 0x9a &&
	       x86_family(0x00060fb1) == 0xf && x86_model(0x00060fb1) == 0x6b &&
	       x86_family(0x00100f43) == 0x10 && x86_family(0x00a20f12) == 0x19 &&
	       x86_family(0x00000543) == 5;
}

static bool pcid(void)
{
	static const uint32_t bad[] = { 0x00090672, 0x000906a3, 0x000b0671,
					0x000b06a2, 0x000b06e0, 0x000b06f2 };
	static const uint32_t good[] = {
		0x000306c3 /* Haswell */,	0x000806f8 /* Sapphire Rapids */,
		0x000a0671 /* Rocket Lake */, 0x000a06a4 /* Meteor Lake */,
		0x00a20f12 /* Zen 3 */,	0x00070f97 /* another family */,
	};
	bool ok = true;

	for (unsigned i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		ok = ok && x86_invlpg_leaves_global(bad[i]);
	for (unsigned i = 0; i < sizeof(good) / sizeof(*good); i++)
		ok = ok && !x86_invlpg_leaves_global(good[i]);
	return ok;
}

static bool c1e(void)
{
	return x86_may_have_c1e(AMD, 0x00060fb1) && x86_may_have_c1e(AMD, 0x00040f12) &&
	       x86_may_have_c1e(AMD, 0x00100f43) && x86_may_have_c1e(AMD, 0x00200f31) &&
	       !x86_may_have_c1e(AMD, 0x00020f32) && !x86_may_have_c1e(AMD, 0x00300f10) &&
	       !x86_may_have_c1e(AMD, 0x00000681) && !x86_may_have_c1e(INTEL, 0x00000f43) &&
	       !x86_may_have_c1e(INTEL, 0x00060fb1);
}

int main(int argc, char **argv)
{
	unit_begin(argc, argv);
	unit_report("cpu_model/numbers", numbers());
	unit_report("cpu_model/pcid", pcid());
	unit_report("cpu_model/c1e", c1e());
	return unit_end();
}
