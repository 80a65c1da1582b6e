/* What a session over SSH gives up once it has opened its files: new processes, new programs, core
 * files, and more memory than its work needs. There is then nothing to escape to, whatever a fault
 * elsewhere might let in, and no file that makes one session take what all need. */
#include "inner.h"

#include <sys/resource.h>

#define MOST_MEMORY ((rlim_t)512 << 20) /* bytes; a whole country's import takes less than half */

/* The sanitizers' leak checker is a process of its own. */
#if defined(__SANITIZE_ADDRESS__)
#define IS_WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_WATCHED 1
#endif
#endif

#if defined(__linux__) && !defined(IS_WATCHED)
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define THIS_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define THIS_MACHINE AUDIT_ARCH_AARCH64
#endif
#endif

#ifdef THIS_MACHINE
#define LOAD(field)                                                                                \
	{BPF_LD | BPF_W | BPF_ABS, 0, 0, (unsigned)offsetof(struct seccomp_data, field)}
#define END_WITH(answer) {BPF_RET | BPF_K, 0, 0, answer}
#define DENY (SECCOMP_RET_ERRNO | EPERM)
/* Denied where the number of the call is this one. */
#define BAR(number) {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, number}, END_WITH(DENY)

/* Starting programs and processes, looking into others, reaching out over a network. */
static const struct sock_filter rules[] = {
	LOAD(arch),
	{BPF_JMP | BPF_JEQ | BPF_K, 1, 0, THIS_MACHINE},
	END_WITH(DENY), /* the calls of another machine have other numbers */
	LOAD(nr),
#ifdef __x86_64__
	{BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000}, /* x32: other numbers again */
	END_WITH(DENY),
	BAR(SYS_fork),
	BAR(SYS_vfork),
#endif
	BAR(SYS_clone),
	BAR(SYS_clone3),
	BAR(SYS_execve),
	BAR(SYS_execveat),
	BAR(SYS_ptrace),
	{BPF_JMP | BPF_JEQ | BPF_K, 1, 0, SYS_socket},
	END_WITH(SECCOMP_RET_ALLOW),
	LOAD(args[0]), /* its low half: both machines are little-endian */
	{BPF_JMP | BPF_JEQ | BPF_K, 0, 1, AF_UNIX}, /* the system's log opens it again */
	END_WITH(SECCOMP_RET_ALLOW),
	END_WITH(DENY),
};

static void filter_calls(void)
{
	struct sock_fprog program = {sizeof rules / sizeof *rules, (struct sock_filter *)rules};

	/* An old kernel without filters leaves it at the limits below. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}
#else
static void filter_calls(void)
{
}
#endif

void confine(void)
{
	const struct rlimit none = {0, 0};

	setrlimit(RLIMIT_CORE, &none);
#if defined(RLIMIT_NPROC) && !defined(IS_WATCHED)
	setrlimit(RLIMIT_NPROC, &none);
#endif
#if !defined(IS_WATCHED)
	const struct rlimit most = {MOST_MEMORY, MOST_MEMORY};
	setrlimit(RLIMIT_DATA, &most);
#endif
	filter_calls();
}
