/* The system calls that touch the disk, and what one of them is about. */
#define _GNU_SOURCE
#include "fault/tracer_inner.h"

#if defined __x86_64__ && defined __linux__
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

const struct kind kinds[KINDS] = {
	{SYS_open, "open", 1, 0, 0, CALL_TAKES_ROOM | CALL_WAITS | CALL_OPENS},
	{SYS_openat, "openat", 2, 0, 0, CALL_TAKES_ROOM | CALL_WAITS | CALL_OPENS},
	{SYS_read, "read", 0, 1, 3, CALL_WAITS | CALL_IN_PART},
	{SYS_pread64, "pread64", 0, 1, 3, CALL_WAITS | CALL_IN_PART},
	{SYS_readv, "readv", 0, 1, 0, CALL_WAITS},
	{SYS_write, "write", 0, 1, 3, CALL_TAKES_ROOM | CALL_WAITS | CALL_IN_PART},
	{SYS_pwrite64, "pwrite64", 0, 1, 3, CALL_TAKES_ROOM | CALL_WAITS | CALL_IN_PART},
	{SYS_writev, "writev", 0, 1, 0, CALL_TAKES_ROOM | CALL_WAITS},
	{SYS_close, "close", 0, 1, 0, CALL_TAKES_ROOM | CALL_WAITS},
	{SYS_fsync, "fsync", 0, 1, 0, CALL_TAKES_ROOM | CALL_WAITS},
	{SYS_fdatasync, "fdatasync", 0, 1, 0, CALL_TAKES_ROOM | CALL_WAITS},
	{SYS_ftruncate, "ftruncate", 0, 1, 0, CALL_WAITS},
	{SYS_fallocate, "fallocate", 0, 1, 0, CALL_TAKES_ROOM | CALL_WAITS},
	{SYS_rename, "rename", 2, 0, 0, CALL_TAKES_ROOM},
	{SYS_renameat, "renameat", 4, 0, 0, CALL_TAKES_ROOM},
	{SYS_unlink, "unlink", 1, 0, 0, 0},
	{SYS_unlinkat, "unlinkat", 2, 0, 0, 0},
	{SYS_link, "link", 2, 0, 0, CALL_TAKES_ROOM},
	{SYS_linkat, "linkat", 4, 0, 0, CALL_TAKES_ROOM},
	{SYS_mkdir, "mkdir", 1, 0, 0, CALL_TAKES_ROOM},
	{SYS_mkdirat, "mkdirat", 2, 0, 0, CALL_TAKES_ROOM},
	{SYS_stat, "stat", 1, 0, 0, 0},
	{SYS_lstat, "lstat", 1, 0, 0, 0},
	{SYS_fstat, "fstat", 0, 1, 0, 0},
	{SYS_newfstatat, "newfstatat", 2, 1, 0, 0},
	{SYS_statfs, "statfs", 1, 0, 0, 0},
	{SYS_fstatfs, "fstatfs", 0, 1, 0, 0},
	{SYS_access, "access", 1, 0, 0, 0},
	{SYS_faccessat, "faccessat", 2, 0, 0, 0},
	{SYS_readlink, "readlink", 1, 0, 0, 0},
	{SYS_readlinkat, "readlinkat", 2, 0, 0, 0},
	{SYS_lseek, "lseek", 0, 1, 0, 0},
	{SYS_fcntl, "fcntl", 0, 1, 0, CALL_LOCKS},
	{SYS_flock, "flock", 0, 1, 0, CALL_LOCKS | CALL_WAITS},
	{SYS_getdents64, "getdents64", 0, 1, 0, 0},
	{SYS_mmap, "mmap", 0, 5, 0, 0},
	{SYS_fchmod, "fchmod", 0, 1, 0, CALL_TAKES_ROOM},
	{SYS_chmod, "chmod", 1, 0, 0, CALL_TAKES_ROOM},
	{SYS_fchown, "fchown", 0, 1, 0, CALL_TAKES_ROOM},
	{SYS_utimensat, "utimensat", 2, 1, 0, CALL_TAKES_ROOM},
};
unsigned long long argument(const struct user_regs_struct *at, int number)
{
	const unsigned long long arguments[] = {at->rdi, at->rsi, at->rdx, at->r10, at->r8, at->r9};

	return arguments[number - 1];
}

bool fetch(pid_t process, unsigned long long from, void *to, size_t length)
{
	struct iovec here = {to, length}, there = {(void *)(uintptr_t)from, length};

	return process_vm_readv(process, &here, 1, &there, 1, 0) == (ssize_t)length;
}

static void fetch_text(pid_t process, unsigned long long from, char out[PATH_MAX])
{
	size_t length = 0;

	while (length < PATH_MAX - 1 && fetch(process, from + length, out + length, 1) &&
		out[length])
		length++;
	out[length] = '\0';
}

const struct kind *kind_of(const struct user_regs_struct *at)
{
	for (size_t i = 0; i < KINDS; i++) {
		if (kinds[i].number != (long)at->orig_rax)
			continue;
		if (at->orig_rax == SYS_mmap && (int)at->r8 < 0)
			return NULL; /* memory, not a file */
		if (at->orig_rax == SYS_fcntl && at->rsi != F_SETLK && at->rsi != F_SETLKW &&
			at->rsi != F_GETLK)
			return NULL;
		return &kinds[i];
	}
	return NULL;
}

void note_call(struct run *run, const struct kind *kind, const struct user_regs_struct *at)
{
	struct trace *trace = run->trace;
	struct call *call;
	char path[PATH_MAX] = "", link[64];
	const char *slash;
	ssize_t length;

	if ((size_t)trace->count == run->room) {
		run->room = run->room ? run->room * 2 : 256;
		trace->calls = realloc(trace->calls, run->room * sizeof *trace->calls);
	}
	call = &trace->calls[trace->count];
	*call = (struct call){kind->name, kind->does, ""};
	if ((kind->does & CALL_OPENS) && !(argument(at, kind->path + 1) & O_CREAT))
		call->does &= ~(unsigned)CALL_TAKES_ROOM;
	if (kind->path)
		fetch_text(run->process, argument(at, kind->path), path);
	if (!*path && kind->file) {
		snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)run->process,
			(int)argument(at, kind->file));
		length = readlink(link, path, sizeof path - 1);
		path[length > 0 ? length : 0] = '\0';
	}
	slash = strrchr(path, '/');
	snprintf(call->what, sizeof call->what, "%.95s", slash ? slash + 1 : path);
}

#endif
