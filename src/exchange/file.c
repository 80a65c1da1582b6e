/* Files read whole, and files that appear whole or not at all. */
#define _GNU_SOURCE /* O_TMPFILE, where the system has it */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "inner.h"

static bool refuse_errno(struct fault *why, const char *path, int number)
{
	return refuse(why, number == ENOENT ? FAULT_MISSING : FAULT_TROUBLE, "%s: %s", path,
		strerror(number));
}

static bool input_open(const char *path, int *fd, struct fault *why)
{
	struct stat about;

	*fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (*fd < 0 || fstat(*fd, &about) != 0)
		return refuse_errno(why, path, errno);
	if (S_ISDIR(about.st_mode))
		return refuse(why, FAULT_TROUBLE, N_("%s is a folder: name a file in it"), path);
	if (*fd != STDIN_FILENO && !S_ISREG(about.st_mode) && !S_ISFIFO(about.st_mode) &&
		!S_ISSOCK(about.st_mode))
		return refuse(why, FAULT_TROUBLE,
			N_("%s is a device, not a file: name a file, or - for standard input"),
			path);
	return true;
}

/* Room for one byte more than the limit, so that passing it shows. */
static bool read_whole(
	int fd, const char *path, size_t limit, struct buffer *all, struct fault *why)
{
	char part[65536];

	for (;;) {
		ssize_t got = read(fd, part, sizeof part);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return refuse_errno(why, path, errno);
		if (got == 0)
			return true;
		buffer_bytes(all, part, (size_t)got);
		if (limit && all->length > limit)
			return refuse(why, FAULT_REFUSED,
				N_("%s is larger than %zu bytes: split it"), path, limit);
	}
}

bool file_read(const char *path, size_t limit, char **bytes, size_t *length, struct fault *why)
{
	struct buffer all = {0};
	int fd = -1;
	bool good = input_open(path, &fd, why) && read_whole(fd, path, limit, &all, why);

	if (fd > STDIN_FILENO)
		close(fd);
	if (!good) {
		buffer_free(&all);
		return false;
	}
	buffer_bytes(&all, "", 0);
	*bytes = all.text ? all.text : memory_take(1, 1);
	*length = all.length;
	return true;
}

bool file_sender_stays(struct fault *why)
{
	/* Nothing is asked for: what a closed end tells comes unasked. */
	struct pollfd ends[] = {{STDOUT_FILENO, 0, 0}, {STDERR_FILENO, 0, 0}};
	int closed;

	do
		closed = poll(ends, 2, 200);
	while (closed < 0 && errno == EINTR);
	if (closed == 0)
		return true;
	return refuse(why, FAULT_TROUBLE,
		N_("the line was lost before the file was known to be whole: nothing was changed"));
}

/* Makes something of a name beside the place that is not taken yet; its errno, or 0. */
static int make_beside(struct file_out *file, bool (*make)(struct file_out *, const char *))
{
	const char *slash = strrchr(file->path, '/');
	int folder = slash ? (int)(slash + 1 - file->path) : 0, failure = EEXIST;
	struct buffer name = {0};

	for (int attempt = 0; attempt < 100 && failure == EEXIST; attempt++) {
		buffer_clear(&name);
		buffer_print(&name, "%.*s.%s.%ld-%d", folder, file->path, file->path + folder,
			(long)getpid(), attempt);
		failure = make(file, buffer_text(&name)) ? 0 : errno;
	}
	if (failure)
		buffer_free(&name);
	else
		file->temporary = name.text;
	return failure;
}

static bool make_file(struct file_out *file, const char *name)
{
	file->fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	return file->fd >= 0;
}

static void own_name(const struct file_out *file, char name[40])
{
	snprintf(name, 40, "/proc/self/fd/%d", file->fd);
}

static bool make_link(struct file_out *file, const char *name)
{
	char own[40];

	own_name(file, own);
	return linkat(AT_FDCWD, own, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
}

/* A file that has no name until it is finished goes by itself, however this program ends. False: not
 * to be had here, or it could not be given a name later. */
static bool open_nameless(struct file_out *file)
{
#ifdef O_TMPFILE
	char *folder = memory_text(file->path), *slash = strrchr(folder, '/'), own[40];
	struct stat opened, named;

	if (slash)
		slash[slash == folder] = '\0';
	file->fd = open(slash ? folder : ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
	free(folder);
	if (file->fd < 0)
		return false;
	own_name(file, own);
	file->nameless = fstat(file->fd, &opened) == 0 && stat(own, &named) == 0 &&
			 opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
	if (file->nameless)
		return true;
	close(file->fd);
	file->fd = -1;
#else
	(void)file;
#endif
	return false;
}

/* The mode is what the umask leaves. A workbook is read again once it is written. */
static bool open_beside(struct file_out *file, struct fault *why)
{
	int failure = open_nameless(file) ? 0 : make_beside(file, make_file);

	return !failure || refuse_errno(why, file->path, failure);
}

static bool start_in_place(struct file_out *file, const char *path, struct fault *why)
{
	struct stat about;
	char *real;

	if (stat(path, &about) != 0) {
		file->path = memory_text(path);
		return errno == ENOENT ? open_beside(file, why) : refuse_errno(why, path, errno);
	}
	if (S_ISDIR(about.st_mode))
		return refuse(why, FAULT_TROUBLE, N_("%s is a folder: name a file in it"), path);
	if (!S_ISREG(about.st_mode)) { /* a pipe or a device is written to, never replaced */
		file->path = memory_text(path);
		file->fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
		return file->fd >= 0 || refuse_errno(why, path, errno);
	}
	real = realpath(path, NULL); /* a link keeps pointing to the new file */
	file->path = memory_text(real ? real : path);
	free(real);
	file->fd = open(file->path, O_WRONLY | O_CLOEXEC); /* a new name would pass by its protection */
	if (file->fd < 0)
		return refuse_errno(why, path, errno);
	close(file->fd);
	if (!open_beside(file, why))
		return false;
	if (fchmod(file->fd, about.st_mode & 07777) != 0)
		return refuse_errno(why, path, errno);
	return true;
}

bool file_is_absent(const char *path)
{
	return access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

void file_make_folders(const char *path, unsigned mode)
{
	char *folder = memory_text(path);

	for (char *slash = strchr(folder + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(folder, mode);
		*slash = '/';
	}
	free(folder);
}

bool file_start(struct file_out *file, const char *path, struct fault *why)
{
	*file = (struct file_out){.fd = -1};
	if (strcmp(path, "-") == 0) {
		file->fd = STDOUT_FILENO;
		return true;
	}
	if (start_in_place(file, path, why))
		return true;
	file_finish(file, false, NULL);
	return false;
}

/* The new name itself must survive a power cut. */
static bool sync_folder(const char *path)
{
	char *folder = memory_text(path);
	char *slash = strrchr(folder, '/');
	bool good;
	int fd;

	if (slash)
		slash[slash == folder] = '\0';
	fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (fd < 0)
		return errno == EACCES; /* it can be written but not read, so not synced either */
	good = fsync(fd) == 0 || errno == EINVAL;
	close(fd);
	return good;
}

/* Closes the file and gives it its name; the errno of what failed on the way, or 0. */
static int rename_file(struct file_out *file)
{
	int failure = file->nameless ? make_beside(file, make_link) : 0;

	if (close(file->fd) != 0 && !failure)
		failure = errno;
	file->fd = -1;
	if (!failure && rename(file->temporary, file->path) != 0)
		failure = errno;
	if (failure && file->temporary)
		unlink(file->temporary);
	free(file->temporary);
	file->temporary = NULL;
	return failure;
}

/* A name can be replaced by another, but not by a file without one, so for a moment it has a name of its
 * own: no signal comes in between. */
static int keep_file(struct file_out *file)
{
	sigset_t all, before;
	int failure;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	failure = rename_file(file);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (failure)
		return failure;
	return sync_folder(file->path) ? 0 : errno;
}

bool file_finish(struct file_out *file, bool keep, struct fault *why)
{
	bool good = true;
	int failure = 0;

	if (file->fd >= 0 && keep && fsync(file->fd) != 0 && errno != EINVAL && errno != EROFS &&
		errno != ENOTSUP)
		failure = errno;
	if (keep && !failure && (file->temporary || file->nameless))
		failure = keep_file(file);
	if (file->fd >= 0 && file->path && close(file->fd) != 0 && !failure)
		failure = errno;
	if (file->temporary)
		unlink(file->temporary);
	if (keep && failure)
		good = refuse_errno(why, file->path ? file->path : "-", failure);
	free(file->path);
	free(file->temporary);
	*file = (struct file_out){.fd = -1};
	return good;
}
