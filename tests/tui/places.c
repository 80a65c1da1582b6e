/* Goes round all places of the screen. */
#include "tui/places.h"

#include "tui/parts.h"

#include <stdio.h>
#include <string.h>

#define PLACE_SIZE 80

struct round {
	struct seat *seat;
	void (*look)(struct seat *seat, const char *place, void *with);
	void *with;
	const char *language;
	size_t count;
};

static void look_at(struct round *round, const char *place)
{
	desk_settle(round->seat->desk);
	desk_draw(round->seat->desk, &round->seat->canvas);
	round->look(round->seat, place, round->with);
	round->count++;
}

/* Another one than is open, or one that is not there. */
static void open_database(struct seat *seat, const char *path)
{
	desk_close(seat->desk);
	seat->desk = NULL;
	app_close(&seat->app);
	seat->app.db = path;
	seat_open(seat);
}

/* To the deadlines as they were first, whatever is open. */
static void go_home(struct seat *seat)
{
	int tries;

	for (tries = 0; tries < 8 && seat->desk->over; tries++)
		seat_press(seat, "Esc");
	if (strcmp(seat->app.db, seat->path) != 0)
		open_database(seat, seat->path);
	if (seat->desk->over || seat->desk->now != VIEW_DUE || desk_is_over(seat->desk))
		seat_open(seat);
}

static void run_line(struct seat *seat, const char *line)
{
	desk_do(seat->desk, command_of(MOVE_PALETTE), "");
	seat_type(seat, line);
	seat_press(seat, "Enter");
}

/* False for a screen that nothing opens. */
static bool go_to(struct seat *seat, enum view_name name)
{
	enum move move = view_kinds[name].move;

	go_home(seat);
	if (name == VIEW_IMPORT)
		run_line(seat, "import tasks tests/tui/files/tasks.csv");
	else if (name == VIEW_ANSWER)
		run_line(seat, "list units");
	else if (name == VIEW_PEOPLE)
		desk_show(seat->desk, name);
	else if (name == VIEW_WELCOME)
		open_database(seat, "no/such.db");
	else if (move != MOVE_NONE)
		desk_do(seat->desk, command_of(move), "");
	desk_draw(seat->desk, &seat->canvas);
	return seat->desk->now == name;
}

/* What asks more than once is looked at with each question; the last is not answered. */
static void answer_and_look(struct round *round, const char *place)
{
	struct seat *seat = round->seat;
	int asked;

	for (asked = 0; asked < 4; asked++) {
		const struct argument *argument;
		const struct overlay *before = seat->desk->over;

		if (before != &overlay_prompt || seat->desk->asked != ASKED_ARGUMENT)
			return;
		argument = &seat->desk->act.request.command->arguments[seat->desk->act.argument];
		if (!argument[1].ask || !argument[1].required)
			return;
		seat_type(seat, argument->ask == ASK_DAY ? "1/7" : argument->ask == ASK_COUNT ? "1" : "units");
		look_at(round, place);
		seat_press(seat, "Enter");
		look_at(round, place);
	}
}

static void visit_command(struct round *round, enum view_name name, const struct command *command)
{
	struct seat *seat = round->seat;
	char place[PLACE_SIZE], key[KEY_LABEL];

	if (command->move == MOVE_QUIT || !go_to(seat, name))
		return;
	snprintf(place, sizeof place, "%s, %s", view_kinds[name].title, command->name);
	desk_do(seat->desk, command, key_label(seat->desk, command, key));
	seat->desk->options.ascii = seat->options.ascii; /* one of the commands changes it */
	if (desk_is_over(seat->desk))
		return;
	look_at(round, place);
	answer_and_look(round, place);
	language_choose(round->language, NULL); /* one of the commands changes it */
}

size_t places_visit(struct seat *seat, void (*look)(struct seat *seat, const char *place, void *with),
	void *with)
{
	struct round round = {seat, look, with, language_now(), 0};
	const struct command *command;
	int name;

	for (name = 0; name < VIEWS; name++) {
		if (!go_to(seat, (enum view_name)name))
			fail_msg("the screen \"%s\" does not open", view_kinds[name].title);
		look_at(&round, view_kinds[name].title);
		for (command = commands; command->name; command++)
			if (command->screens & view_kinds[name].on)
				visit_command(&round, (enum view_name)name, command);
	}
	return round.count;
}
