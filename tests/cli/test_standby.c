/* The samples for a warm standby do what their walk-through says: copies that are whole whenever one
 * looks, also while others work, and a standby that takes over. */
#include "cli/run.h"

#define SCRIPT "sh $samples/standby/tiendo-standby t.db "

static void a_copy_made_while_others_work_is_whole_and_recent(void **state)
{
	struct office *office = *state;

	run_for(office, 0,
		"( for i in $(seq 30); do tiendo -q number 703 SL01 +1 --report BC1 || exit 1; done ) & "
		"worker=$!; for i in 1 2 3 4; do " SCRIPT "$PWD/standby.db && "
		"\"$TIENDO\" --db standby.db --readonly --lang en check || exit 9; done; "
		"wait $worker");
	assert_false(file_is(office, "standby.db.part"));
	run_for(office, 0, "tiendo note 703 BC2 'the last before'");
	run_for(office, 0, SCRIPT "standby.db && \"$TIENDO\" --db standby.db --lang en log --csv");
	says(office, "the last before");
	run_for(office, 0, "ls -a");
	says_not(office, ".standby-"); /* nothing is left of the work */
}

/* Steps 4 and 5 of the walk-through. */
static void the_standby_takes_over(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "tiendo account add e --role editor --unit 703 && " SCRIPT "standby.db");
	run_for(office, 0, "rm t.db* && cp standby.db plan.db.new && chmod 660 plan.db.new && "
			   "\"$TIENDO\" --db plan.db.new --readonly check && mv -n plan.db.new plan.db");
	run_for(office, 0, "SSH_ORIGINAL_COMMAND='note 703 BC2 here' \"$TIENDO\" --db plan.db --lang en "
			   "--as-of 28/6/2020 serve --as e");
	run_for(office, 0, "\"$TIENDO\" --db plan.db --lang en log --csv");
	says(office, ",e,note 703 BC2 here,");
	run_for(office, 0, "\"$TIENDO\" --db plan.db check");
}

static void a_copy_that_does_not_come_about_leaves_the_last_one(void **state)
{
	struct office *office = *state;

	run_for(office, 0, SCRIPT "standby.db && cp standby.db kept.db");
	run(office, "sh $samples/standby/tiendo-standby not-there.db standby.db");
	assert_true(office->status != 0);
	/* a server that is damaged does not spoil its copy */
	run(office, "dd if=/dev/zero of=t.db bs=512 seek=20 count=20 conv=notrunc 2>/dev/null; " SCRIPT
		    "standby.db");
	assert_true(office->status != 0);
	run_for(office, 0, "cmp standby.db kept.db");
	run_for(office, 2, "sh $samples/standby/tiendo-standby t.db");
}

/* One that never ends stands for a disk that hangs; the signal goes to all of the run, as systemd sends
 * it to all of the unit. */
static void a_run_that_is_cut_off_leaves_no_copy(void **state)
{
	static const char *const signals[] = {"TERM", "INT", "HUP"};
	struct office *office = *state;

	file_put(office, "rsync", "#!/bin/sh\ntouch begun\nexec sleep 1000\n");
	for (size_t i = 0; i < COUNT(signals); i++) {
		run_for(office, 0,
			"chmod +x rsync; rm -f begun; PATH=$PWD:$PATH; "
			"perl -e 'setpgrp; $SIG{INT} = \"DEFAULT\"; exec @ARGV' " SCRIPT
			"host:standby.db & "
			"run=$!; until test -e begun; do :; done; kill -s %s -- -$run; wait $run; "
			"test $? -ge 129",
			signals[i]);
		run_for(office, 0, "ls -a");
		says_not(office, ".standby-");
	}
	/* kill -9 and the like: the next run takes away what is old, not what may still be at work */
	run_for(office, 0, "mkdir .standby-aaaaaa .standby-bbbbbb .standby-of-mine && "
			   "touch -d '2 hours ago' .standby-aaaaaa .standby-of-mine && " SCRIPT
			   "standby.db && ls -a");
	says_not(office, ".standby-aaaaaa");
	says(office, ".standby-bbbbbb");
	says(office, ".standby-of-mine");
}

/* Over ssh it is rsync's to bring it: what the script asks of it, by one that writes that down. */
static void another_computer_is_reached_by_rsync(void **state)
{
	struct office *office = *state;
	char *said;

	file_put(office, "rsync", "#!/bin/sh\necho \"$@\" >asked\nfor file; do :; done\ncp \"$4\" arrived.db\n");
	run_for(office, 0, "chmod +x rsync && PATH=$PWD:$PATH " SCRIPT "plan-copy@standby:standby.db");
	said = file_get(office, "asked");
	assert_true(holds(said, "--archive --fsync -- "));
	assert_true(holds(said, "copy.db plan-copy@standby:standby.db\n"));
	free(said);
	run_for(office, 0, "\"$TIENDO\" --db arrived.db --readonly check");
}

static void the_units_of_systemd_are_valid(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "for file in $samples/standby/*.service $samples/standby/*.timer; do "
			   "grep -vE '^(#.*|\\[(Unit|Service|Timer|Install)\\]|[A-Z][A-Za-z]+=.+|)$' "
			   "\"$file\" && exit 1; done; "
			   "command -v systemd-analyze >/dev/null || exit 0; "
			   "cp $samples/standby/* . && sed -i 's|/usr/local/bin/tiendo-standby|/bin/true|; "
			   "/^User=/d' tiendo-standby.service && "
			   "systemd-analyze verify ./tiendo-standby.timer ./tiendo-standby.service && "
			   "systemd-analyze calendar '*:0/5' >/dev/null");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_copy_made_while_others_work_is_whole_and_recent),
		TEST(the_standby_takes_over),
		TEST(a_copy_that_does_not_come_about_leaves_the_last_one),
		TEST(a_run_that_is_cut_off_leaves_no_copy),
		TEST(another_computer_is_reached_by_rsync),
		TEST(the_units_of_systemd_are_valid),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
