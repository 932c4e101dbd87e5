# SPDX-License-Identifier: BSD-2-Clause
# src/platform/common/files.mk - drivers, each built where a board selects it.

obj-$(CONFIG_ACPI)		+= src/platform/common/acpi.o
obj-$(CONFIG_DEVICE_PAGE_LIST)	+= src/platform/common/device_page.o
obj-$(CONFIG_IRQ_GIC)		+= src/platform/common/irq_gic.o
obj-$(CONFIG_IRQ_I8259)		+= src/platform/common/irq_i8259.o
obj-$(CONFIG_IOAPIC)		+= src/platform/common/irq_ioapic.o
obj-$(CONFIG_IRQ_LAPIC)		+= src/platform/common/irq_lapic.o
obj-$(CONFIG_IRQ_PL190)		+= src/platform/common/irq_pl190.o
obj-$(CONFIG_ACPI)		+= src/platform/common/mptable.o
obj-$(CONFIG_ACPI)		+= src/platform/common/phys.o
obj-$(CONFIG_ONE_CPU)		+= src/platform/common/one_cpu.o
obj-$(CONFIG_TIMER_ARMGENERIC)	+= src/platform/common/timer_armgeneric.o
obj-$(CONFIG_IRQ_LAPIC)		+= src/platform/common/timer_lapic.o
obj-$(CONFIG_TIMER_CP0)		+= src/platform/common/timer_cp0.o
obj-$(CONFIG_TIMER_RTC)		+= src/platform/common/timer_rtc.o
obj-$(CONFIG_TIMER_SP804)	+= src/platform/common/timer_sp804.o
obj-$(CONFIG_TIMER_TSC)		+= src/platform/common/timer_tsc.o
obj-$(CONFIG_UART_NS16550)	+= src/platform/common/uart_ns16550.o
obj-$(CONFIG_UART_PL011)	+= src/platform/common/console_pl011.o
obj-$(CONFIG_UART_PL011)	+= src/platform/common/uart_pl011.o

# Used at boot or hardly ever: rather small than fast.
small-y += src/platform/common/acpi.o
small-y += src/platform/common/device_page.o
small-y += src/platform/common/irq_i8259.o
small-y += src/platform/common/irq_ioapic.o
small-y += src/platform/common/irq_lapic.o
small-y += src/platform/common/mptable.o
small-y += src/platform/common/phys.o
small-y += src/platform/common/timer_rtc.o
small-y += src/platform/common/timer_tsc.o
small-y += src/platform/common/uart_ns16550.o
