/* The tripwire of DOMAIN.md §7 by its bytes: whatever way a list of people comes in, no byte of it
 * is left in the database, its journals and lock, a rejects file, an export, a backup, what the
 * program says, or any other file of the office. What is searched for would be found: the first
 * test shows that it is, where it may be. */
#include "cli/run.h"

#include <ftw.h>

/* What stands in the cells of every refused file, and nowhere else. */
static const char *const secrets[] = {"Trần Giấu", "Giấu Kín", "079203001234", "Ấp Kín Bưng",
	"14/02/2001", "zqx"};

static const char rows[] =
	"703,II.1.a,Trần Giấu Kín,14/02/2001,079203001234,Ấp Kín Bưng zqx\n"
	"705,II.1.a,\"Lê Giấu Kín\",14/02/2001,079203001234,\"Ấp Kín Bưng\nzqx\"\n";

/* ---- searching the bytes ---------------------------------------------------------------------- */

static const char *searched; /* needle of the walk below */
static char found_in[512];

static bool bytes_hold(const char *bytes, size_t length, const char *needle, size_t size)
{
	for (const char *at = bytes; size <= length && at <= bytes + length - size; at++) {
		at = memchr(at, needle[0], (size_t)(bytes + length - size - at) + 1);
		if (!at)
			return false;
		if (memcmp(at, needle, size) == 0)
			return true;
	}
	return false;
}

/* The needle as UTF-16LE; all of ours lie in the basic plane. */
static size_t wide(const char *text, char out[256])
{
	const unsigned char *at = (const unsigned char *)text;
	size_t length = 0;

	while (*at) {
		unsigned character = *at;

		if (*at < 0x80)
			at += 1;
		else if (*at < 0xE0)
			character = (*at & 0x1Fu) << 6 | (at[1] & 0x3Fu), at += 2;
		else
			character = (*at & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu), at += 3;
		out[length++] = (char)(character & 0xFF);
		out[length++] = (char)(character >> 8);
	}
	return length;
}

static int search_file(const char *path, const struct stat *about, int kind, struct FTW *place)
{
	const char *name = path + place->base;
	char other[256], *bytes;
	size_t length;
	FILE *file;

	/* What a test hands in, or asks to be written, begins so. */
	if (kind != FTW_F || strncmp(name, "in-", 3) == 0 || (about->st_mode & S_IFMT) != S_IFREG)
		return 0;
	file = fopen(path, "rb");
	assert_non_null(file);
	bytes = malloc((size_t)about->st_size + 1);
	length = fread(bytes, 1, (size_t)about->st_size, file);
	fclose(file);
	if (bytes_hold(bytes, length, searched, strlen(searched)) ||
		bytes_hold(bytes, length, other, wide(searched, other)))
		snprintf(found_in, sizeof found_in, "%s", path);
	free(bytes);
	return 0;
}

/* The file of the office that holds the text; "": none does. */
static const char *holder_of(const struct office *office, const char *text)
{
	found_in[0] = '\0';
	searched = text;
	assert_int_equal(nftw(office->folder, search_file, 16, FTW_PHYS), 0);
	return found_in;
}

static void nothing_is_left(const struct office *office, const char *way)
{
	for (size_t i = 0; i < COUNT(secrets); i++) {
		if (holds(office->out, secrets[i]) || holds(office->err, secrets[i]))
			fail_msg("%s: \"%s\" is told:\n%s%s", way, secrets[i], office->out,
				office->err);
		if (*holder_of(office, secrets[i]))
			fail_msg("%s: \"%s\" is left in %s", way, secrets[i], found_in);
	}
}

static void what_is_accepted_is_found_by_the_same_search(void **state)
{
	struct office *office = *state;
	char wide_text[256];
	FILE *file;
	size_t length = wide("Ấp Kín Bưng", wide_text);
	char path[512];

	file_put(office, "in-t.csv", "unit,task,note\n703,II.1.a,Ấp Kín Bưng zqx\n");
	assert_string_equal(holder_of(office, "Ấp Kín Bưng zqx"), "");
	run_for(office, 0, "tiendo import tasks in-t.csv");
	assert_true(holds(holder_of(office, "Ấp Kín Bưng zqx"), "t.db"));
	run_for(office, 0, "mkdir -p .local/state; cp in-t.csv .local/state/draft; tiendo undo");
	assert_true(*holder_of(office, "zqx"));
	run_for(office, 0, "rm .local/state/draft; tiendo log > log.txt");
	assert_true(*holder_of(office, "zqx"));
	snprintf(path, sizeof path, "%s/wide", office->folder);
	file = fopen(path, "wb");
	assert_non_null(file);
	fwrite("x", 1, 1, file);
	fwrite(wide_text, 1, length, file);
	fclose(file);
	run_for(office, 0, "rm t.db* log.txt");
	assert_true(holds(holder_of(office, "Ấp Kín Bưng"), "wide"));
}

/* ---- files and ways --------------------------------------------------------------------------- */

struct list {
	const char *name, *kind, *head, *filter; /* filter: what the bytes go through */
};
static const struct list lists[] = {
	{"named", "tasks", "Mã đơn vị,Mã việc,Họ và tên,Ngày sinh,CCCD,Địa chỉ\n", "cat"},
	{"english", "receipts", "unit,report,full name,date of birth,ID card,address\n", "cat"},
	{"as numbers", "numbers", "Mã đơn vị,Mã báo cáo,SL01 Họ tên,SL02,SL03,SL04\n", "cat"},
	{"one column", "tasks", "Mã đơn vị,Mã việc,Ghi chú,Ngày xong,Số CMND,Văn bản\n", "cat"},
	{"titled", "tasks",
		"DANH SÁCH CÁC ĐỐI TƯỢNG NGHIỆN\n\nMã đơn vị,Mã việc,Ghi chú,Ngày xong,Số,Văn bản\n",
		"cat"},
	{"two lines", "tasks",
		"Mã đơn vị,Mã việc,Người nghiện,,,\n,,Họ và,Ngày,Số giấy tờ,Nơi ở\n", "cat"},
	{"annexed", "tasks",
		"Mã đơn vị,Mã việc,Tình trạng,Ngày xong,Số lượng,Ghi chú\n"
		"703,II.1.a,đã xong,20/6/2020,3,\nSTT,Mã,Họ và tên,Năm sinh,CCCD,Địa chỉ\n",
		"cat"},
	{"no headings", "tasks", "", "cat"},
	{"as a roster", "people", "Mã đơn vị,Chức vụ,Họ và tên,Ngày sinh,CCCD,Địa chỉ\n", "cat"},
	{"as a plan", "plan", "Loại mục,Mã,Nội dung,Ngày sinh,CCCD,Địa chỉ\n", "cat"},
	{"semicolons", "tasks", "Mã đơn vị,Mã việc,Họ và tên,Ngày sinh,CCCD,Địa chỉ\n",
		"tr , ';'"},
	{"UTF-16", "tasks", "Mã đơn vị,Mã việc,Họ và tên,Ngày sinh,CCCD,Địa chỉ\n",
		"iconv -f UTF-8 -t UTF-16"},
	{"TCVN3", "tasks", "Mã đơn vị,Mã việc,Họ và tên,Ngày sinh,CCCD,Địa chỉ\n",
		"iconv -f UTF-8 -t TCVN5712-1//TRANSLIT"},
	{"windows-1258", "tasks", "Mã đơn vị,Mã việc,Họ và tên,Ngày sinh,CCCD,Địa chỉ\n",
		"iconv -f UTF-8 -t CP1258//TRANSLIT"},
	{"old letters", "tasks", "Mã đơn vị,Mã việc,Họ và tên,Ngày sinh,CCCD,Địa chỉ\n",
		"iconv -f UTF-8 -t TCVN5712-1//TRANSLIT | iconv -f LATIN1 -t UTF-8"},
};

static const char *const ways[] = {"tiendo import %s in-list", "tiendo import %s in-list --partial",
	"tiendo import %s in-list --rejects r.csv --partial",
	"tiendo import %s in-list --rejects r.csv", "tiendo import %s in-list --dry-run",
	"tiendo import %s - < in-list", "cat in-list | tiendo import %s - --partial --rejects r.csv",
	"tiendo import %s in-list --on-conflict theirs", "tiendo --lang vi import %s in-list",
	"tiendo import %s in-list --rejects -", "tiendo --db new.db import %s in-list"};

static void put_list(struct office *office, const struct list *list)
{
	char text[2000];

	snprintf(text, sizeof text, "%s%s", list->head, rows);
	file_put(office, "in-utf8", text);
	run_for(office, 0, "mkdir -p tmp; cat in-utf8 | %s > in-list", list->filter);
}

static void no_way_in_leaves_a_byte_of_a_list_of_people(void **state)
{
	struct office *office = *state;

	for (size_t i = 0; i < COUNT(lists); i++) {
		put_list(office, &lists[i]);
		for (size_t j = 0; j < COUNT(ways); j++) {
			char line[200], told[300];

			snprintf(line, sizeof line, ways[j], lists[i].kind);
			snprintf(told, sizeof told, "%s: %s", lists[i].name, line);
			run(office, "TMPDIR=$PWD/tmp; export TMPDIR; %s", line);
			if (office->status != 3)
				fail_msg("%s: status %d\n%s%s", told, office->status, office->out,
					office->err);
			nothing_is_left(office, told);
			assert_false(file_is(office, "r.csv"));
			assert_false(file_is(office, "new.db"));
		}
	}
	run_for(office, 0, "tiendo log; tiendo backup b.db; tiendo export all folder; tiendo check");
	nothing_is_left(office, "afterwards");
}

static void a_big_list_leaves_as_little(void **state)
{
	struct office *office = *state;

	put_list(office, &lists[0]);
	run_for(office, 0,
		"{ cat in-list; awk 'BEGIN { for (i = 0; i < 20000; i++) print "
		"\"703,II.1.a,Trần Giấu Kín,14/02/2001,079203001234,Ấp Kín Bưng zqx\" }'; } > in-big");
	run_for(office, 3, "tiendo import tasks in-big --partial --rejects r.csv");
	nothing_is_left(office, "big");
	run_for(office, 3, "cat in-big | tiendo import tasks - --dry-run");
	nothing_is_left(office, "big, piped");
}

/* The program is ended while it waits for the rest of the list. */
static void a_killed_import_leaves_nothing(void **state)
{
	struct office *office = *state;

	put_list(office, &lists[0]);
	run_for(office, 0,
		"mkdir -p tmp; mkfifo in-pipe; export TMPDIR=$PWD/tmp; "
		"\"$TIENDO\" --db t.db import tasks in-pipe --partial --rejects r.csv & "
		"exec 3> in-pipe; cat in-list >&3; kill -9 $!; wait $!; exec 3>&-; "
		"tiendo due > due.txt; tiendo check");
	nothing_is_left(office, "killed");
}

static void a_full_disk_leaves_nothing(void **state)
{
	struct office *office = *state;

	put_list(office, &lists[0]);
	run_for(office, 3, "ulimit -f 0; trap '' XFSZ; "
			   "\"$TIENDO\" --db t.db import tasks in-list --partial --rejects r.csv 2>&1 | cat; "
			   "ulimit -f 100000; tiendo import tasks in-list --rejects /dev/full");
	nothing_is_left(office, "full");
}

static void a_list_in_the_way_of_good_rows_takes_none_of_them(void **state)
{
	struct office *office = *state;

	file_put(office, "in-list",
		"unit,task,status,done_on,note,CCCD\n703,II.1.a,done,2020-06-20,zqx,079203001234\n"
		"705,II.1.a,done,2020-06-20,Ấp Kín Bưng,\n");
	run_for(office, 0, "tiendo export all before");
	run_for(office, 3, "tiendo import tasks in-list --partial --rejects r.csv");
	nothing_is_left(office, "half good");
	run_for(office, 0, "tiendo export all after; diff -r before after");
}

/* ---- taking contacts out again ----------------------------------------------------------------- */

static const char *const contacts[] = {"Trần Giấu Kín", "Bí thư Bưng", "0276 3822 999",
	"kin@bung.example", "gọi sau Ấp Kín", "Lê Mai Sau", "sau@bung.example", "gọi trước"};

static void no_byte_of_a_contact_outlives_a_purge(void **state)
{
	struct office *office = *state;

	file_put(office, "in-p.csv",
		"unit,name,position,phone,email,note\n"
		"703,Trần Giấu Kín,Bí thư Bưng,0276 3822 999,kin@bung.example,gọi sau Ấp Kín\n");
	file_put(office, "in-q.csv",
		"unit,name,email,note\n703,Trần Giấu Kín,,gọi trước\n705,Lê Mai Sau,sau@bung.example,\n");
	run_for(office, 0,
		"tiendo import people in-p.csv; tiendo import people in-q.csv; tiendo undo; tiendo redo; "
		"tiendo export people in-out.csv; tiendo import people in-out.csv --dry-run; "
		"tiendo list people > in-listed");
	for (size_t i = 0; i < COUNT(contacts); i++)
		if (!*holder_of(office, contacts[i]))
			fail_msg("\"%s\" is not found before the purge either", contacts[i]);
	run_for(office, 0, "tiendo purge people --yes");
	for (size_t i = 0; i < COUNT(contacts); i++)
		if (*holder_of(office, contacts[i]))
			fail_msg("\"%s\" is left in %s", contacts[i], found_in);
	run_for(office, 0, "tiendo log > log.txt; tiendo backup b.db; tiendo export all out; tiendo check");
	run(office, "tiendo undo; tiendo undo; tiendo redo"); /* brings nobody back */
	for (size_t i = 0; i < COUNT(contacts); i++)
		if (*holder_of(office, contacts[i]))
			fail_msg("\"%s\" is back in %s", contacts[i], found_in);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_accepted_is_found_by_the_same_search),
		TEST(no_way_in_leaves_a_byte_of_a_list_of_people),
		TEST(a_big_list_leaves_as_little),
		TEST(a_killed_import_leaves_nothing),
		TEST(a_full_disk_leaves_nothing),
		TEST(a_list_in_the_way_of_good_rows_takes_none_of_them),
		TEST(no_byte_of_a_contact_outlives_a_purge),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
