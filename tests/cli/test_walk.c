/* The walk-through of samples/ssh, as it is written: what the owner of the database and an officer type,
 * with the folder of the test for the server's, and serve itself for ssh. What root does is tried by
 * tests/pty/test_sshd.c, with a real sshd. */
#include "cli/run.h"

/* Before its lines: places of the server are here, "su plan" is whoever runs the test, a key is made. */
#define WALK                                                                                       \
	"su() { eval \"$3\"; }; ssh() { [ \"$1\" != -t ] || return 0; shift; "                      \
	"SSH_ORIGINAL_COMMAND=\"$*\" bare --db ./plan.db --lang en serve --as tanbien; }; "         \
	"cp $samples/units.csv $samples/plan.csv .; "                                               \
	"sed -n '2s/^.*,pty //p' $samples/ssh/authorized_keys >tanbien.pub; "                       \
	"sed -n 's/^ \\{7\\}//p' $samples/ssh/README.md | "                                         \
	"sed -e 's|/srv/tiendo/|./|g; s|/etc/ssh/|./|g; s|tiendo --db|bare --db|g' "                \
	"-e 's|^[0-9*]* [0-9]* \\* \\* \\*  *||; s|[\\]%%|%%|g' >lines; "

static const char *const typed[] = {"tiendo --db", "su plan", "ssh "};

static void each_line_of_it_runs(void **state)
{
	struct office *office = *state;
	char *lines, *line;
	int ran = 0;

	run_for(office, 0, WALK "cat lines");
	lines = file_get(office, "lines");
	for (line = strtok(lines, "\n"); line; line = strtok(NULL, "\n")) {
		bool is_typed = strncmp(line, "bare --db", 9) == 0;
		/* There are not as many rows as the example says: that is what it is for. */
		int wanted = strstr(line, "--rows 40") ? 3 : 0;

		for (size_t i = 0; i < COUNT(typed); i++)
			is_typed = is_typed || strncmp(line, typed[i], strlen(typed[i])) == 0;
		if (!is_typed)
			continue;
		file_put(office, "line", line);
		run_for(office, wanted, WALK ". ./line");
		ran++;
	}
	free(lines);
	assert_true(ran >= 9);
	assert_true(file_is(office, "plan.db") && file_is(office, "tiendo_keys"));
	run_for(office, 0, "ls backup-*.db");
	run_for(office, 0, "bare --db plan.db --lang en log --csv");
	says(office, ",tanbien,note 705 BC1 'asked by phone',");
}

static void the_sample_of_a_key_line_is_what_account_key_prints(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo account add tanbien --role editor --unit 705; "
			   "sed -n '2s/^.*,pty //p' $samples/ssh/authorized_keys >key; "
			   "tiendo account key tanbien \"$(cat key)\" | sed 's|\"[^ ]* --db [^ ]* |\"/usr/local/bin/tiendo "
			   "--db /srv/tiendo/plan.db |' >made; sed -n 2p $samples/ssh/authorized_keys | diff made -");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_line_of_it_runs),
		TEST(the_sample_of_a_key_line_is_what_account_key_prints),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
