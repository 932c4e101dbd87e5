# SPDX-License-Identifier: BSD-2-Clause
# offsets.sed - pick the constants out of the assembly that offsets.c was compiled to.
1i /* Generated from offsets.c. */
s/^[[:space:]]*\.ascii[[:space:]]*"OFS \([A-Z0-9_]*\) [$#]*\(-*[0-9]*\)".*/#define \1 \2/p
