/* Any walk through the commands, taken back step by step, ends where it began; done again, it ends
 * where it had come to. The walks are seeded, so that one that fails can be walked again. */
#include "app/given.h"

#define WALKS 24
#define STEPS 25

struct walk {
	uint64_t seed;
	size_t taken; /* steps that changed something */
};

/* xorshift64*, Vigna 2016. */
static size_t pick(struct walk *walk, size_t count)
{
	walk->seed ^= walk->seed >> 12;
	walk->seed ^= walk->seed << 25;
	walk->seed ^= walk->seed >> 27;
	return (size_t)((walk->seed * UINT64_C(2685821657736338717)) >> 33) % count;
}

static const char *one_of(struct walk *walk, const char *const *words, size_t count)
{
	return words[pick(walk, count)];
}

#define ONE(walk, words) one_of(walk, words, COUNT(words))

static void write_file(const struct desk *desk, const char *name, const char *text)
{
	char path[160];
	snprintf(path, sizeof path, "%s/%s", desk->folder, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void import_line(struct walk *walk, const struct desk *desk, char *line, size_t size)
{
	static const char *const units[] = {"703", "705", "706", "711", "TT02"};
	static const char *const tasks[] = {"II.1.a", "II.3.c", "III.2.1"};
	static const char *const status[] = {
		"open,", "doing,", "done,2020-06-20", "exempt,", "done,"};
	static const char *const kinds[] = {"tasks", "receipts", "numbers", "units", "plan"};
	const char *kind = ONE(walk, kinds);
	char text[600];
	if (strcmp(kind, "tasks") == 0)
		snprintf(text, sizeof text,
			"unit,task,status,done_on,note\n%s,%s,%s,n%zu\n%s,II.2.a,%s,vì\n",
			ONE(walk, units), ONE(walk, tasks), ONE(walk, status), pick(walk, 3),
			ONE(walk, units), ONE(walk, status));
	else if (strcmp(kind, "receipts") == 0)
		snprintf(text, sizeof text, "unit,report,version,received_on\n%s,BC1,%zu,%s\n",
			ONE(walk, units), pick(walk, 3) + 1, pick(walk, 3) ? "2020-06-25" : "");
	else if (strcmp(kind, "numbers") == 0)
		snprintf(text, sizeof text, "report,unit,SL01,SL02\nBC1,%s,%zu,%s\n",
			ONE(walk, units), pick(walk, 30), pick(walk, 2) ? "-" : "");
	else if (strcmp(kind, "units") == 0)
		snprintf(text, sizeof text, "code,name,kind,parent\nN%zu,Mới %zu,co-so,%s\n",
			pick(walk, 4), pick(walk, 3), ONE(walk, units));
	else
		snprintf(text, sizeof text,
			"type,code,title,audience,by\nplan,PCMT2020,Cao điểm %zu,,\n"
			"task,N.%zu,Việc,\"huyen,thi\",%s\n",
			pick(walk, 3), pick(walk, 3), pick(walk, 2) ? "2020-07-06" : "");
	write_file(desk, "walk.csv", text);
	snprintf(line, size, "import %s %s/walk.csv %s", kind, desk->folder,
		pick(walk, 2) ? "--partial" : "");
}

static void next_line(struct walk *walk, const struct desk *desk, char *line, size_t size)
{
	static const char *const units[] = {"703", "705", "706", "708", "711", "TT02", "72"};
	static const char *const tasks[] = {"II.1.a", "II.1.c", "II.3.c", "III.2.1", "III.2.4b"};
	static const char *const reports[] = {"BC1", "BC2"};
	static const char *const days[] = {"20/6", "25/6", "26/6", "28/6", "1/7"};
	const char *unit = ONE(walk, units), *task = ONE(walk, tasks), *report = ONE(walk, reports);
	const char *item = pick(walk, 2) ? task : report;
	switch (pick(walk, 15)) {
	case 0:
		snprintf(line, size, "done %s %s --on %s --count %zu", unit, task, ONE(walk, days),
			pick(walk, 9));
		break;
	case 1:
		snprintf(line, size, "start %s %s", unit, task);
		break;
	case 2:
		snprintf(line, size, "reopen %s %s", unit, item);
		break;
	case 3:
		snprintf(line, size, "receive %s %s --on %s --document %zu-BC", unit, report,
			ONE(walk, days), pick(walk, 50));
		break;
	case 4:
		snprintf(line, size, "return %s %s --why thiếu --on %s", unit, report,
			ONE(walk, days));
		break;
	case 5:
		snprintf(line, size, "extend %s %s --until %zu/8 --why x", unit, item,
			pick(walk, 20) + 1);
		break;
	case 6:
		snprintf(line, size, "exempt %s %s --why lý-do", unit, item);
		break;
	case 7:
		snprintf(line, size, "unexempt %s %s", unit, item);
		break;
	case 8:
		snprintf(line, size, "number %s SL0%zu %s --report %s", unit, pick(walk, 3) + 1,
			pick(walk, 2)   ? "-"
			: pick(walk, 2) ? "''"
					: "12",
			report);
		break;
	case 9:
		snprintf(line, size, "remind %s", report);
		break;
	case 10:
		snprintf(line, size, "note %s %s 'ghi %zu'", unit, item, pick(walk, 4));
		break;
	case 11:
		snprintf(line, size, "tick %s %s", unit, item);
		break;
	case 12:
		snprintf(line, size, pick(walk, 2) ? "set due-soon %zu" : "holiday 2%zu/7",
			pick(walk, 5));
		break;
	default:
		import_line(walk, desk, line, size);
		break;
	}
}

/* All that can be exported, but for the log, which remembers the undoing too. */
static void content(struct desk *desk, struct buffer *all)
{
	static const char *const kinds[] = {
		"units", "people", "plan", "tasks", "receipts", "numbers", "summary", "due"};
	char line[160], path[160], part[4096];
	buffer_clear(all);
	snprintf(line, sizeof line, "export all %s/all", desk->folder);
	done(desk, line);
	for (size_t i = 0; i < COUNT(kinds); i++) {
		snprintf(path, sizeof path, "%s/all/%s.csv", desk->folder, kinds[i]);
		FILE *file = fopen(path, "rb");
		assert_non_null(file);
		for (size_t got; (got = fread(part, 1, sizeof part, file)) > 0;)
			buffer_bytes(all, part, got);
		fclose(file);
	}
	done(desk, "set");
	buffer_add(all, buffer_text(&desk->reply.text));
}

static void walk_on(struct walk *walk, struct desk *desk)
{
	char line[400];
	for (int i = 0; i < STEPS; i++) {
		next_line(walk, desk, line, sizeof line);
		/* Some lines are refused, and must then change nothing; some change nothing. */
		typed(desk, line);
		walk->taken += desk->reply.step != 0;
	}
}

static void turn(struct desk *desk, const char *command, size_t times, uint64_t seed)
{
	for (size_t i = 0; i < times; i++)
		if (!typed(desk, command))
			fail_msg("walk %llx: %s %zu of %zu: %s", (unsigned long long)seed, command,
				i + 1, times, desk->why.text);
}

static void is_the_same(
	const struct buffer *now, const struct buffer *then, const char *what, uint64_t seed)
{
	if (strcmp(buffer_text(now), buffer_text(then)) != 0)
		fail_msg("walk %llx: %s is not what it was", (unsigned long long)seed, what);
}

static void any_walk_undone_is_the_start_and_redone_is_the_end(void **state)
{
	struct desk *desk = *state;
	struct buffer start = {0}, end = {0}, now = {0};
	size_t taken = 0;
	for (uint64_t seed = 1; seed <= WALKS; seed++) {
		struct walk walk = {.seed = seed * UINT64_C(0x9E3779B97F4A7C15)};
		content(desk, &start);
		walk_on(&walk, desk);
		content(desk, &end);
		turn(desk, "undo", walk.taken, seed);
		content(desk, &now);
		is_the_same(&now, &start, "the start", seed);
		turn(desk, "redo", walk.taken, seed);
		content(desk, &now);
		is_the_same(&now, &end, "the end", seed);
		done(desk, "check");
		taken += walk.taken;
		if (seed % 2) /* every other walk begins at the sample again */
			turn(desk, "undo", walk.taken, seed);
	}
	assert_true(taken > WALKS * STEPS / 4); /* walks that go nowhere would prove nothing */
	buffer_free(&start);
	buffer_free(&end);
	buffer_free(&now);
}

/* A command that is refused leaves no trace, not even in the log. */
static void a_refused_line_changes_nothing(void **state)
{
	struct desk *desk = *state;
	struct buffer before = {0}, after = {0};
	struct walk walk = {.seed = 4711};
	char line[400];
	size_t refusals = 0;
	for (int i = 0; i < 150; i++) {
		next_line(&walk, desk, line, sizeof line);
		bool partial = strstr(line, "--partial") != NULL;
		content(desk, &before);
		if (typed(desk, line) || partial)
			continue;
		refusals++;
		content(desk, &after);
		is_the_same(&after, &before, line, 4711);
	}
	assert_true(refusals > 10);
	buffer_free(&before);
	buffer_free(&after);
}

/* Whatever the walk, an export comes home as no change at all. */
static void after_any_walk_an_export_comes_home_unchanged(void **state)
{
	static const char *const kinds[] = {
		"units", "people", "plan", "tasks", "receipts", "numbers"};
	struct desk *desk = *state;
	struct buffer all = {0};
	char line[200];
	for (uint64_t seed = 1; seed <= 6; seed++) {
		struct walk walk = {.seed = seed * UINT64_C(0xD1B54A32D192ED03)};
		walk_on(&walk, desk);
		for (int style = 0; style < 2; style++) {
			language_choose(style ? "vi" : "en", NULL);
			content(desk, &all);
			language_choose(style ? "en" : "vi", NULL);
			for (size_t i = 0; i < COUNT(kinds); i++) {
				snprintf(line, sizeof line, "import %s %s/all/%s.csv", kinds[i],
					desk->folder, kinds[i]);
				done(desk, line);
				if (desk->reply.step)
					fail_msg("walk %llx: %s: %s", (unsigned long long)seed,
						line, buffer_text(&desk->reply.text));
			}
			language_choose("en", NULL);
		}
	}
	buffer_free(&all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(any_walk_undone_is_the_start_and_redone_is_the_end),
		TEST(a_refused_line_changes_nothing),
		TEST(after_any_walk_an_export_comes_home_unchanged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
