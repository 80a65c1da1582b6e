/* The command table: every act, every key, every line of help has its one place here. */
#include "inner.h"

#include <string.h>

#define END {ASK_NOTHING, NULL, NULL, false, false}
#define UNIT_AND(ask, label) {ASK_UNITS, NULL, N_("UNIT"), true, false}, {ask, NULL, label, true, false}
#define OPTION(ask, option, label) {ask, option, label, false, false}
#define FLAG(option) {ASK_FLAG, option, NULL, false, false}

static const struct argument no_asks[] = {END};
static const struct argument done_asks[] = {UNIT_AND(ASK_TASK, N_("TASK")),
	OPTION(ASK_DAY, "--on", N_("DAY")), OPTION(ASK_TEXT, "--document", N_("TEXT")),
	OPTION(ASK_COUNT, "--count", N_("COUNT")), OPTION(ASK_TEXT, "--note", N_("TEXT")), END};
static const struct argument task_asks[] = {UNIT_AND(ASK_TASK, N_("TASK")), END};
static const struct argument duty_asks[] = {UNIT_AND(ASK_ITEM, N_("ITEM")), END};
static const struct argument tick_on_asks[] = {
	UNIT_AND(ASK_ITEM, N_("ITEM")), {ASK_DAY, "--on", N_("DAY"), true, true}, END};
static const struct argument receive_asks[] = {UNIT_AND(ASK_REPORT, N_("REPORT")),
	OPTION(ASK_DAY, "--on", N_("DAY")), OPTION(ASK_TEXT, "--document", N_("TEXT")),
	OPTION(ASK_DAY, "--document-date", N_("DAY")), OPTION(ASK_TEXT, "--note", N_("TEXT")), END};
static const struct argument return_asks[] = {UNIT_AND(ASK_REPORT, N_("REPORT")),
	{ASK_TEXT, "--why", N_("REASON"), true, true}, OPTION(ASK_DAY, "--on", N_("DAY")), END};
static const struct argument extend_asks[] = {UNIT_AND(ASK_ITEM, N_("ITEM")),
	{ASK_DAY, "--until", N_("DAY"), true, true}, {ASK_TEXT, "--why", N_("REASON"), true, true}, END};
static const struct argument exempt_asks[] = {
	UNIT_AND(ASK_ITEM, N_("ITEM")), {ASK_TEXT, "--why", N_("REASON"), true, true}, END};
static const struct argument note_asks[] = {
	UNIT_AND(ASK_ITEM, N_("ITEM")), {ASK_TEXT, NULL, N_("TEXT"), true, true}, END};
static const struct argument count_asks[] = {
	UNIT_AND(ASK_TASK, N_("TASK")), {ASK_COUNT, NULL, N_("COUNT"), true, true}, END};
static const struct argument number_asks[] = {{ASK_UNITS, NULL, N_("UNIT"), true, false},
	{ASK_NUMBER, NULL, N_("NUMBER"), true, false}, {ASK_VALUE, NULL, N_("VALUE"), true, false},
	{ASK_REPORT, "--report", N_("REPORT"), true, false}, END};
static const struct argument remind_asks[] = {{ASK_REPORT, NULL, N_("REPORT"), true, false}, END};
static const struct argument message_asks[] = {{ASK_ITEM, NULL, N_("ITEM"), true, false}, END};
static const struct argument undo_asks[] = {{ASK_COUNT, NULL, N_("STEP"), false, false}, END};
static const struct argument step_asks[] = {{ASK_COUNT, NULL, N_("STEP"), true, false}, END};
static const struct argument log_asks[] = {OPTION(ASK_DAY, "--since", N_("DAY")),
	OPTION(ASK_COUNT, "--step", N_("STEP")), END};
static const struct argument due_asks[] = {FLAG("--tasks"), OPTION(ASK_COUNT, "--within", N_("DAYS")),
	OPTION(ASK_WORD, "--report", N_("REPORT")), FLAG("--check"), END};
static const struct argument status_asks[] = {OPTION(ASK_WORD, "--by", "unit|kind|branch"), END};
static const struct argument list_asks[] = {{ASK_WORD, NULL, N_("NAME"), true, false},
	FLAG("--tasks"), OPTION(ASK_COUNT, "--within", N_("DAYS")),
	OPTION(ASK_WORD, "--report", N_("REPORT")), OPTION(ASK_WORD, "--item", N_("ITEM")),
	OPTION(ASK_WORD, "--by", "unit|kind|branch"),
	OPTION(ASK_DAY, "--since", N_("DAY")), FLAG("--check"), END};
static const struct argument init_asks[] = {OPTION(ASK_FILE, "--plan-file", N_("FILE")),
	OPTION(ASK_FILE, "--units-file", N_("FILE")), END};
static const struct argument import_asks[] = {{ASK_WORD, NULL, N_("KIND"), true, false},
	{ASK_FILE, NULL, N_("FILE"), true, false}, FLAG("--dry-run"), FLAG("--partial"),
	OPTION(ASK_FILE, "--rejects", N_("FILE")), OPTION(ASK_WORD, "--encoding", N_("NAME")),
	OPTION(ASK_WORD, "--separator", N_("CHARACTER")),
	OPTION(ASK_WORD, "--on-conflict", "stop|mine|theirs"), OPTION(ASK_COUNT, "--rows", N_("COUNT")),
	END};
static const struct argument export_asks[] = {{ASK_WORD, NULL, N_("KIND"), true, false},
	{ASK_FILE, NULL, N_("FILE"), false, false}, OPTION(ASK_WORD, "--separator", N_("CHARACTER")),
	FLAG("--iso-dates"), FLAG("--tasks"), OPTION(ASK_WORD, "--report", N_("REPORT")), END};
/* What the screen asks for besides, field by field. */
#define FIELD(ask, option, label) {ask, option, label, false, true}
#define REV OPTION(ASK_COUNT, "--rev", N_("VERSION"))
#define PERSON_FIELDS                                                                              \
	FIELD(ASK_TEXT, "--position", N_("POSITION")), FIELD(ASK_WORD, "--phone", N_("PHONE")),    \
		FIELD(ASK_WORD, "--email", N_("EMAIL")), FIELD(ASK_TEXT, "--note", N_("NOTE"))
static const struct argument add_unit_asks[] = {{ASK_WORD, NULL, N_("CODE"), true, false},
	{ASK_TEXT, NULL, N_("NAME"), true, false}, {ASK_WORD, "--kind", N_("KIND"), true, false},
	OPTION(ASK_WORD, "--parent", N_("UNIT-ABOVE")),
	OPTION(ASK_DAY_OR_NONE, "--from", N_("FIRST-DAY")),
	OPTION(ASK_DAY_OR_NONE, "--to", N_("LAST-DAY")),
	OPTION(ASK_TEXT, "--aliases", N_("OTHER-NAMES")), END};
static const struct argument edit_unit_asks[] = {{ASK_UNITS, NULL, N_("UNIT"), true, false},
	FIELD(ASK_TEXT, "--name", N_("NAME")), FIELD(ASK_WORD, "--kind", N_("KIND")),
	FIELD(ASK_WORD, "--parent", N_("UNIT-ABOVE")),
	FIELD(ASK_DAY_OR_NONE, "--from", N_("FIRST-DAY")),
	FIELD(ASK_DAY_OR_NONE, "--to", N_("LAST-DAY")),
	FIELD(ASK_TEXT, "--aliases", N_("OTHER-NAMES")), REV, END};
static const struct argument remove_unit_asks[] = {{ASK_UNITS, NULL, N_("UNIT"), true, false}, END};
static const struct argument add_person_asks[] = {{ASK_UNITS, NULL, N_("UNIT"), true, false},
	{ASK_TEXT, NULL, N_("NAME"), true, false}, PERSON_FIELDS, END};
static const struct argument edit_person_asks[] = {{ASK_UNITS, NULL, N_("UNIT"), true, false},
	{ASK_TEXT, NULL, N_("NAME"), true, false}, FIELD(ASK_TEXT, "--name", N_("NEW-NAME")),
	PERSON_FIELDS, REV, END};
static const struct argument remove_person_asks[] = {{ASK_UNITS, NULL, N_("UNIT"), true, false},
	{ASK_TEXT, NULL, N_("NAME"), true, false}, END};
static const struct argument backup_asks[] = {{ASK_FILE, NULL, N_("FILE"), true, false}, END};
static const struct argument purge_asks[] = {{ASK_WORD, NULL, "people", true, false}, END};
static const struct argument set_asks[] = {{ASK_WORD, NULL, N_("NAME"), false, false},
	{ASK_WORD, NULL, N_("VALUE"), false, false}, END};
static const struct argument holiday_asks[] = {{ASK_DAY, NULL, N_("DAY"), true, false},
	{ASK_TEXT, NULL, N_("TEXT"), false, false}, FLAG("--remove"), END};
static const struct argument account_asks[] = {
	{ASK_WORD, NULL, "add|list|remove|key", true, false}, {ASK_WORD, NULL, N_("ACCOUNT"), false, false},
	{ASK_TEXT, NULL, N_("KEY"), false, false}, OPTION(ASK_WORD, "--role", "admin|editor|viewer"),
	OPTION(ASK_WORD, "--unit", N_("UNIT")), END};
static const struct argument serve_asks[] = {{ASK_WORD, "--as", N_("ACCOUNT"), true, false},
	OPTION(ASK_COUNT, "--idle", N_("SECONDS")), OPTION(ASK_FILE, "--log", N_("FILE")), END};
static const struct argument help_asks[] = {{ASK_WORD, NULL, N_("COMMAND"), false, false}, END};
static const struct argument completion_asks[] = {
	{ASK_WORD, NULL, "bash|zsh|fish", true, false}, END};

/* Behind `:`. */
static const struct argument unit_asks[] = {{ASK_UNITS, NULL, N_("UNIT"), false, false}, END};
static const struct argument item_asks[] = {{ASK_ITEM, NULL, N_("ITEM"), false, false}, END};
static const struct argument numbers_asks[] = {{ASK_REPORT, NULL, N_("REPORT"), false, false}, END};
static const struct argument filter_asks[] = {{ASK_TEXT, NULL, N_("TEXT"), false, false}, END};

#define FROM_ANYWHERE (ON_SCREENS | ON_HELP) /* to another screen */
#define EVERYWHERE (FROM_ANYWHERE | ON_IMPORT | ON_WELCOME)
#define BY_DIGIT (FROM_ANYWHERE & ~ON_NUMBERS) /* there digits are numbers */
#define MOVE_TO(name, asks, keys, screens, move, help, bar)                                        \
	{name, keys, asks, screens, RIGHT_NONE, BY_ALL, help, bar, move, NULL}
#define MOVE(name, keys, screens, move, help, bar)                                                 \
	MOVE_TO(name, no_asks, keys, screens, move, help, bar)
/* It writes a file where tiendo runs. */
#define FILE_MOVE(name, keys, screens, move, help, bar)                                            \
	{name, keys, no_asks, screens, RIGHT_NONE, BY_NOBODY, help, bar, move, NULL}

/* Order is the order of the key bar and of help. */
const struct command commands[] = {
	/* what is recorded of duties */
	{"tick", "x", duty_asks, ON_DUTIES, RIGHT_CHANGE, BY_WRITERS,
		N_("mark done or received today; again takes it back"), N_("received"), MOVE_NONE, run_tick},
	{"tick-on", "X", tick_on_asks, ON_DUTIES, RIGHT_CHANGE, BY_WRITERS,
		N_("mark done or received on a day"), N_("on day"), MOVE_NONE, run_tick},
	{"done", "", done_asks, 0, RIGHT_CHANGE, BY_WRITERS, N_("mark a task done"), NULL, MOVE_NONE, run_done},
	{"start", "S", task_asks, ON_DUTIES, RIGHT_CHANGE, BY_WRITERS, N_("mark a task begun"), NULL, MOVE_NONE,
		run_start},
	{"reopen", "O", duty_asks, ON_DUTIES, RIGHT_CHANGE, BY_WRITERS,
		N_("take back that a task is done or begun, or the last receipt of a report"), NULL,
		MOVE_NONE, run_reopen},
	{"receive", "", receive_asks, 0, RIGHT_CHANGE, BY_WRITERS,
		N_("record a report received; a later one is a supplement"), NULL, MOVE_NONE, run_receive},
	{"return", "r", return_asks, ON_DUTIES, RIGHT_CHANGE, BY_WRITERS, N_("send a report back, with the reason"),
		NULL, MOVE_NONE, run_return},
	{"extend", "g", extend_asks, ON_DUTIES, RIGHT_CHANGE, BY_WRITERS,
		N_("grant a later deadline, with the reason"), N_("extend"), MOVE_NONE, run_extend},
	{"exempt", "o", exempt_asks, ON_DUTIES, RIGHT_CHANGE, BY_WRITERS,
		N_("mark as not applicable, with the reason"), NULL, MOVE_NONE, run_exempt},
	{"unexempt", "", duty_asks, 0, RIGHT_CHANGE, BY_WRITERS, N_("make it applicable again"), NULL, MOVE_NONE,
		run_unexempt},
	{"note", "c", note_asks, ON_DUTIES, RIGHT_CHANGE, BY_WRITERS, N_("write a note; an empty one clears it"), NULL, MOVE_NONE,
		run_note},
	{"count", "#", count_asks, ON_DUTIES, RIGHT_CHANGE, BY_WRITERS, N_("record the count of a task"), NULL,
		MOVE_NONE, run_count},
	{"number", "# F2 + - 0 1 2 3 4 5 6 7 8 9", number_asks, ON_NUMBERS, RIGHT_CHANGE, BY_WRITERS,
		N_("record a number of a report: a count, +5 for more, - for not applicable, empty for "
		   "not reported"),
		N_("type in"), MOVE_TYPE, run_number},
	{"remind", "n", remind_asks, ON_DUTIES, RIGHT_CHANGE, BY_WRITERS,
		N_("log a reminder to who has not sent, and give the text to send"), N_("remind"),
		MOVE_NONE, run_remind},
	{"message", "T", message_asks, ON_DUTIES, RIGHT_READ, BY_ALL,
		N_("give the text to send to who has not sent or done it, logging nothing"), NULL,
		MOVE_NONE, run_message},
	/* units and people */
	{"add-unit", "a", add_unit_asks, ON_TREE, RIGHT_CHANGE, BY_WRITERS,
		N_("add a unit, below the one under the cursor"), N_("add"), MOVE_NONE, run_add_unit},
	{"edit-unit", "e", edit_unit_asks, ON_TREE, RIGHT_CHANGE, BY_WRITERS,
		N_("edit a unit: name, kind, unit above, first and last day, other names"), N_("change"),
		MOVE_NONE, run_edit_unit},
	{"remove-unit", "D", remove_unit_asks, ON_TREE, RIGHT_CHANGE, BY_WRITERS,
		N_("remove a unit that nothing hangs on, with its contacts"), N_("delete"), MOVE_NONE,
		run_remove_unit},
	{"add-person", "a", add_person_asks, ON_PEOPLE, RIGHT_CHANGE, BY_WRITERS,
		N_("add a contact to a unit's roster"), N_("add"), MOVE_NONE, run_add_person},
	{"edit-person", "e", edit_person_asks, ON_PEOPLE, RIGHT_CHANGE, BY_WRITERS,
		N_("edit a contact: name, position, phone, email, note"), N_("change"), MOVE_NONE,
		run_edit_person},
	{"remove-person", "D", remove_person_asks, ON_PEOPLE, RIGHT_CHANGE, BY_WRITERS,
		N_("remove contacts from a unit's roster"), N_("delete"), MOVE_NONE,
		run_remove_person},
	/* marks and moves */
	MOVE("mark", "Space", ON_DUTIES | ON_PEOPLE, MOVE_MARK, N_("mark the row"), N_("mark")),
	MOVE("range", "v", ON_DUTIES | ON_PEOPLE, MOVE_RANGE, N_("mark from here to where it is pressed again"), NULL),
	MOVE("all", "*", ON_DUTIES | ON_PEOPLE, MOVE_ALL, N_("mark all rows shown, or none"), NULL),
	MOVE_TO("filter", filter_asks, "/", ON_SCREENS, MOVE_FILTER,
		N_("filter as you type, blind to marks and case; a ! first turns it round"), N_("find")),
	MOVE("groups", "b", ON_REPORTS, MOVE_NEXT_GROUPS,
		N_("by report and task, by branch, by kind, by unit"), N_("groups")),
	MOVE("dense", "z", ON_MATRIX, MOVE_NEXT_CELLS,
		N_("a cell in one column, so that the whole plan is seen; then as letters"), N_("dense")),
	MOVE("headings", "b", ON_DUE, MOVE_NEXT_GROUPS,
		N_("put the deadlines together by report or by unit"), NULL),
	MOVE("fold-all", "z", ON_TREE, MOVE_FOLD_ALL,
		N_("fold every branch, or unfold them all; ← and → fold and unfold one"), N_("fold")),
	MOVE("next-report", "R", ON_NUMBERS, MOVE_NEXT_TAB, N_("the numbers of the next report"),
		N_("report")),
	MOVE("history", "H", ON_NUMBERS, MOVE_HISTORY, N_("who changed this number, when, from what"),
		N_("history")),
	MOVE("next-filter", "f",
		(ON_SCREENS | ON_IMPORT) & ~(ON_LOG | ON_REPORTS | ON_NUMBERS | ON_ROSTER),
		MOVE_NEXT_FILTER,
		N_("choose the states that are shown, again for the next; of an import the next kind"),
		NULL),
	MOVE("sort", "s", ON_SCREENS & ~(ON_LOG | ON_ROSTER), MOVE_NEXT_SORT,
		N_("choose the order, again for the next: worst first, by unit, by deadline"), NULL),
	MOVE("tab", "Tab", EVERYWHERE & ~ON_NUMBERS, MOVE_NEXT_TAB,
		N_("the next report, unit, item or kind, whichever the screen is about"), NULL),
	{"undo", "u", undo_asks, ON_SCREENS, RIGHT_CHANGE, BY_WRITERS, N_("take back the last step, or the one named"),
		N_("undo"), MOVE_NONE, run_undo},
	{"undo-to", "B", step_asks, ON_LOG, RIGHT_CHANGE, BY_WRITERS,
		N_("take back this step and every later one; redo does them again one by one"),
		N_("back before"), MOVE_NONE, run_undo_to},
	{"replay", "=", step_asks, ON_LOG, RIGHT_READ, BY_ALL,
		N_("the command lines that would do this step again"), N_("as command"), MOVE_NONE,
		run_replay},
	{"redo", "U", no_asks, ON_SCREENS, RIGHT_CHANGE, BY_WRITERS, N_("do again what was taken back"), NULL,
		MOVE_NONE, run_redo},
	MOVE("formula", "=", ON_REPORTS | ON_UNIT | ON_ITEM, MOVE_FORMULA,
		N_("how the rates of this row, unit or item are worked out"), N_("formula")),
	MOVE("up", "k Up", EVERYWHERE, MOVE_UP, N_("a row up"), NULL),
	MOVE("down", "j Down", EVERYWHERE, MOVE_DOWN, N_("a row down"), NULL),
	MOVE("left", "h Left", EVERYWHERE, MOVE_LEFT, N_("a column left"), NULL),
	MOVE("right", "l Right", EVERYWHERE, MOVE_RIGHT, N_("a column right"), NULL),
	MOVE("page-up", "PgUp ^B", EVERYWHERE, MOVE_PAGE_UP, N_("a page up"), NULL),
	MOVE("page-down", "PgDn ^F", EVERYWHERE, MOVE_PAGE_DOWN, N_("a page down"), NULL),
	MOVE("first", "Home", EVERYWHERE, MOVE_HOME, N_("to the first row"), NULL),
	MOVE("last", "End", EVERYWHERE, MOVE_END, N_("to the last row"), NULL),
	MOVE("open", "Enter", (FROM_ANYWHERE | ON_WELCOME) & ~ON_NUMBERS, MOVE_OPEN, N_("open what the cursor is on"), NULL),
	MOVE("cell-down", "Enter", ON_NUMBERS, MOVE_DOWN, N_("the unit below, as in a spreadsheet"), NULL),
	MOVE("cell-right", "Tab", ON_NUMBERS, MOVE_RIGHT, N_("the number at the right"), NULL),
	MOVE("cell-left", "S-Tab", ON_NUMBERS, MOVE_LEFT, N_("the number at the left"), NULL),
	MOVE("back", "Esc q", EVERYWHERE, MOVE_BACK, N_("back; on the first screen q leaves"), NULL),
	MOVE("last-screen", "`", ON_SCREENS, MOVE_LAST_SCREEN, N_("the screen before"), NULL),
	/* the first page */
	FILE_MOVE("sample", "1", ON_WELCOME, MOVE_SAMPLE,
		N_("look round in sample data, nothing of which stays when you leave it"),
		N_("sample data")),
	FILE_MOVE("new-plan", "2", ON_WELCOME, MOVE_NEW_PLAN,
		N_("take a new plan in from CSV files: the units, then the plan, each shown first"),
		N_("new plan")),
	FILE_MOVE("open-file", "3", ON_WELCOME, MOVE_OPEN_FILE,
		N_("open a database that is there already, by its path"), N_("open")),
	FILE_MOVE("tap", "4", ON_WELCOME, MOVE_TOUR, N_("practise: five tasks in sample data"),
		N_("practise")),
	FILE_MOVE("tour", "", EVERYWHERE, MOVE_TOUR,
		N_("five tasks in sample data that tell what to do; given again, it ends"), NULL),
	/* screens and what prints them */
	{"due", "1", due_asks, BY_DIGIT, RIGHT_READ, BY_ALL, N_("the deadline board, worst first"), NULL, MOVE_DUE,
		run_due},
	MOVE("matrix", "2", BY_DIGIT, MOVE_MATRIX, N_("units and items as a matrix"), NULL),
	MOVE_TO("unit", unit_asks, "3", BY_DIGIT, MOVE_UNIT, N_("the checklist of one unit"), NULL),
	MOVE_TO("item", item_asks, "4", BY_DIGIT, MOVE_ITEM, N_("one item across the units"), NULL),
	{"status", "5", status_asks, BY_DIGIT, RIGHT_READ, BY_ALL, N_("rates and the line that adds up"), NULL,
		MOVE_REPORTS, run_status},
	MOVE_TO("numbers", numbers_asks, "6", BY_DIGIT, MOVE_NUMBERS, N_("numbers of a report, typed as in a spreadsheet"),
		NULL),
	MOVE("units", "7", BY_DIGIT, MOVE_TREE, N_("the tree of units, and the contacts of each"), NULL),
	{"log", "8", log_asks, BY_DIGIT, RIGHT_READ, BY_ALL, N_("what was changed, by whom, from what to what"),
		NULL, MOVE_LOG, run_log},
	{"list", "", list_asks, 0, RIGHT_READ, BY_ALL,
		N_("print a listing: units, tree, people, plans, items, due, matrix, unit, item, reports, tasks, "
		   "receipts, numbers, log"),
		NULL, MOVE_NONE, run_list},
	MOVE("news", "L", ON_SCREENS, MOVE_NEWS, N_("what others changed since you last looked"), NULL),
	FILE_MOVE("export-view", "E", ON_SCREENS, MOVE_EXPORT,
		N_("export what is shown, filter included"), NULL),
	MOVE("palette", ":", ON_SCREENS, MOVE_PALETTE, N_("type a command"), N_("command")),
	/* files */
	{"import", "i", import_asks, ON_SCREENS, RIGHT_MAKE, BY_WRITERS,
		N_("take in units, people, plan, tasks, receipts or numbers from a CSV file; the screen "
		   "shows first what that would change"),
		N_("import"), MOVE_NONE, run_import},
	MOVE("take-all", "Enter", ON_IMPORT, MOVE_TAKE_ALL,
		N_("take everything in, as one step that undo takes back"), N_("take in")),
	MOVE("next-error", ">", ON_IMPORT, MOVE_NEXT_ERROR, N_("to the next error or conflict"),
		N_("error")),
	MOVE("last-error", "<", ON_IMPORT, MOVE_LAST_ERROR, N_("to the error or conflict before"), NULL),
	MOVE("cure", "y", ON_IMPORT, MOVE_CURE, N_("put the text proposed in the cell's place"),
		N_("mend")),
	MOVE("mend-cell", "e", ON_IMPORT, MOVE_MEND,
		N_("edit the cell as the file has it; the file itself stays as it is"), N_("edit")),
	FILE_MOVE("take-good", "p", ON_IMPORT, MOVE_TAKE_GOOD,
		N_("take the good rows in and write the others to a file of their own"), N_("good rows")),
	MOVE("cure-column", "Y", ON_IMPORT, MOVE_CURE_COLUMN,
		N_("put what is proposed in the place of all such cells of the column"), NULL),
	MOVE("cure-other", "t", ON_IMPORT, MOVE_CURE_OTHER,
		N_("put the second of two texts proposed in the cell's place"), NULL),
	MOVE("side", "C", ON_IMPORT, MOVE_NEXT_SIDE,
		N_("rows changed here and in the file: stop, keep what is here, or take the file's"),
		N_("conflicts")),
	MOVE("row-text", "T", ON_IMPORT, MOVE_ENTRY,
		N_("read all that is said of the row, and the row as the file has it"), NULL),
	MOVE("unmend", "u", ON_IMPORT, MOVE_UNMEND, N_("take back what was mended last"), NULL),
	{"export", "", export_asks, 0, RIGHT_READ, BY_ALL,
		N_("write units, people, plan, tasks, receipts, numbers, summary, due or log as CSV, or "
		   "as an Excel workbook (FILE.xlsx); all into a folder"),
		NULL, MOVE_NONE, run_export},
	{"init", "", init_asks, 0, RIGHT_NONE, BY_NOBODY, N_("make an empty database"), NULL, MOVE_NONE, run_init},
	{"demo", "", no_asks, 0, RIGHT_NONE, BY_NOBODY, N_("make the sample database"), NULL, MOVE_NONE, run_demo},
	{"backup", "", backup_asks, 0, RIGHT_READ, BY_NOBODY, N_("write a verified copy while others work"), NULL,
		MOVE_NONE, run_backup},
	{"check", "", no_asks, 0, RIGHT_READ, BY_ADMIN, N_("check the file and the rules"), NULL, MOVE_NONE,
		run_check},
	{"purge", "", purge_asks, 0, RIGHT_DESTROY, BY_ADMIN,
		N_("remove all contacts for good, from the log too"), NULL, MOVE_NONE, run_purge},
	{"set", "", set_asks, 0, RIGHT_CHANGE, BY_ADMIN,
		N_("show or change a setting: timezone, due-soon, date-counts, closed (a closed plan is "
		   "no longer the one meant where none is named)"), NULL, MOVE_NONE,
		run_set},
	{"holiday", "", holiday_asks, 0, RIGHT_CHANGE, BY_ADMIN, N_("add or remove a day that is no working day"),
		NULL, MOVE_NONE, run_holiday},
	{"account", "", account_asks, 0, RIGHT_CHANGE, BY_ADMIN,
		N_("who may log in over SSH: add or change, list, remove; key prints the line for "
		   "authorized_keys"),
		NULL, MOVE_NONE, run_account},
	{"serve", "", serve_asks, 0, RIGHT_NONE, BY_NOBODY,
		N_("the restricted entry for an SSH key: the screen, or the command that ssh was given"),
		NULL, MOVE_NONE, run_serve},
	/* where two people wrote the same cells */
	MOVE("yours", "y 1", ON_CONFLICT, MOVE_MINE,
		N_("write what you typed over what another wrote meanwhile"), N_("write yours")),
	MOVE("theirs", "t 2", ON_CONFLICT, MOVE_THEIRS,
		N_("keep what another wrote meanwhile; of several rows do the others"),
		N_("keep theirs")),
	MOVE("compare", "c 3", ON_CONFLICT, MOVE_COMPARE,
		N_("what another wrote beside what you typed, with who and when"), N_("compare")),
	/* help */
	{"help", "? F1", help_asks, EVERYWHERE, RIGHT_NONE, BY_ALL, N_("keys and commands"), N_("help"), MOVE_HELP,
		run_help},
	MOVE("menu", "m", EVERYWHERE, MOVE_MENU, N_("all of this in a list to choose from"), N_("menu")),
	MOVE("language", "V", EVERYWHERE, MOVE_LANGUAGE, N_("Vietnamese or English, from now on"), NULL),
	MOVE("theme", "", EVERYWHERE, MOVE_THEME,
		N_("other colours, from now on: the terminal's own, dark, light, none"), NULL),
	MOVE("ascii", "A", EVERYWHERE, MOVE_ASCII,
		N_("plain ASCII signs or all of them, from now on: where boxes or ? stand for signs"),
		NULL),
	MOVE("repaint", "^L", EVERYWHERE, MOVE_REPAINT, N_("draw the screen again"), NULL),
	{"suspend", "^Z", no_asks, EVERYWHERE, RIGHT_NONE, BY_NOBODY,
		N_("stop, and go to the shell that tiendo was started from; fg there goes on"), NULL,
		MOVE_SUSPEND, NULL},
	MOVE("cancel", "^G", EVERYWHERE, MOVE_CANCEL, N_("leave a prompt, clear marks and filter"), NULL),
	MOVE("quit", "", EVERYWHERE, MOVE_QUIT, N_("leave"), NULL),
	{"completion", "", completion_asks, 0, RIGHT_NONE, BY_NOBODY, N_("print completions for a shell"), NULL,
		MOVE_NONE, run_completion},
	{"doctor", "", no_asks, 0, RIGHT_NONE, BY_NOBODY, N_("tell what terminal, locale and database are seen"),
		NULL, MOVE_NONE, run_doctor},
	{NULL, NULL, NULL, 0, RIGHT_NONE, BY_NOBODY, NULL, NULL, MOVE_NONE, NULL},
};

const struct command *command_named(const char *name)
{
	for (const struct command *command = commands; command->name; command++)
		if (strcmp(command->name, name) == 0)
			return command;
	return NULL;
}

const struct command *command_nearest(const char *name)
{
	const struct command *nearest = NULL;
	/* Not farther than half of what was typed, or it would be any command. */
	int best = strlen(name) < 4 ? (int)strlen(name) / 2 + 1 : 3;
	for (const struct command *command = commands; command->name; command++) {
		if (!command->run)
			continue;
		int distance = text_distance(name, command->name, best);
		if (distance < best) {
			best = distance;
			nearest = command;
		}
	}
	return nearest;
}

bool command_check(struct app *app, const struct request *request, struct fault *why)
{
	const struct command *command = request->command;
	if (!command->run)
		return refuse(why, FAULT_USAGE, N_("'%s' is a key of the screen, not a command"),
			command->name);
	/* As the account is now: a screen may have been open for hours. */
	if (app->account &&
		(!app_open(app, false, why) || !store_act_as(app->store, app->account, &app->role,
							 app->branch, why)))
		return false;
	if (!command_allowed(app, command, why) || !request_allowed(app, request, why))
		return false;
	/* A dry run only looks. */
	bool changes = command->right >= RIGHT_CHANGE && !request_value(request, "--dry-run")->given;
	bool needs_store = command->right != RIGHT_NONE && command->right != RIGHT_MAKE;
	if (changes && app_is_for_reading(app, why))
		return false;
	/* Only then is it known who may write. */
	return !needs_store ||
	       (app_open(app, false, why) && !(changes && app_is_for_reading(app, why)));
}

/* What went wrong came after the change, in reading what to say of it: a caller that took it for undone
 * would do it twice. */
static bool refuse_told(const struct reply *reply, struct fault *why)
{
	bool is_made = reply->step && (why->kind == FAULT_TROUBLE || why->kind == FAULT_BUSY);
	return is_made && refuse(why, FAULT_TROUBLE,
				 N_("the change was made (tiendo log shows it), but what it led to could "
				    "not be read: look at it before you do it again"));
}

bool command_run(struct app *app, struct request *request, struct reply *reply, struct fault *why)
{
	return command_check(app, request, why) &&
	       (request->command->run(app, request, reply, why) ||
		       tell_denied(app, request->command, why) || refuse_told(reply, why));
}

void command_usage(const struct command *command, struct buffer *out)
{
	buffer_add(out, command->name);
	for (const struct argument *argument = command->arguments; argument->ask; argument++) {
		const char *label = argument->label ? say(argument->label) : "";
		buffer_add(out, argument->required ? " " : " [");
		buffer_print(out, "%s%s%s", argument->option ? argument->option : "",
			argument->option && *label ? " " : "", label);
		buffer_add(out, argument->required ? "" : "]");
	}
}
