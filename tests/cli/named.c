/* The names in the tables of listings, files and commands. */
#include "cli/named.h"

#include "tiendo/app.h"

const char *listing_named_at(size_t place)
{
	return listing_kinds[place] ? listing_kinds[place]->name : NULL;
}

const char *export_named_at(size_t place)
{
	return place < SHEET_KINDS ? sheet_format((enum sheet_kind)place)->word : NULL;
}

const char *import_named_at(size_t place)
{
	return place <= SHEET_NUMBERS ? export_named_at(place) : NULL;
}

const char *command_named_at(size_t place)
{
	const struct command *command = commands;

	for (; command->name; command++)
		if (command->run && place-- == 0)
			return command->name;
	return NULL;
}

bool command_is_for_editors(const char *name)
{
	return (command_named(name)->who & BY_EDITOR) != 0;
}

bool command_is_for_accounts(const char *name)
{
	return command_named(name)->who != BY_NOBODY;
}
