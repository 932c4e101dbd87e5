# SPDX-License-Identifier: BSD-2-Clause
# files.mk - libc: the few functions of C that freestanding programs need.
user-includes-y		+= -Iuser/include/c
libc-y			+= user/lib/c/abort.o
libc-y			+= user/lib/c/console.o
libc-y			+= user/lib/c/ctype.o
libc-y			+= user/lib/c/format.o
libc-y			+= user/lib/c/malloc.o
libc-y			+= user/lib/c/memory.o
libc-y			+= user/lib/c/number.o
libc-y			+= user/lib/c/sort.o
libc-y			+= user/lib/c/stdio.o
libc-y			+= user/lib/c/string.o
