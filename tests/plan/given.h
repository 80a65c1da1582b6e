/* What the tests of plan start from: units and plans made in a few words. */
#ifndef TIENDO_TESTS_GIVEN_H
#define TIENDO_TESTS_GIVEN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h> /* needs those above */

#include "tiendo/plan.h"

#define D(month, of_month) day_make(2020, month, of_month)
#define NEVER 0 /* in tables, where a day is month * 100 + day of month */

static inline int on(int month_and_day)
{
	return month_and_day == NEVER ? DAY_NONE : D(month_and_day / 100, month_and_day % 100);
}

static inline struct unit given_unit(
	const char *code, const char *name, const char *kind, const char *parent)
{
	return (struct unit){.code = code,
		.name = name,
		.kind = kind,
		.parent = parent,
		.aliases = "",
		.valid_from = DAY_NONE,
		.valid_to = DAY_NONE};
}

static inline struct item given_item(enum item_type type, const char *code, int due_before)
{
	return (struct item){.type = type,
		.code = code,
		.title = "",
		.audience = "",
		.partners = "",
		.measure = "",
		.target = "",
		.document = "",
		.issuer = "",
		.note = "",
		.due_before = due_before,
		.from = DAY_NONE,
		.to = DAY_NONE,
		.issued = DAY_NONE,
		.section = NOWHERE};
}

static inline struct record given_record(size_t item, size_t unit)
{
	return (struct record){.item = item,
		.unit = unit,
		.done_on = DAY_NONE,
		.document = "",
		.document_date = DAY_NONE,
		.count = -1,
		.note = "",
		.exempt_why = "",
		.extended_to = DAY_NONE,
		.extended_by = "",
		.extended_why = ""};
}

static inline struct receipt given_receipt(size_t item, size_t unit, int version, int received_on)
{
	return (struct receipt){.item = item,
		.unit = unit,
		.version = version,
		.received_on = received_on,
		.document = "",
		.document_date = DAY_NONE,
		.returned_on = DAY_NONE,
		.note = ""};
}

static inline struct units given_tree(const struct unit *given, size_t count, struct pool *pool)
{
	struct unit_complaint complaint;
	size_t complaints = 1;
	struct units units;

	assert_true(units_arrange(&units, given, count, pool, &complaint, &complaints));
	assert_int_equal(complaints, 0);
	return units;
}

#endif
