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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_short_row_that_is_refused_stays_short_in_the_rejects),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
