# SPDX-License-Identifier: BSD-2-Clause
# files.mk - sigma0, the initial server.  8 MiB is above the kernel and below most programs.
prog-y			+= sigma0
sigma0-y		:= user/sigma0/main.o user/sigma0/pool.o \
		   user/sigma0/$(if $(CONFIG_HAVE_IO_PORTS),ports,ports_none).o
# Above 0x008fffff: firmware of UEFI machines keeps data at 8 MiB.
sigma0-base		:= $(ram-base)+0x00900000
