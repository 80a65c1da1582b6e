/* A database of its own in place of the person's: the sample to look round in, or an empty one to try
 * a first import on. It lives in a folder that only this person can enter and that goes with it. */
#include "inner.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- the folder ----------------------------------------------------------------------------- */

static bool folder_make(struct aside *aside, struct fault *why)
{
	const char *place = getenv("TMPDIR");

	if (!place || *place != '/' || strlen(place) > sizeof aside->folder - 32)
		place = "/tmp";
	snprintf(aside->folder, sizeof aside->folder, "%s/tiendo-XXXXXX", place);
	if (!mkdtemp(aside->folder)) {
		aside->folder[0] = '\0';
		return refuse(why, FAULT_TROUBLE, N_("cannot make a folder in %s: %s"), place,
			strerror(errno));
	}
	snprintf(aside->db, sizeof aside->db, "%s/%s", aside->folder, "tiendo.db");
	return true;
}

/* The database, its lock, its journal: there are no folders in it. */
static void folder_remove(struct aside *aside)
{
	DIR *names = opendir(aside->folder);
	struct dirent *name;

	while (names && (name = readdir(names)) != NULL)
		if (strcmp(name->d_name, ".") != 0 && strcmp(name->d_name, "..") != 0)
			unlinkat(dirfd(names), name->d_name, 0);
	if (names)
		closedir(names);
	rmdir(aside->folder);
	aside->folder[0] = '\0';
}

/* ---- in and out ----------------------------------------------------------------------------- */

static void step_aside(struct desk *desk, enum aside_kind kind)
{
	struct app *app = desk->app;

	desk->aside.kind = kind;
	desk->aside.own = *app;
	memcpy(desk->aside.plan, desk->plan, sizeof desk->plan);
	app->db = desk->aside.db;
	app->plan = app->unit = app->shown_plan = NULL;
	app->readonly = false;
	app->store = NULL;
	app->today = app->clock_day = DAY_NONE;
	if (kind == ASIDE_SAMPLE) {
		app->day = NULL; /* its days are those of 2020 */
		app->as_of = false;
	}
}

void aside_drop(struct desk *desk)
{
	struct watcher watcher = desk->app->watcher;

	if (desk->aside.kind == ASIDE_NONE)
		return;
	app_close(desk->app);
	*desk->app = desk->aside.own;
	memcpy(desk->plan, desk->aside.plan, sizeof desk->plan);
	desk->app->watcher = watcher; /* of the screen: it may be gone meanwhile */
	folder_remove(&desk->aside);
	desk->aside.kind = ASIDE_NONE;
}

static bool fill_sample(struct app *app, struct fault *why)
{
	struct request request = {.command = NULL};
	struct reply reply = {.step = 0};
	bool fine;

	request_start(&request, command_named("demo"));
	fine = command_run(app, &request, &reply, why);
	request_free(&request);
	reply_free(&reply);
	return fine;
}

bool aside_sample(struct desk *desk, struct fault *why)
{
	if (!folder_make(&desk->aside, why))
		return false;
	step_aside(desk, ASIDE_SAMPLE);
	if (fill_sample(desk->app, why) && desk_sit(desk, why))
		return true;
	aside_drop(desk);
	return false;
}

bool aside_trial(struct desk *desk, struct fault *why)
{
	if (desk->app->store || access(desk->app->db, F_OK) == 0)
		return true;
	if (desk->app->readonly)
		return refuse(why, FAULT_DENIED, N_("opened for reading only: nothing can be changed"));
	if (!folder_make(&desk->aside, why))
		return false;
	step_aside(desk, ASIDE_TRIAL);
	if (app_open(desk->app, true, why))
		return true;
	aside_drop(desk);
	return false;
}

bool aside_found(struct desk *desk, bool *was_there, struct fault *why)
{
	struct app own = desk->aside.own;

	*was_there = access(own.db, F_OK) == 0;
	if (!app_open(&own, true, why))
		return false;
	desk->aside.own = own;
	aside_drop(desk);
	return true;
}

bool aside_leave(struct desk *desk)
{
	struct fault why = {.kind = FAULT_NONE};

	if (desk->aside.kind == ASIDE_NONE)
		return false;
	aside_drop(desk);
	desk->tour.is_on = false;
	if (!desk->app->store)
		welcome_show(desk);
	else if (!desk_sit(desk, &why))
		desk_refuse(desk, &why);
	return true;
}

bool aside_open_file(struct desk *desk, const char *path, struct fault *why)
{
	struct app before = *desk->app;
	char *kept = memory_text(path);

	desk->app->db = kept;
	desk->app->store = NULL;
	desk->app->shown_plan = NULL;
	if (!desk_sit(desk, why)) {
		app_close(desk->app);
		*desk->app = before;
		free(kept);
		return false;
	}
	store_close(before.store);
	if (!desk->db_path)
		desk->db_given = before.db;
	free(desk->db_path);
	desk->db_path = kept;
	return true;
}
