/* Views: one per screen, each with its own cursor, marks, filter and order. */
#ifndef TIENDO_TUI_VIEW_H
#define TIENDO_TUI_VIEW_H

#include "tiendo/app.h"

struct desk;

enum view_name {
	VIEW_DUE, VIEW_MATRIX, VIEW_UNIT, VIEW_ITEM, VIEW_REPORTS, VIEW_NUMBERS, VIEW_TREE, VIEW_PEOPLE,
	VIEW_LOG, VIEW_ANSWER, VIEW_IMPORT, VIEW_WELCOME, VIEWS
};

/* Which states are shown: tabs by state, and two that take several in. */
enum shown {
	SHOWN_ALL, SHOWN_NOT_SENT, SHOWN_OVERDUE, SHOWN_TODAY, SHOWN_DUE_SOON, SHOWN_NOT_DUE,
	SHOWN_RECEIVED, SHOWN_RETURNED, SHOWN_EXTENDED, SHOWN_IN_PROGRESS, SHOWN_NO_DATE, SHOWN_EXEMPT,
	SHOWNS
};

enum order { ORDER_WORST, ORDER_UNIT, ORDER_DEADLINE, ORDER_PLAN, ORDERS };

/* What the rates are rolled up by, and what the deadlines are put together by. */
enum groups { GROUPS_NONE, GROUPS_REPORT, GROUPS_BRANCH, GROUPS_KIND, GROUPS_UNIT, GROUPS };

/* What a small menu is about. */
enum setting { SETTING_SHOWN, SETTING_ORDER, SETTING_GROUPS };

/* The part of the deadlines that a row of the rates stands for; by code, to outlive a snapshot. */
struct scope {
	bool is_set, alone, tasks;
	char unit[CODE_SIZE]; /* "": all */
	char kind[CODE_SIZE * 4];
};

/* How the cells of the matrix are shown; `z` goes round. */
enum cells { CELLS_WIDE, CELLS_DENSE, CELLS_LETTERS, CELLS };

#define NO_ROW UINT32_MAX
#define FILTER_SIZE 256
#define SHOWS_MOST 32

struct line {
	uint32_t row;     /* of the listing; NO_ROW: a heading, or one of the lines below it */
	uint32_t section; /* of a heading: the item's index, or SECTION_…; of a group: its own */
	uint32_t more;    /* of a unit's numbers and contacts: which, from 1 on; 0: a heading */
};
#define SECTION_REPORTS NO_ROW
#define SECTION_NUMBERS (NO_ROW - 1)
#define SECTION_PEOPLE (NO_ROW - 2)

/* Rows by what they are about, sorted, each once. */
struct marks {
	struct target *at;
	size_t count, room;
};

struct view {
	bool is_loaded;
	struct listing listing;
	struct line *lines; /* what the filter leaves, in the order shown */
	size_t line_count, row_count; /* with and without headings */
	size_t found[SHOWNS];         /* rows with the words of the filter, by what shows them */
	struct tally seen;            /* of the duties in lines */
	size_t at, top;               /* lines: under the cursor, first one seen */
	bool has_here;
	struct target here;           /* the row that the cursor stays on */
	struct target *kept;          /* the order shown before the listing was loaded anew */
	size_t kept_count;
	struct marks marks;
	bool in_range;
	struct target range_from;
	char filter[FILTER_SIZE];     /* as typed, without the "!" that inverts */
	bool is_inverted;
	enum shown shown;
	enum order order;
	size_t tab;                   /* deadlines, rates: this report only; NOWHERE: all. Of numbers */
	struct scope scope;           /* deadlines */
	enum groups groups;           /* rates, deadlines */
	size_t most;                  /* rates: the largest sum of a row */
	struct listing before;        /* rates: the same of the report before; kind NULL: none */
	size_t column, first_column;  /* matrix, numbers: under the cursor, first one seen */
	size_t column_item;           /* matrix: what that column is of */
	enum cells cells;             /* matrix */
	int widths[SHOWS_MOST];       /* lists: what the columns need */
	bool is_bare[SHOWS_MOST];     /* lists: nothing stands in that column */
	long log_before;              /* log: the steps before this one; 0: the newest */
	struct tally *tallies;        /* matrix: of each unit of the listing */
	struct matrix_column *columns; /* matrix: of each item */
	struct unit_more *more;       /* unit */
	struct number_column *numbers; /* numbers: of each item, made when first seen */
	size_t expected;              /* numbers: units in each sum */
	struct number_doubt doubt;    /* numbers: of the cell under the cursor, if it is below another */
	bool is_reading, is_stuck;    /* numbers: a column; one could not be read, until the next draw */
};

/* In place of an item in the key of a group's row: its reports, and behind that its tasks. */
#define GROUP_ITEMS (NOWHERE - 2)

/* How one screen differs from another; views[] has a row per view_name. */
struct view_kind {
	const char *listing;
	unsigned on;               /* ON_…: where commands work */
	enum move move;            /* the command that opens it */
	const char *title;         /* msgid */
	bool has_sections;
	enum order orders[ORDERS]; /* `s` goes round the first order_count */
	int order_count;
};
extern const struct view_kind view_kinds[VIEWS];

/* view.c */
bool view_load(struct desk *desk, enum view_name name, struct fault *why);
void view_drop(struct view *view); /* the listing; cursor, marks and filter stay */
void view_close(struct view *view);
struct target view_key(const struct view *view, size_t row);
const struct duty *view_duty(const struct view *view, size_t row); /* NULL: rows are no duties */
const struct tally *view_tally(const struct view *view, size_t row); /* NULL: rows count nothing */
/* What to act on: the cell or row at a line; false for a heading or a cell that is not owed. */
bool view_target(const struct desk *desk, const struct view *view, size_t line,
	struct target *target);
/* Remembers the order shown, to keep it over a reload: nothing re-sorts under the cursor. */
void view_keep(struct view *view);
void view_forget(struct view *view); /* that order */

#endif
