/* Which file system a database lies on. On those of a network the locks, or what is on the disk when
 * a call returns, are not as SQLite must have them: two computers can both write, and what was
 * acknowledged can be lost with the server. */
#include "inner.h"

#include <string.h>
#ifdef __linux__
#include <sys/vfs.h>

/* f_type of statfs(2), from Linux' magic.h and the file systems' own sources. */
static const struct {
	unsigned long type;
	const char *name;
} networks[] = {
	{0x6969, "NFS"}, {0xFF534D42, "CIFS"}, {0xFE534D42, "SMB"}, {0x517B, "SMB"},
	{0x65735546, "FUSE"}, {0x01021997, "9P"}, {0x5346414F, "AFS"}, {0x6B414653, "AFS"},
	{0x73757245, "Coda"}, {0x564C, "NCP"}, {0x00C36400, "Ceph"}, {0x0BD00BD0, "Lustre"},
	{0x01161970, "GFS2"}, {0x7461636F, "OCFS2"}, {0x19830326, "BeeGFS"}, {0x47504653, "GPFS"},
	{0x786F4256, "VirtualBox"}, {0xBACBACBC, "VMware"}, {0x7C7C6673, "Parallels"},
};

const char *file_network(const char *path)
{
	struct statfs about;
	if (strcmp(path, ":memory:") == 0 || statfs(path, &about) != 0)
		return NULL;
	/* Its sign and width differ from machine to machine; the number has 32 bits. */
	for (size_t i = 0; i < sizeof networks / sizeof *networks; i++)
		if (((unsigned long)about.f_type & 0xFFFFFFFFul) == networks[i].type)
			return networks[i].name;
	return NULL;
}
#else
const char *file_network(const char *path)
{
	(void)path;
	return NULL;
}
#endif
