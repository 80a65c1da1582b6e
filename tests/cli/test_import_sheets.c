/* What the command says of sheets that people cut, retype and bring back, and what it leaves behind. */
#include "cli/run.h"

static void a_short_row_that_is_refused_stays_short_in_the_rejects(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit,task,note,status,count\n703,II.1.b,x,dine\n");
	run_for(office, 3, "tiendo import tasks t.csv --rejects r.csv");
	run_for(office, 0, "sed s/dine/done/ r.csv > mended.csv");
	run_for(office, 0, "tiendo import tasks mended.csv --dry-run");
	says(office, "note: ");
	says_not(office, "count: ");
}

static void a_plan_that_there_is_not_is_an_error_of_its_row(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv",
		"plan,unit,task,status\nXX,703,II.1.b,doing\nPCMT2020,703,II.9,doing\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "t.csv:2: plan: \"XX\": there is no such plan; this import is about plan "
			  "PCMT2020");
	complains(office, "t.csv:3: task: ");
	file_put(office, "t.csv", "plan,unit,task,status\nPCMT202,703,II.1.b,doing\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	complains(office, "t.csv:2: plan: \"PCMT202\": there is no such plan");
}

static void a_refused_run_does_not_sound_like_one_that_was_done(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit,task,count\n703,II.1.b,6\n703,II.9,1\n");
	run_for(office, 3, "tiendo import tasks t.csv");
	says(office, "changed 1, removed 0, same 0, refused 1, in conflict 0; nothing was written\n");
	run_for(office, 3, "tiendo import tasks t.csv --dry-run");
	says(office, "in conflict 0\n");
	run_for(office, 3, "tiendo import tasks t.csv --partial");
	says(office, "in conflict 0\n");
}

static void rejects_are_written_by_a_dry_run_too(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit,task,count\n703,II.9,1\n");
	run_for(office, 3, "tiendo import tasks t.csv --dry-run --rejects r.csv");
	assert_true(file_is(office, "r.csv"));
}

static void the_code_with_the_same_letters_is_proposed_on_every_row(void **state)
{
	struct office *office = *state;

	run_for(office, 0, "printf 'code,name,kind,parent\\nT1,Tỉnh,tinh,\\nH01,Huyện,huyen,T1\\n' > "
			   "u.csv && tiendo import units u.csv");
	run_for(office, 0, "(echo unit,name; for i in $(seq 300); do echo H1,Tên $i; done) > p.csv");
	run_for(office, 3, "tiendo import people p.csv");
	complains(office, "p.csv:2: unit: \"H1\": no unit has this code; did you mean H01 (");
	complains(office, "p.csv:301: unit: \"H1\": no unit has this code; did you mean H01 (");
}

static void the_log_has_the_choices_of_an_import(void **state)
{
	struct office *office = *state;

	file_put(office, "t.csv", "unit,task,count\n703,II.1.b,6\n703,II.9,1\n");
	run_for(office, 3, "tiendo import tasks t.csv --on-conflict=theirs --partial");
	run_for(office, 0, "tiendo list log --csv");
	says(office, "import tasks t.csv --partial --on-conflict theirs");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_short_row_that_is_refused_stays_short_in_the_rejects),
		TEST(a_plan_that_there_is_not_is_an_error_of_its_row),
		TEST(a_refused_run_does_not_sound_like_one_that_was_done),
		TEST(rejects_are_written_by_a_dry_run_too),
		TEST_BARE(the_code_with_the_same_letters_is_proposed_on_every_row),
		TEST(the_log_has_the_choices_of_an_import),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
