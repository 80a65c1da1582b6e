/* Where a database lies: statfs answers here what the tests tell it. */
#include "given.h"

#include <errno.h>
#include <sys/vfs.h>

static unsigned long answered; /* the type told; 0: an error */

/* In place of the C library's. */
int statfs(const char *path, struct statfs *about)
{
	if (answered == 0 || access(path, F_OK) != 0) {
		errno = ENOSYS;
		return -1;
	}
	memset(about, 0, sizeof *about);
	about->f_type = (__fsword_t)answered;
	return 0;
}

static const char *lies_on(struct given *given, unsigned long type)
{
	struct store *store;
	const char *name;

	answered = type;
	store = opened(given->path, false);
	name = store_network(store);
	if (name)
		assert_string_equal(store_journal_mode(store), "delete");
	store_close(store);
	return name;
}

static void file_systems_of_a_network_are_known(void **state)
{
	static const struct {
		unsigned long type;
		const char *name;
	} rows[] = {{0x6969, "NFS"}, {0xFF534D42, "CIFS"}, {0xFE534D42, "SMB"}, {0x517B, "SMB"},
		{0x65735546, "FUSE"}, {0x01021997, "9P"}, {0x00C36400, "Ceph"},
		{0xFFFFFFFF00006969u, "NFS"}};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_non_null(lies_on(*state, rows[i].type));
		assert_string_equal(lies_on(*state, rows[i].type), rows[i].name);
	}
}

static void those_of_disks_and_of_memory_are_none(void **state)
{
	/* ext4, xfs, btrfs, tmpfs, overlay, zfs, f2fs; not told */
	static const unsigned long types[] = {
		0xEF53, 0x58465342, 0x9123683E, 0x01021994, 0x794C7630, 0x2FC12FC1, 0xF2F52010, 0};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		assert_null(lies_on(*state, types[i]));
}

static void a_database_in_memory_lies_nowhere(void **state)
{
	struct store *store = opened(":memory:", false);

	(void)state;
	answered = 0x6969;
	assert_null(store_network(store));
	store_close(store);
}

static void one_made_there_works_with_a_rollback_journal(void **state)
{
	struct given *given = *state;
	char path[300];
	struct store *store;

	answered = 0x6969;
	snprintf(path, sizeof path, "%s-there", given->path);
	assert_true(store_create(path, NULL));
	store = opened(path, false);
	assert_string_equal(store_network(store), "NFS");
	assert_string_equal(store_journal_mode(store), "delete");
	STEP(store, "an", TABLE_SETTING, "x", "1");
	store_close(store);
	file_remove(path);
}

int main(void)
{
#define IN_DATABASE(test) cmocka_unit_test_setup_teardown(test, given_database, given_gone)
	const struct CMUnitTest tests[] = {
		IN_DATABASE(file_systems_of_a_network_are_known),
		IN_DATABASE(those_of_disks_and_of_memory_are_none),
		IN_DATABASE(a_database_in_memory_lies_nowhere),
		IN_DATABASE(one_made_there_works_with_a_rollback_journal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
