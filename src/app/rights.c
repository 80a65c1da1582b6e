/* What an account may do: its role against the command table's column `who`, and what no account may
 * give whatever its role, because it would reach past the line. Rows and branches are the store's
 * fence to guard; here it is said in words before anything is asked or read. */
#include "inner.h"

#include <string.h>

/* Kinds of files whose rows are of no unit's own: importing them is an admin's. */
static const char *const kinds_of_admin[] = {"units", "plan"};

bool app_has_branch(const struct app *app)
{
	return app->account && app->role != ROLE_ADMIN && *app->branch;
}

static bool deny(const struct app *app, const struct command *command)
{
	if (app->denied)
		app->denied(app, command->name);
	return false;
}

bool tell_denied(const struct app *app, const struct command *command, const struct fault *why)
{
	return app->account && why && why->kind == FAULT_DENIED && deny(app, command);
}

bool command_allowed(const struct app *app, const struct command *command, struct fault *why)
{
	if (!app->account || (command->who & (1u << app->role)))
		return true;
	if (command->who == BY_NOBODY)
		refuse(why, FAULT_DENIED,
			N_("'%s' is not to be had over SSH: it is for who runs tiendo on the server"),
			command->name);
	else
		refuse(why, FAULT_DENIED, N_("'%s' is not for the account %s, whose role is %s"),
			command->name, app->account, role_word(app->role));
	return deny(app, command);
}

/* Whether it reads or writes a file whatever its options. */
static bool needs_file(const struct command *command)
{
	for (size_t i = 0; command->arguments[i].ask; i++)
		if (command->arguments[i].ask == ASK_FILE && !command->arguments[i].option)
			return true;
	return false;
}

bool screen_offers(const struct app *app, const struct command *command)
{
	return !app->account || ((command->who & (1u << app->role)) && !needs_file(command));
}

bool screen_allowed(const struct app *app, const struct command *command, struct fault *why)
{
	if (!command_allowed(app, command, why))
		return false;
	if (!app->account || !needs_file(command))
		return true;
	refuse(why, FAULT_DENIED,
		N_("no file of the server is read or written here: give '%s' to ssh on your own "
		   "side, with '-' as the file"),
		command->name);
	return deny(app, command);
}

static bool is_kind_of_admin(const char *word)
{
	for (size_t i = 0; i < sizeof kinds_of_admin / sizeof *kinds_of_admin; i++)
		if (strcmp(kinds_of_admin[i], word) == 0)
			return true;
	return false;
}

bool request_allowed(const struct app *app, const struct request *request, struct fault *why)
{
	const struct command *command = request->command;
	if (!app->account)
		return true;
	for (size_t i = 0; command->arguments[i].ask; i++) {
		const struct value *value = &request->values[i];
		if (command->arguments[i].ask != ASK_FILE || !value->given ||
			strcmp(value->text, "-") == 0)
			continue;
		refuse(why, FAULT_DENIED,
			N_("over SSH a file is always '-', which is your own side of the line: no "
			   "file of the server is read or written"));
		return deny(app, command);
	}
	const char *kind = request_value(request, N_("KIND"))->text;
	if (command->right < RIGHT_CHANGE || app->role == ROLE_ADMIN || !is_kind_of_admin(kind))
		return true;
	refuse(why, FAULT_DENIED, N_("only an admin imports %s: they are of the whole office"), kind);
	return deny(app, command);
}

bool refuse_unit(const struct app *app, const struct units *units, const char *words,
	struct fault *why)
{
	if (!app_has_branch(app) || !why || units_fit(units, words))
		return false;
	struct fault first = *why;
	return refuse(why, FAULT_DENIED, N_("%s (the account %s sees only %s and all below it)"),
		first.text, app->account, app->branch);
}
