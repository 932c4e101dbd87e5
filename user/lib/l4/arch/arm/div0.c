/* SPDX-License-Identifier: BSD-2-Clause */
/* div0.c - what the compiler's library calls when a program divides by zero. */

int raise(int signal);

/* An undefined instruction, which the exception handler of the thread is told. */
int raise(int signal)
{
	(void)signal;
	__builtin_trap();
}
