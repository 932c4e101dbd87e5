/* SPDX-License-Identifier: BSD-2-Clause */
/* config.h - fake port: options are set by the tests' flags. */
#ifndef CONFIG_H
#define CONFIG_H

#endif
