/* The listings engine: what a row is about, its state, what people see of it, the last line. */
#include "app/given.h"

static void every_kind_has_a_name_a_title_and_cells_for_its_columns(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; listing_kinds[i]; i++) {
		const struct listing_kind *kind = listing_kinds[i];
		struct query query = whole;
		struct look look;

		assert_ptr_equal(listing_kind(kind->name), kind);
		query.report = strcmp(kind->name, "item") == 0 ? "BC1" : NULL;
		desk->app.unit = strcmp(kind->name, "unit") == 0 ? "703" : NULL;
		look_at(desk, kind, query, &look);
		assert_true(look.listing.count > 0 && look.listing.column_count > 0);
		for (size_t column = 0; column < look.listing.column_count; column++)
			assert_true(look.listing.rules[column] || kind->cell);
		look_away(&look);
	}
	assert_null(listing_kind("dues"));
}

/* What people see of every cell of every listing is text and fits its heading's count. */
static void people_see_something_of_every_listing(void **state)
{
	struct desk *desk = *state;

	for (size_t i = 0; listing_kinds[i]; i++) {
		struct query query = whole;
		struct look look;
		size_t bytes = 0;

		query.report = strcmp(listing_kinds[i]->name, "item") == 0 ? "BC1" : NULL;
		desk->app.unit = strcmp(listing_kinds[i]->name, "unit") == 0 ? "703" : NULL;
		look_at(desk, listing_kinds[i], query, &look);
		for (size_t show = 0; show < listing_show_count(&look.listing); show++) {
			assert_true(*listing_show(&look.listing, show).heading);
			for (size_t row = 0; row < look.listing.count; row++) {
				struct buffer cell = {0};

				listing_shown(&look.listing, row, show, &cell);
				assert_true(text_is_utf8(buffer_text(&cell), cell.length, NULL));
				bytes += cell.length;
				buffer_free(&cell);
			}
		}
		assert_true(bytes > 0);
		look_away(&look);
	}
}

static void a_row_knows_its_unit_item_and_state(void **state)
{
	struct desk *desk = *state;
	struct look look;

	look_at(desk, &listing_due, whole, &look);
	struct place place = look.listing.kind->place(&look.listing, 0);
	assert_string_equal(look.snapshot->units.at[place.unit].code, "708");
	assert_string_equal(look.snapshot->items[place.item].code, "BC1");
	assert_int_equal(listing_state(&look.listing, 0), STATE_RETURNED);
	assert_int_equal(listing_state(&look.listing, look.listing.count), STATES);
	look_away(&look);
	look_at(desk, &listing_units, whole, &look);
	place = look.listing.kind->place(&look.listing, 1);
	assert_int_equal(place.unit, 1);
	assert_int_equal(place.item, NOWHERE);
	assert_int_equal(listing_state(&look.listing, 0), STATES);
	look_away(&look);
	look_at(desk, &listing_people, whole, &look);
	place = look.listing.kind->place(&look.listing, 3);
	assert_string_equal(look.snapshot->units.at[place.unit].code, "703");
	look_away(&look);
	look_at(desk, &listing_items, whole, &look);
	assert_int_equal(
		look.listing.kind->place(&look.listing, 0).item, NOWHERE); /* the plan itself */
	assert_int_equal(look.listing.kind->place(&look.listing, 1).item, 0);
	look_away(&look);
	look_at(desk, &listing_matrix, whole, &look);
	place = look.listing.kind->place(&look.listing, 1);
	assert_string_equal(look.snapshot->units.at[place.unit].code, "703");
	look_away(&look);
	look_at(desk, &listing_numbers, whole, &look);
	place = look.listing.kind->place(&look.listing, 0);
	assert_string_equal(look.snapshot->items[place.item].code, "BC1");
	look_away(&look);
	look_at(desk, &listing_log, whole, &look);
	place = look.listing.kind->place(&look.listing, 0); /* the last of the steps: 712 II.1.c */
	assert_string_equal(look.snapshot->units.at[place.unit].code, "712");
	assert_string_equal(look.snapshot->items[place.item].code, "II.1.c");
	look_away(&look);
}

static void versions_of_one_report_share_its_state(void **state)
{
	struct desk *desk = *state;
	struct look look;

	look_at(desk, &listing_receipts, whole, &look);
	assert_int_equal(look.listing.count, 25);
	for (size_t row = 0; row < look.listing.count; row++) {
		struct place place = look.listing.kind->place(&look.listing, row);
		struct verdict verdict =
			snapshot_judge(look.snapshot, place.item, place.unit, desk->app.today);

		assert_int_equal(listing_state(&look.listing, row), verdict.state);
	}
	look_away(&look);
}

static void one_unit_and_one_item_can_be_asked_for_by_place(void **state)
{
	struct desk *desk = *state;
	struct look look;
	struct query query = whole;

	look_at(desk, &listing_units, whole, &look);
	query.unit = units_find(&look.snapshot->units, "703");
	look_away(&look);
	look_at(desk, &listing_unit, query, &look);
	assert_int_equal(look.listing.unit, query.unit);
	assert_int_equal(look.listing.board.reports.of[STATE_ON_TIME], 1);
	look_away(&look);
	query = whole;
	look_at(desk, &listing_items, whole, &look);
	query.item = items_find(look.snapshot->items, look.snapshot->item_count, "II.1.a");
	look_away(&look);
	look_at(desk, &listing_item, query, &look);
	assert_int_equal(look.listing.count, 12);
	assert_int_equal(look.listing.item, query.item);
	look_away(&look);
}

static void the_foot_adds_up(void **state)
{
	struct desk *desk = *state;
	struct buffer foot = {0};
	struct look look;

	look_at(desk, &listing_due, whole, &look);
	look.listing.kind->foot(&look.listing, &foot);
	assert_string_equal(buffer_text(&foot), "on time 3 + late 0 + open in time 19 + overdue 0 "
						"+ returned 1 + not applicable 1 = 24");
	buffer_clear(&foot);
	look_away(&look);
	look_at(desk, &listing_summary, whole, &look);
	look.listing.kind->foot(&look.listing, &foot);
	assert_string_equal(buffer_text(&foot),
		"on time 67 + late 1 + open in time 32 + overdue 1 + returned 1 + "
		"not applicable 2 + no date 109 = 213");
	buffer_free(&foot);
	look_away(&look);
}

static void the_newest_steps_of_the_log_can_be_asked_for(void **state)
{
	struct desk *desk = *state;
	struct query query = whole;
	struct look look;

	query.most = 1;
	look_at(desk, &listing_log, query, &look);
	assert_int_equal(look.listing.log.step_count, 1);
	look_away(&look);
}

/* Into a file of our own, to be read back. */
static char *written(const struct listing *listing, const size_t *only, size_t count,
	const struct sheet_style *style)
{
	char path[] = "/tmp/tiendo-app-XXXXXX";
	int file = mkstemp(path);
	struct sheet_writer *writer;
	struct fault why;

	assert_true(file >= 0);
	unlink(path);
	writer_open(&writer, file, style);
	listing_write(listing, only, count, writer, style);
	assert_true(writer_close(writer, &why));
	off_t length = lseek(file, 0, SEEK_END);
	char *bytes = calloc((size_t)length + 1, 1);
	assert_int_equal(pread(file, bytes, (size_t)length, 0), length);
	close(file);
	return bytes;
}

static void a_choice_of_rows_is_written_in_the_order_asked(void **state)
{
	static const struct sheet_style machine = {.dialect = DIALECT_MACHINE, .separator = ','};
	static const size_t only[] = {2, 0};
	struct desk *desk = *state;
	struct look look;

	look_at(desk, &listing_units, whole, &look);
	char *bytes = written(&look.listing, only, 2, &machine);
	char *first = strstr(bytes, "\r\n25456,"), *second = strstr(bytes, "\r\n72,");
	assert_non_null(first);
	assert_non_null(second);
	assert_true(first < second);
	assert_null(strstr(bytes, "\r\n703,"));
	free(bytes);
	bytes = written(&look.listing, only, 0, &machine);
	assert_string_equal(
		bytes, "code,name,kind,parent,level,valid_from,valid_to,aliases,rev\r\n");
	free(bytes);
	look_away(&look);
}

static void choices_and_days_are_shown_as_people_write_them(void **state)
{
	struct desk *desk = *state;
	struct look look;
	struct buffer all = {0};

	language_choose("vi", NULL);
	look_at(desk, &listing_tasks, whole, &look);
	for (size_t show = 0; show < listing_show_count(&look.listing); show++)
		listing_shown(&look.listing, 0, show, &all);
	assert_non_null(strstr(buffer_text(&all), "đã xong"));
	assert_non_null(strstr(buffer_text(&all), "20/6/2020"));
	look_away(&look);
	buffer_clear(&all);
	language_choose("en", NULL);
	look_at(desk, &listing_tasks, whole, &look);
	for (size_t show = 0; show < listing_show_count(&look.listing); show++)
		listing_shown(&look.listing, 0, show, &all);
	assert_non_null(strstr(buffer_text(&all), "done"));
	buffer_free(&all);
	look_away(&look);
}

static void the_log_is_told_in_the_words_of_the_office(void **state)
{
	static const struct {
		struct log_change change;
		const char *words;
	} changes[] = {
		{{TABLE_RECEIPT, 'a', "P BC1 705 1", "705", "BC1", "received_on", "", "2020-06-26"},
			"705 · BC1: received on: – → 26/6/2020"},
		{{TABLE_RECEIPT, 'c', "P BC1 705 2", "705", "BC1", "note", "a", "b"},
			"705 · BC1 (version 2): note: a → b"},
		{{TABLE_DUTY, 'c', "P II.1 705", "705", "II.1", "progress", "doing", "done"},
			"705 · II.1: status: in progress → done"},
		{{TABLE_ITEM, 'c', "P BC1", "", "BC1", "wording", "before", "by"},
			"item BC1: wording of the deadline: before → by"},
		{{TABLE_ITEM, 'c', "P BC1", "", "BC1", "position", "1", "2"},
			"item BC1: place in the plan: 1 → 2"},
		{{TABLE_PERSON, 'c', "705 Ai", "705", "", "position", "x", ""},
			"person Ai · 705: position held: x → –"},
		{{TABLE_UNIT, 'c', "705", "705", "", "name", "A", "B"}, "unit 705: name: A → B"},
		{{TABLE_SETTING, 'a', "due_soon", "", "", "value", "", "4"},
			"setting due_soon: value: – → 4"},
		{{TABLE_DUTY, 'd', "P II.1 705", "705", "II.1", "", "", ""}, "705 · II.1: removed"},
		{{TABLE_DUTY, 'a', "P II.1 705", "705", "II.1", "", "", ""}, "705 · II.1: added"},
		{{TABLE_DUTY, 'c', "P II.1 705", "705", "II.1", "unheard_of", "", "x"},
			"705 · II.1: unheard_of: – → x"},
	};
	const struct snapshot empty = {.has_plan = false}; /* where nothing has a name */

	(void)state;
	for (size_t i = 0; i < COUNT(changes); i++) {
		struct buffer words = {0};

		change_print(&empty, &changes[i].change, CHANGE_CODED, &words);
		assert_string_equal(buffer_text(&words), changes[i].words);
		buffer_free(&words);
	}
}

/* An empty file of receipts says of one task what it says of a report: nothing. */
static void nothing_is_listed_of_a_branch_that_owes_nothing(void **state)
{
	static const struct listing_kind *const kinds[] = {
		&listing_due, &listing_tasks, &listing_receipts, &listing_numbers, &listing_matrix};
	struct desk *desk = *state;

	desk->app.unit = "25456";
	for (size_t i = 0; i < COUNT(kinds); i++) {
		struct look look;

		look_at(desk, kinds[i], whole, &look);
		assert_int_equal(look.listing.count, 0);
		look_away(&look);
	}
	struct query by = whole;
	struct look look;
	by.by = "branch";
	look_at(desk, &listing_summary, by, &look);
	assert_int_equal(look.listing.count, 0);
	look_away(&look);
}

static void put_people(const struct desk *desk, size_t count)
{
	char path[96];

	snprintf(path, sizeof path, "%s/p.csv", desk->folder);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs("unit,name,position,phone,email,note\n", file);
	for (size_t i = 0; i < count; i++)
		fprintf(file, "703,Nguyễn Văn %zu,Bí thư,0901%06zu,a%zu@example.org,mới\n", i, i, i);
	assert_int_equal(fclose(file), 0);
}

/* The log of a large import is answered part by part to a shell that says it takes parts: the same
 * rows, of which few are held at a time, and from the beginning once more. */
static void a_long_log_comes_in_parts(void **state)
{
	static const struct sheet_style machine = {.dialect = DIALECT_MACHINE, .separator = ','};
	struct desk *desk = *state;
	char line[128];
	bool more = true;
	size_t rows = 0, parts = 0;

	put_people(desk, 12000);
	snprintf(line, sizeof line, "import people %s/p.csv", desk->folder);
	done(desk, line);
	done(desk, "log");
	size_t count = desk->reply.listing->count;
	char *all = written(desk->reply.listing, NULL, 0, &machine);
	assert_true(count > 48000);
	desk->app.takes_parts = true;
	done(desk, "log");
	struct listing *listing = desk->reply.listing;
	char *first = written(listing, NULL, 0, &machine);
	assert_int_equal(strncmp(all, first, strlen(first)), 0);
	for (; more; parts++) {
		assert_true(listing->count > 0 && listing->count < 40000);
		rows += listing->count;
		assert_true(listing_next(listing, &more, &desk->why));
	}
	assert_int_equal(rows, count);
	assert_true(parts > 1);
	assert_true(listing_again(listing, &desk->why));
	char *again = written(listing, NULL, 0, &machine);
	assert_string_equal(again, first);
	free(again);
	free(first);
	/* Parts without a row of the branch are passed over. */
	desk->app.unit = "708";
	done(desk, "log");
	assert_true(desk->reply.listing->count > 0);
	assert_true(listing_next(desk->reply.listing, &more, &desk->why));
	assert_false(more);
	free(all);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_kind_has_a_name_a_title_and_cells_for_its_columns),
		TEST(people_see_something_of_every_listing),
		TEST(a_row_knows_its_unit_item_and_state),
		TEST(versions_of_one_report_share_its_state),
		TEST(one_unit_and_one_item_can_be_asked_for_by_place),
		TEST(the_foot_adds_up),
		TEST(the_newest_steps_of_the_log_can_be_asked_for),
		TEST(a_choice_of_rows_is_written_in_the_order_asked),
		TEST(choices_and_days_are_shown_as_people_write_them),
		cmocka_unit_test(the_log_is_told_in_the_words_of_the_office),
		TEST(nothing_is_listed_of_a_branch_that_owes_nothing),
		TEST(a_long_log_comes_in_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
