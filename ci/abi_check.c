/* SPDX-License-Identifier: BSD-2-Clause */
/* abi_check.c - do the kernel's and the users' transcription of X.2 agree? Compiled, never run. */
#include "abi.h"
#include "glue_utcb.h"
#include "kip.h"

#include <l4/bootinfo.h>
#include <l4/ipc.h>
#include <l4/kip.h>
#include <l4/message.h>
#include <l4/schedule.h>
#include <l4/sigma0.h>
#include <l4/space.h>
#include <l4/thread.h>

/* The optimizer removes the calls of functions that may not be called, or there is a difference. */
#define JOIN2(a, b)	a##b
#define JOIN(a, b)	JOIN2(a, b)
#define DIFFERENCE	JOIN(differ_, __LINE__)
#define SAME(kernel, user)							\
	do {									\
		extern void DIFFERENCE(void)					\
			__attribute__((error(#kernel " is not " #user)));	\
		if ((word_t)(kernel) != (word_t)(user))				\
			DIFFERENCE();						\
	} while (0)

#define FIELD(kernel, user)							\
	SAME(offsetof(struct kip, kernel), offsetof(L4_KernelInterfacePage_t, user))

/* A virtual register: its place in the kernel's block, and in words from the users' pointer. */
#define PLACE(user)								\
	(offsetof(struct utcb, mr) + (word_t)((user) - __L4_UTCB_MR0) * sizeof(word_t))
#define REGISTER(kernel, user)	SAME(offsetof(struct utcb, kernel), PLACE(user))
#define BUFFER_REGISTER(n)							\
	SAME((char *)glue_utcb_br(&some_utcb, n) - (char *)&some_utcb, PLACE(__L4_UTCB_BR(n)))

static struct utcb some_utcb;

void check_types(void);
void check_messages(void);
void check_calls(void);
void check_kip(void);
void check_utcb(void);

void check_types(void)
{
	SAME(sizeof(word_t), sizeof(L4_Word_t));
	SAME(TID_NIL.raw, L4_nilthread.raw);
	SAME(TID_ANY.raw, L4_anythread.raw);
	SAME(TID_ANYLOCAL.raw, L4_anylocalthread.raw);
	SAME(tid_global(0x1234, 0x567).raw, L4_GlobalId(0x1234, 0x567).raw);
	SAME(tid_no(TID_ANY), L4_ThreadNo(L4_anythread));
	SAME(tid_version(TID_ANY), L4_Version(L4_anythread));
	SAME(tid_is_local((tid_t){ 64 }), L4_IsLocalId((L4_ThreadId_t){ 64 }));
	SAME(tid_is_local((tid_t){ 65 }), L4_IsLocalId((L4_ThreadId_t){ 65 }));

	SAME(RIGHT_X, L4_eXecutable);
	SAME(RIGHT_W, L4_Writable);
	SAME(RIGHT_R, L4_Readable);
	SAME(RIGHTS_ALL, L4_FullyAccessible);
	SAME(FPAGE_NIL.raw, L4_Nilpage.raw);
	SAME(FPAGE_COMPLETE.raw, L4_CompleteAddressSpace.raw);
	SAME(fpage_s((fpage_t){ L4_FpageLog2(0x400000, 22).raw }), 22);
	SAME(fpage_raw_base((fpage_t){ L4_FpageLog2(0x400000, 22).raw }), 0x400000);
	SAME(fpage_rights((fpage_t){ L4_FpageAddRights(L4_Nilpage, L4_Writable).raw }), RIGHT_W);

	SAME(TIME_NEVER, L4_Never.raw);
	SAME(TIME_ZERO, L4_ZeroTime.raw);
}

void check_messages(void)
{
	SAME(TAG_PROPAGATED, __L4_TAG_PROPAGATED);
	SAME(TAG_REDIRECTED, __L4_TAG_REDIRECTED);
	SAME(TAG_XCPU, __L4_TAG_XCPU);
	SAME(TAG_ERROR, __L4_TAG_ERROR);
	SAME(tag_u((msgtag_t){ WORD_MAX }), L4_UntypedWords((L4_MsgTag_t){ ~0UL }));
	SAME(tag_t((msgtag_t){ WORD_MAX }), L4_TypedWords((L4_MsgTag_t){ ~0UL }));
	SAME(tag_label((msgtag_t){ WORD_MAX }), L4_Label((L4_MsgTag_t){ ~0UL }));
	SAME(tag_label(tag_protocol(PROTO_SIGMA0, 0, 0)),
	     L4_Label(L4_MsgTagAddLabel(L4_Niltag, __L4_SIGMA0_LABEL)));

	SAME(ITEM_MAP, __L4_ITEM_MAP);
	SAME(ITEM_GRANT, __L4_ITEM_GRANT);
	SAME(ITEM_CTRLXFER, __L4_ITEM_CTRLXFER);
	SAME(item_type(L4_MapItem(L4_Nilpage, 0).raw[0]), ITEM_MAP);
	SAME(item_type(L4_GrantItem(L4_Nilpage, 0).raw[0]), ITEM_GRANT);
	SAME(ACCEPT_STRINGS, L4_StringItemsAcceptor.raw);
	SAME(ACCEPT_CTRLXFER, L4_CtrlXferItemsAcceptor.raw);
	SAME(acceptor_window(L4_MapGrantItems(L4_CompleteAddressSpace).raw).raw,
	     FPAGE_COMPLETE.raw);
}

void check_calls(void)
{
	SAME(ERR_OK, L4_ErrOk);
	SAME(ERR_NO_PRIVILEGE, L4_ErrNoPrivilege);
	SAME(ERR_INVALID_THREAD, L4_ErrInvalidThread);
	SAME(ERR_INVALID_SPACE, L4_ErrInvalidSpace);
	SAME(ERR_INVALID_SCHEDULER, L4_ErrInvalidScheduler);
	SAME(ERR_INVALID_PARAM, L4_ErrInvalidParam);
	SAME(ERR_UTCB_AREA, L4_ErrUtcbArea);
	SAME(ERR_KIP_AREA, L4_ErrKipArea);
	SAME(ERR_NO_MEM, L4_ErrNoMem);

	SAME(EXREGS_HALT, __L4_EXREGS_HALT);
	SAME(EXREGS_RECV, __L4_EXREGS_RECEIVE);
	SAME(EXREGS_SEND, __L4_EXREGS_SEND);
	SAME(EXREGS_SP, __L4_EXREGS_SP);
	SAME(EXREGS_IP, __L4_EXREGS_IP);
	SAME(EXREGS_FLAGS, __L4_EXREGS_FLAGS);
	SAME(EXREGS_HANDLE, __L4_EXREGS_HANDLE);
	SAME(EXREGS_PAGER, __L4_EXREGS_PAGER);
	SAME(EXREGS_SET_HALT, __L4_EXREGS_SETHALT);
	SAME(EXREGS_DELIVER, __L4_EXREGS_DELIVER);

	SAME(SCHED_ERROR, L4_SCHEDRESULT_ERROR);
	SAME(SCHED_DEAD, L4_SCHEDRESULT_DEAD);
	SAME(SCHED_INACTIVE, L4_SCHEDRESULT_INACTIVE);
	SAME(SCHED_RUNNING, L4_SCHEDRESULT_RUNNING);
	SAME(SCHED_PENDING_SEND, L4_SCHEDRESULT_PENDING_SEND);
	SAME(SCHED_SENDING, L4_SCHEDRESULT_SENDING);
	SAME(SCHED_WAITING, L4_SCHEDRESULT_WAITING);
	SAME(SCHED_RECEIVING, L4_SCHEDRESULT_RECEIVING);
	SAME(UNMAP_FLUSH, __L4_UNMAP_FLUSH);
}

void check_kip(void)
{
	FIELD(magic, magic);
	FIELD(api_version, ApiVersion);
	FIELD(api_flags, ApiFlags);
	FIELD(kern_desc_ptr, KernelVerPtr);
	FIELD(kdebug_init, Kdebug);
	FIELD(sigma0, sigma0);
	FIELD(sigma1, sigma1);
	FIELD(root, root_server);
	FIELD(root.low, root_server.low);
	FIELD(memory_info, MemoryInfo);
	FIELD(utcb_info, UtcbAreaInfo);
	FIELD(kip_area_info, KipAreaInfo);
	FIELD(boot_info, BootInfo);
	FIELD(proc_desc_ptr, ProcDescPtr);
	FIELD(clock_info, ClockInfo);
	FIELD(thread_info, ThreadInfo);
	FIELD(page_info, PageInfo);
	FIELD(processor_info, ProcessorInfo);
	FIELD(space_control, SpaceControl);
	FIELD(thread_control, ThreadControl);
	FIELD(processor_control, ProcessorControl);
	FIELD(memory_control, MemoryControl);
	FIELD(ipc, Ipc);
	FIELD(lipc, Lipc);
	FIELD(unmap, Unmap);
	FIELD(exchange_registers, ExchangeRegisters);
	FIELD(system_clock, SystemClock);
	FIELD(thread_switch, ThreadSwitch);
	FIELD(schedule, Schedule);
	FIELD(arch_syscall, ArchSyscall0);
	SAME(sizeof(struct kip_memdesc), sizeof(L4_MemoryDesc_t));
	SAME(sizeof(struct kip_procdesc), sizeof(L4_ProcDesc_t));

	SAME(MEMDESC_UNDEFINED, L4_UndefinedMemoryType);
	SAME(MEMDESC_CONVENTIONAL, L4_ConventionalMemoryType);
	SAME(MEMDESC_RESERVED, L4_ReservedMemoryType);
	SAME(MEMDESC_DEDICATED, L4_DedicatedMemoryType);
	SAME(MEMDESC_SHARED, L4_SharedMemoryType);
	SAME(MEMDESC_BOOTLOADER, L4_BootLoaderSpecificMemoryType);
	SAME(MEMDESC_ARCH, L4_ArchitectureSpecificMemoryType);
}

void check_utcb(void)
{
	REGISTER(mr[0], __L4_UTCB_MR0);
	REGISTER(mr[MR_COUNT - 1], __L4_UTCB_MR0 + MR_COUNT - 1);
	REGISTER(thread_word0, __L4_UTCB_THREADWORD0);
	REGISTER(thread_word1, __L4_UTCB_THREADWORD1);
	REGISTER(virtual_sender, __L4_UTCB_SENDER);
	REGISTER(intended_receiver, __L4_UTCB_INTENDEDRECEIVER);
	REGISTER(xfer_timeouts, __L4_UTCB_XFERTIMEOUTS);
	REGISTER(error_code, __L4_UTCB_ERRORCODE);
	REGISTER(preempt_flags, __L4_UTCB_FLAGS);
	REGISTER(exception_handler, __L4_UTCB_EXCEPTIONHANDLER);
	REGISTER(pager, __L4_UTCB_PAGER);
	REGISTER(user_handle, __L4_UTCB_USERDEFINEDHANDLE);
	REGISTER(processor_no, __L4_UTCB_PROCESSORNO);
	REGISTER(global_id, __L4_UTCB_MYGLOBALID);
	BUFFER_REGISTER(0);
	BUFFER_REGISTER((int)BR_COUNT - 1);
	SAME(PLACE(0), __L4_UTCB_BIAS);
}
