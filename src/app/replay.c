/* A step as the command lines that would do it again: from what it wrote, with the days it wrote, for
 * duties, receipts and numbers; as it was typed for everything else. */
#include "inner.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHANGES_MOST 5000 /* of a larger step only its own words are told */
#define LINES_NEAR 64     /* rows of one command stand near each other */

/* One command for any number of units. */
struct line {
	struct buffer head, tail; /* "done", "II.1.a --on 2020-06-28" */
	size_t count, room;
	const char **units;
};

struct replay {
	const struct snapshot *snapshot;
	const struct log *log;
	size_t count, room;
	struct line *lines;
};

/* The changes of one row. */
struct row {
	const struct log_change *first;
	size_t count;
};

static const struct log_change *field_of(const struct row *row, const char *field)
{
	for (size_t i = 0; i < row->count; i++)
		if (strcmp(row->first[i].field, field) == 0)
			return &row->first[i];
	return NULL;
}

static const char *after_of(const struct row *row, const char *field)
{
	const struct log_change *change = field_of(row, field);
	return change ? change->after : "";
}

static void first_word(char out[CODE_SIZE], const char *words)
{
	snprintf(out, CODE_SIZE, "%.*s", (int)strcspn(words, " "), words);
}

static void add_option(struct buffer *tail, const struct row *row, const char *option,
	const char *field)
{
	const char *text = after_of(row, field);
	if (!*text)
		return;
	word_add(tail, option);
	word_add(tail, text);
}

/* A text by position may look like an option. */
static void add_text(struct buffer *tail, const char *text)
{
	if (*text == '-')
		word_add(tail, "--");
	word_add(tail, text);
}

/* ---- what a row's change is called ------------------------------------------------------------ */

/* NULL: there is no command that does this and nothing else. */
static const char *duty_line(const struct row *row, struct buffer *tail)
{
	const struct log_change *progress = field_of(row, "progress");
	word_add(tail, row->first->item);
	if (field_of(row, "reminders"))
		return NULL;
	if ((progress && strcmp(progress->after, "done") == 0) ||
		(!progress && *after_of(row, "done_on"))) {
		add_option(tail, row, "--on", "done_on");
		add_option(tail, row, "--document", "document");
		add_option(tail, row, "--count", "count");
		add_option(tail, row, "--note", "note");
		return "done";
	}
	if (progress)
		return *progress->after ? "start" : "reopen";
	if (field_of(row, "exempt_why")) {
		add_option(tail, row, "--why", "exempt_why");
		return *after_of(row, "exempt_why") ? "exempt" : "unexempt";
	}
	if (*after_of(row, "extended_to") && *after_of(row, "extended_why")) {
		add_option(tail, row, "--until", "extended_to");
		add_option(tail, row, "--why", "extended_why");
		return "extend";
	}
	if (row->count != 1 || (!field_of(row, "note") && !*after_of(row, "count")))
		return NULL;
	add_text(tail, row->first->after);
	return field_of(row, "note") ? "note" : "count";
}

static const char *receipt_line(const struct row *row, struct buffer *tail)
{
	const struct log_change *note = field_of(row, "note");
	word_add(tail, row->first->item);
	if (row->first->how == 'd')
		return "reopen";
	if (row->first->how == 'a') {
		add_option(tail, row, "--on", "received_on");
		add_option(tail, row, "--document", "document");
		add_option(tail, row, "--document-date", "document_date");
		add_option(tail, row, "--note", "note");
		return field_of(row, "returned_on") ? NULL : "receive";
	}
	if (note && *after_of(row, "returned_on")) {
		/* The reason was put behind the note that was there. */
		size_t before = strlen(note->before);
		bool is_behind = before && strncmp(note->after, note->before, before) == 0 &&
			strncmp(note->after + before, "; ", 2) == 0;
		word_add(tail, "--why");
		word_add(tail, note->after + (is_behind ? before + 2 : 0));
		add_option(tail, row, "--on", "returned_on");
		return "return";
	}
	if (!note || row->count != 1)
		return NULL;
	add_text(tail, note->after);
	return "note";
}

/* The key is "PLAN REPORT NUMBER UNIT". */
static const char *number_line(const struct row *row, struct buffer *tail)
{
	char report[CODE_SIZE] = "";
	const char *at = strchr(row->first->key, ' ');
	if (at)
		first_word(report, at + 1);
	word_add(tail, row->first->item);
	word_add(tail, after_of(row, "value"));
	word_add(tail, "--report");
	word_add(tail, report);
	return "number";
}

static const char *row_line(const struct row *row, struct buffer *tail)
{
	switch (row->first->table) {
	case TABLE_DUTY:
		return duty_line(row, tail);
	case TABLE_RECEIPT:
		return receipt_line(row, tail);
	case TABLE_NUMBER:
		return number_line(row, tail);
	default:
		return NULL;
	}
}

/* ---- all of a step's --------------------------------------------------------------------------- */

static struct line *line_for(struct replay *replay, const char *head, const char *tail)
{
	for (size_t i = 0; i < replay->count && i < LINES_NEAR; i++) {
		struct line *line = &replay->lines[replay->count - 1 - i];
		if (strcmp(buffer_text(&line->head), head) == 0 &&
			strcmp(buffer_text(&line->tail), tail) == 0)
			return line;
	}
	if (replay->count == replay->room) {
		replay->room = replay->room ? replay->room * 2 : 16;
		replay->lines = memory_grow(replay->lines, replay->room, sizeof *replay->lines);
	}
	struct line *line = &replay->lines[replay->count++];
	*line = (struct line){.count = 0};
	buffer_add(&line->head, head);
	buffer_add(&line->tail, tail);
	return line;
}

/* Another plan than the one that is meant where none is named. */
static void add_plan(const struct replay *replay, const struct row *row, struct buffer *tail)
{
	char plan[CODE_SIZE] = "";
	first_word(plan, row->first->key);
	if (replay->snapshot->has_plan && strcmp(plan, replay->snapshot->plan.code) == 0)
		return;
	word_add(tail, "--plan");
	word_add(tail, plan);
}

static bool replay_row(struct replay *replay, const struct row *row)
{
	struct buffer tail = {0};
	const char *head = row_line(row, &tail);
	if (head) {
		add_plan(replay, row, &tail);
		struct line *line = line_for(replay, head, buffer_text(&tail));
		if (line->count == line->room) {
			line->room = line->room ? line->room * 2 : 8;
			line->units = memory_grow(line->units, line->room, sizeof *line->units);
		}
		line->units[line->count++] = row->first->unit;
	}
	buffer_free(&tail);
	return head != NULL;
}

static bool replay_rows(struct replay *replay)
{
	const struct log *log = replay->log;
	bool fine = log->change_count > 0;
	for (size_t i = 0; fine && i < log->change_count;) {
		struct row row = {.first = &log->changes[i], .count = 1};
		while (i + row.count < log->change_count &&
			row.first[row.count].table == row.first->table &&
			strcmp(row.first[row.count].key, row.first->key) == 0)
			row.count++;
		fine = replay_row(replay, &row);
		i += row.count;
	}
	return fine;
}

static void line_write(const struct line *line, struct buffer *out)
{
	if (line->count > 1) {
		buffer_add(out, "printf '%s\\n'");
		for (size_t i = 0; i < line->count; i++)
			buffer_print(out, " %s", line->units[i]); /* codes need no quotes */
		buffer_print(out, " | tiendo %s - %s\n", buffer_text(&line->head),
			buffer_text(&line->tail));
	} else {
		buffer_print(out, "tiendo %s %s %s\n", buffer_text(&line->head), line->units[0],
			buffer_text(&line->tail));
	}
}

static void replay_free(struct replay *replay)
{
	for (size_t i = 0; i < replay->count; i++) {
		buffer_free(&replay->lines[i].head);
		buffer_free(&replay->lines[i].tail);
		free(replay->lines[i].units);
	}
	free(replay->lines);
}

/* What came from a file and what is no duty's is told as it was asked for. */
static bool is_of_duties(const struct log_step *step)
{
	static const char *const others[] = {"import ", "init", "demo", "remind "};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strncmp(step->command, others[i], strlen(others[i])) == 0)
			return false;
	return step->way == STEP_DO && !step->is_cut && step->lines == step->count;
}

static void replay_write(const struct snapshot *snapshot, const struct log *log, struct buffer *out)
{
	struct replay replay = {.snapshot = snapshot, .log = log};
	const struct log_step *step = &log->steps[0];
	if (is_of_duties(step) && replay_rows(&replay)) {
		for (size_t i = 0; i < replay.count; i++)
			line_write(&replay.lines[i], out);
	} else {
		buffer_print(out, "tiendo %s\n",
			step->way == STEP_REDO ? "redo" : step->command);
	}
	replay_free(&replay);
}

bool run_replay(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	long step = (long)request_value(request, N_("STEP"))->count;
	struct log_window window = {.after = step - 1, .before = step + 1, .few = CHANGES_MOST};
	struct log log;
	if (!app_snapshot(app, 0, &reply->snapshot, why) ||
		!store_log_window(app->store, &window, &log, why))
		return false;
	bool found = log.step_count > 0 ||
		refuse(why, FAULT_MISSING, N_("there is no step %ld"), step);
	if (found)
		replay_write(reply->snapshot, &log, &reply->text);
	reply->is_answer = reply->is_to_copy = true;
	log_free(&log);
	return found;
}
