/* Opening and closing what every command needs: the database, the day, a snapshot, the branch. */
#include "inner.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *meant_plan(const struct app *app)
{
	return app->plan ? app->plan : app->shown_plan;
}

bool any_snapshot(struct app *app, unsigned more, struct snapshot **snapshot, bool *is_meant,
	struct fault *why)
{
	struct plans plans;
	*is_meant = store_snapshot(app->store, meant_plan(app), more, snapshot, why);
	if (*is_meant)
		return true;
	if (!store_plans(app->store, &plans, why))
		return false;
	bool loaded = plans.count > 0 &&
		      store_snapshot(app->store, plans.at[0].code, more, snapshot, why);
	plans_free(&plans);
	return loaded;
}

/* The office's zone and the plan's year are in the database: a day typed waits until it is open. */
static bool choose_day(struct app *app, struct fault *why)
{
	struct snapshot *snapshot;
	struct day_context context = {.year = 0};
	int offset = 420, month, of_month;
	bool is_meant;
	/* What cannot be loaded tells so when it is needed; the usual zone does until then. */
	if (any_snapshot(app, SNAPSHOT_BRIEF, &snapshot, &is_meant, NULL)) {
		offset = snapshot->rules.utc_offset;
		if (is_meant && snapshot->has_plan && snapshot->plan.starts != DAY_NONE)
			day_split(snapshot->plan.starts, &context.year, &month, &of_month);
		snapshot_free(snapshot);
	}
	app->clock_day = context.today = instant_day(instant_now(), offset);
	if (app->as_of)
		return true;
	app->today = app->clock_day;
	app->as_of = app->day != NULL;
	return !app->day || day_parse(app->day, context, &app->today, why);
}

/* Who may only read the file reads it; a change is then refused as with --readonly. */
static bool is_forbidden(const char *path)
{
	return access(path, F_OK) == 0 && access(path, W_OK) != 0 &&
	       (errno == EACCES || errno == EPERM || errno == EROFS);
}

/* Where nothing may be made beside it either: no lock, no journal. barred: what it is, "" for nothing. */
static bool is_protected(const char *path, struct buffer *barred)
{
	char *real = realpath(path, NULL), *slash = real ? strrchr(real, '/') : NULL;
	struct buffer lock = {0};
	bool is_kept = is_forbidden(path);
	if (is_kept)
		buffer_add(barred, real ? real : path);
	if (slash && !is_kept) {
		buffer_print(&lock, "%s.lock", real);
		slash[slash == real] = '\0';
		is_kept = is_forbidden(real) || is_forbidden(buffer_text(&lock));
		if (is_kept)
			buffer_add(barred, is_forbidden(real) ? real : buffer_text(&lock));
	}
	buffer_free(&lock);
	free(real);
	return is_kept;
}

bool app_barred(const struct app *app, struct fault *why)
{
	struct buffer barred = {0};
	bool is_barred = app->is_protected && !app->account && is_protected(app->db, &barred);
	if (is_barred)
		refuse(why, FAULT_DENIED,
			N_("%s cannot be written, so this is opened for reading only: have its "
			   "permissions changed, then start tiendo again"),
			buffer_text(&barred));
	buffer_free(&barred);
	return is_barred;
}

bool app_is_for_reading(const struct app *app, struct fault *why)
{
	if (app->readonly && !app_barred(app, why))
		refuse(why, FAULT_DENIED, N_("opened for reading only: nothing can be changed"));
	return app->readonly;
}

static bool open_store(struct app *app, struct fault *why)
{
	struct buffer barred = {0};
	if (!app->readonly && is_protected(app->db, &barred))
		app->readonly = app->is_protected = true;
	buffer_free(&barred);
	bool opened = app->patience
		? store_open_within(&app->store, app->db, app->readonly, app->patience, why)
		: store_open(&app->store, app->db, app->readonly, why);
	if (!opened)
		return false;
	store_set_watcher(app->store, &app->watcher);
	bool admitted = !app->account ||
			store_act_as(app->store, app->account, &app->role, app->branch, why);
	if (admitted && choose_day(app, why))
		return true;
	app_close(app);
	return false;
}

bool app_open(struct app *app, bool create, struct fault *why)
{
	bool is_new = create && !app->account && !app->store && file_is_absent(app->db);
	if (app->store)
		return true;
	if (is_new) {
		if (app->readonly)
			return refuse(why, FAULT_DENIED,
				N_("opened for reading only: nothing can be changed"));
		file_make_folders(app->db, 0777);
		if (!store_create(app->db, why))
			return false;
	}
	if (open_store(app, why))
		return true;
	if (is_new)
		store_remove(app->db);
	return false;
}

bool app_warning(const struct app *app, struct fault *warning)
{
	const char *network = app->store ? store_network(app->store) : NULL;
	if (!network || app->account)
		return false;
	refuse(warning, FAULT_TROUBLE,
		N_("warning: %s lies on a network file system (%s), where changes can be lost and the "
		   "file damaged: keep it on a disk of the computer that tiendo runs on, and let others "
		   "in over SSH"),
		store_path(app->store), network);
	return true;
}

/* The database by its path, its folder and what else is in it. */
static bool tells_path(const char *text, const char *path)
{
	const char *slash = path ? strrchr(path, '/') : NULL;
	if (!path || !*path)
		return false;
	if (!slash || slash == path)
		return strstr(text, path) != NULL;
	struct buffer folder = {0};
	buffer_bytes(&folder, path, (size_t)(slash - path) + 1);
	bool tells = strstr(text, buffer_text(&folder)) != NULL;
	buffer_free(&folder);
	return tells;
}

const char *fault_told(const struct app *app, const struct fault *why)
{
	bool tells = *why->text == '/' || tells_path(why->text, app->db) ||
		(app->store && tells_path(why->text, store_path(app->store)));
	if (!app->account || !tells)
		return why->text;
	return say(N_("the database on the server cannot be used as it is: ask who looks after the "
		      "server"));
}

void app_close(struct app *app)
{
	store_close(app->store);
	app->store = NULL;
}

bool app_snapshot(struct app *app, unsigned more, struct snapshot **snapshot, struct fault *why)
{
	*snapshot = NULL;
	return app_open(app, false, why) &&
	       store_snapshot(app->store, meant_plan(app), more, snapshot, why);
}

bool app_branch(
	const struct app *app, const struct snapshot *snapshot, size_t *branch, struct fault *why)
{
	*branch = NOWHERE;
	return !app->unit ||
	       units_name(&snapshot->units, 0, snapshot->units.count, app->unit, branch, why) ||
	       refuse_unit(app, &snapshot->units, app->unit, why);
}

bool reply_refresh(struct app *app, struct reply *reply, struct fault *why)
{
	snapshot_free(reply->snapshot);
	return app_snapshot(app, 0, &reply->snapshot, why);
}

void reply_free(struct reply *reply)
{
	buffer_free(&reply->text);
	buffer_free(&reply->complaints);
	if (reply->listing)
		listing_free(reply->listing);
	free(reply->listing);
	snapshot_free(reply->snapshot);
	free(reply->clashes);
	pool_free(&reply->pool);
	*reply = (struct reply){.step = 0};
}
