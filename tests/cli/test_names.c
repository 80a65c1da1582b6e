/* Units, items and commands by name: the one that is meant, or a question with the candidates. */
#include "cli/run.h"

static void a_unit_is_a_code_or_a_name_folded(void **state)
{
	struct office *office = *state;
	static const char *const names[] = {"703", "'Thành đoàn Tây Ninh'", "'thanh doan tay ninh'",
		"'THÀNH PHỐ TÂY NINH'", "'tp tay ninh'",
		"\"$(printf 'Tha\\314\\200nh \\304\\221oa\\314\\200n Ta\\314\\202y Ninh')\""};

	for (size_t i = 0; i < COUNT(names); i++) {
		run_for(office, 0, "tiendo start %s II.3.c", names[i]);
		says(office, i ? "nothing changed" : "703 Thành đoàn Tây Ninh · II.3.c");
		run_for(office, 0, "tiendo --unit %s due --csv", names[i]);
		says(office, "PCMT2020,703,");
		says_not(office, "PCMT2020,705,");
	}
	run_for(office, 0, "tiendo start DMC II.3.c"); /* an alias */
	says(office, "707 ");
	run_for(office, 0, "tiendo start tt01 ii.3.C");
	says(office, "TT01 ");
}

static void what_fits_several_asks_with_the_candidates(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo --unit 'Tân Bình' list units");
	complains(office,
		"\"Tân Bình\" fits several units: 25474 Đoàn xã Tân Bình (Thành đoàn Tây Ninh); "
		"25495 Đoàn xã Tân Bình (Huyện đoàn Tân Biên)");
	run_for(office, 2, "tiendo start 'Tân Biên' II.3.c");
	complains(office, "705 Huyện đoàn Tân Biên");
	complains(office, "25486 Đoàn thị trấn Tân Biên");
	/* Inside a branch it may be the only one. */
	run_for(office, 2, "tiendo --unit 705 start 'Tân Bình' II.3.c");
	complains(office, "II.3.c is not for 25495");
	/* Marks that were typed are believed. */
	run_for(office, 0, "tiendo --unit 'Xã Long Thành Trung' list units --csv || true");
	run_for(office, 0, "tiendo --unit 'Thị đoàn Hoà Thành' list units --csv");
	says(office, "709,");
	run(office, "tiendo --unit 'Hòa Thạnh' list units --csv");
	says_not(office, "709,");
}

static void a_unit_that_is_none_is_answered_with_the_nearest(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo start 7033 II.3.c");
	complains(office, "no unit \"7033\"; did you mean 703 Thành đoàn Tây Ninh?");
	run_for(office, 2, "tiendo start 'huyen doan go dao' II.3.c");
	complains(office, "did you mean 710 Huyện đoàn Gò Dầu?");
	run_for(office, 2, "tiendo --unit qqqqqqqq due");
	complains(office, "no unit \"qqqqqqqq\"");
	run_for(office, 2, "tiendo --unit 705 start 703 II.3.c"); /* outside the branch */
	run_for(office, 2, "tiendo --unit \"$(printf '\\377')\" due");
	complains(office, "not UTF-8");
}

static void an_item_that_is_none_is_answered_with_the_nearest(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo start 703 II3c");
	complains(office, "no item II3c in plan PCMT2020");
	run_for(office, 2, "tiendo start 703 II.3.d");
	complains(office, "no item II.3.d in plan PCMT2020; did you mean II.");
	run_for(office, 2, "tiendo receive 703 BC3");
	complains(office, "did you mean BC");
	run_for(office, 2, "tiendo start 703 qqqqqqqqqq");
	complains(office, "'tiendo list items' shows them");
	run_for(office, 2, "tiendo due --report II.3.d");
	complains(office, "did you mean II.");
	run_for(office, 2, "tiendo due --report qqqqqqqqqq");
	complains(office, "'tiendo list items' shows them");
	run_for(office, 2, "tiendo list numbers --report BC7");
}

static void a_command_that_is_none_is_answered_with_the_nearest(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo recieve 703 BC1");
	complains(office, "no command recieve; did you mean receive?");
	run_for(office, 2, "tiendo stauts");
	complains(office, "did you mean status?");
	run_for(office, 2, "tiendo qqqqqqqqqq");
	complains(office, "no command qqqqqqqqqq: see tiendo --help");
	run_for(office, 2, "tiendo mark"); /* a key of the screen */
	complains(office, "no command mark");
	run_for(office, 2, "tiendo help recieve");
	complains(office, "did you mean receive?");
}

static void an_option_that_is_none_shows_how_the_command_is_called(void **state)
{
	struct office *office = *state;

	run_for(office, 2, "tiendo done 703 II.1.a --doc x");
	complains(office,
		"no option --doc here; usage: tiendo done UNIT TASK [--on DAY] [--document TEXT] "
		"[--count COUNT] [--note TEXT]");
	run_for(office, 2, "tiendo done 703 II.1.a -x");
	complains(office, "no option -x here");
	run_for(office, 2, "tiendo due --check=yes");
	complains(office, "--check takes no value");
	run_for(office, 2, "tiendo done 703 II.1.a --on");
	complains(office, "--on needs a value behind it");
	run_for(office, 2, "tiendo done 703");
	complains(office, "TASK is missing; usage: tiendo done UNIT TASK");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_unit_is_a_code_or_a_name_folded),
		TEST(what_fits_several_asks_with_the_candidates),
		TEST(a_unit_that_is_none_is_answered_with_the_nearest),
		TEST(an_item_that_is_none_is_answered_with_the_nearest),
		TEST(a_command_that_is_none_is_answered_with_the_nearest),
		TEST(an_option_that_is_none_shows_how_the_command_is_called),
	};

	return cmocka_run_group_tests(tests, offices_open, offices_close);
}
