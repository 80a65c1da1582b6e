/* Which unit some typed words mean. Marks that were typed are believed before they are folded
 * away, whole words before beginnings, and what fits several is asked back, never guessed. */
#include "inner.h"

#include <string.h>

#define CANDIDATES 8

/* How well a name fits, best first. */
enum fit {
	FIT_EQUAL,
	FIT_WORDS,
	FIT_EQUAL_FOLDED,
	FIT_WORDS_FOLDED,
	FIT_START,
	FIT_START_FOLDED,
	FIT_ASIDE,
	FIT_ASIDE_FOLDED,
	FIT_NONE
};

struct wanted {
	char marked[FOLD_SIZE], folded[FOLD_SIZE];
	int folded_words;
	bool has_marks; /* without any, "hoa" may as well mean "hòa": marks then tell nothing apart */
};

static int words_count(const char *folded)
{
	int count = folded[0] != '\0';

	for (; *folded; folded++)
		count += *folded == ' ';
	return count;
}

static void wanted_read(struct wanted *wanted, const char *words)
{
	text_fold_marked(wanted->marked, sizeof wanted->marked, words);
	text_fold(wanted->folded, sizeof wanted->folded, words);
	wanted->folded_words = words_count(wanted->folded);
	wanted->has_marks = strcmp(wanted->marked, wanted->folded) != 0;
}

/* Copies the name, then each alias, into text; *rest is NULL before the name. */
static bool name_next(const struct unit *unit, const char **rest, char text[FOLD_SIZE])
{
	const char *from = *rest;
	size_t length;

	if (!from) {
		*rest = unit->aliases;
		from = unit->name;
		length = strlen(from);
	} else {
		from += strspn(from, "; ");
		if (!*from)
			return false;
		length = strcspn(from, ";");
		*rest = from + length;
	}
	if (length >= FOLD_SIZE)
		length = FOLD_SIZE - 1;
	memcpy(text, from, length);
	text[length] = '\0';
	return true;
}

/* Whether needle stands in hay from the start of a word to the end of one. */
static bool words_stand_in(const char *hay, const char *needle)
{
	size_t length = strlen(needle);

	for (const char *at = hay; (at = strstr(at, needle)) != NULL; at++)
		if ((at == hay || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
			return true;
	return false;
}

static enum fit text_fit_of(const struct wanted *wanted, const char *text)
{
	char folded[FOLD_SIZE], marked[FOLD_SIZE];
	enum fit fit;

	text_fold(folded, sizeof folded, text);
	if (!text_has_words(folded, wanted->folded))
		return FIT_NONE;
	if (!wanted->has_marks) {
		if (strcmp(folded, wanted->folded) == 0)
			return FIT_EQUAL_FOLDED;
		return words_stand_in(folded, wanted->folded) ? FIT_WORDS_FOLDED : FIT_START_FOLDED;
	}
	text_fold_marked(marked, sizeof marked, text);
	if (strcmp(marked, wanted->marked) == 0)
		return FIT_EQUAL;
	if (words_stand_in(marked, wanted->marked))
		return FIT_WORDS;
	fit = text_has_words(marked, wanted->marked) ? FIT_START : FIT_START_FOLDED;
	if (strcmp(folded, wanted->folded) == 0)
		return FIT_EQUAL_FOLDED;
	return words_stand_in(folded, wanted->folded) ? FIT_WORDS_FOLDED : fit;
}

/* What stands in brackets says where a unit is, not what it is called: "Phường Long Hoa (Hòa Thành)"
 * fits "Hòa Thành" only if no unit has that name. */
static enum fit name_fit(const struct wanted *wanted, const char *text)
{
	size_t length = strcspn(text, "(");
	char proper[FOLD_SIZE];
	enum fit fit, whole;

	memcpy(proper, text, length);
	proper[length] = '\0';
	fit = text_fit_of(wanted, proper);
	if (fit != FIT_NONE || !text[length])
		return fit;
	whole = text_fit_of(wanted, text);
	if (whole == FIT_EQUAL || whole == FIT_EQUAL_FOLDED || whole == FIT_NONE)
		return whole;
	return whole == FIT_WORDS ? FIT_ASIDE : FIT_ASIDE_FOLDED;
}

/* A fit, and which of those that fit alike goes first: where the marks were typed, a unit's own name
 * before other names: "Thị trấn Hòa Thành", once Long Hoa, is no rival of "Thị đoàn Hòa Thành". */
struct unit_fit {
	enum fit fit;
	bool by_other;
};

static struct unit_fit unit_fit(const struct wanted *wanted, const struct unit *unit)
{
	struct unit_fit best = {FIT_NONE, false};
	const char *rest = NULL;
	char text[FOLD_SIZE];
	bool is_other = false;

	while (best.fit != FIT_EQUAL && name_next(unit, &rest, text)) {
		enum fit fit = name_fit(wanted, text);

		if (fit < best.fit)
			best = (struct unit_fit){fit, is_other && fit == FIT_WORDS};
		is_other = true;
	}
	return best;
}

/* Units that fit equally well. */
struct candidates {
	struct unit_fit fit;
	size_t count; /* all of them; the first CANDIDATES are kept */
	size_t at[CANDIDATES];
};

static bool fits_better(struct unit_fit a, struct unit_fit b)
{
	return a.fit < b.fit || (a.fit == b.fit && !a.by_other && b.by_other);
}

static void candidates_add(struct candidates *candidates, size_t unit, struct unit_fit fit)
{
	if (fit.fit == FIT_NONE || fits_better(candidates->fit, fit))
		return;
	if (fits_better(fit, candidates->fit))
		*candidates = (struct candidates){.fit = fit};
	if (candidates->count < CANDIDATES)
		candidates->at[candidates->count] = unit;
	candidates->count++;
}

/* With the unit above each, which is what tells two of one name apart. */
static bool candidates_refuse(const struct candidates *candidates, const struct units *units,
	const char *words, struct fault *why)
{
	struct buffer list = {0};

	for (size_t i = 0; i < candidates->count && i < CANDIDATES; i++) {
		const struct unit *unit = &units->at[candidates->at[i]];

		buffer_print(&list, "%s%s %s", i ? "; " : "", unit->code, unit->name);
		if (unit->above != NOWHERE)
			buffer_print(&list, " (%s)", units->at[unit->above].name);
	}
	if (candidates->count > CANDIDATES)
		buffer_add(&list, "; …");
	refuse(why, FAULT_MISSING, N_("\"%s\" fits several units: %s"), words, buffer_text(&list));
	buffer_free(&list);
	return false;
}

/* The end of folded that has `words` words, or all of it: "tan binh" of "doan xa tan binh". */
static const char *words_last(const char *folded, int words)
{
	const char *at = folded + strlen(folded);

	for (; at > folded; at--)
		if (at[-1] == ' ' && --words <= 0)
			return at;
	return folded;
}

static int folded_distance(const char *text, const struct wanted *wanted, int reach)
{
	char folded[FOLD_SIZE];
	const char *end;
	int whole, part;

	text_fold(folded, sizeof folded, text);
	whole = text_distance(wanted->folded, folded, reach);
	end = words_last(folded, wanted->folded_words);
	if (end == folded || whole == 0)
		return whole;
	/* The end of a name is a weaker sign than a whole one. */
	part = text_distance(wanted->folded, end, reach) + 1;
	return part < whole ? part : whole;
}

/* The distance of the nearest of a unit's code, or of its names. */
static int unit_distance(
	const struct unit *unit, const struct wanted *wanted, bool by_code, int reach)
{
	const char *rest = NULL;
	char text[FOLD_SIZE];
	int distance = reach + 1;

	if (by_code)
		return folded_distance(unit->code, wanted, reach);
	while (distance > 0 && name_next(unit, &rest, text)) {
		int other = folded_distance(text, wanted, reach);

		if (other < distance)
			distance = other;
	}
	return distance;
}

static size_t nearest_by(const struct units *units, size_t from, size_t end,
	const struct wanted *wanted, bool by_code)
{
	int reach = code_reach(strlen(wanted->folded));
	size_t nearest = NOWHERE;

	for (size_t i = from; i < end && reach >= 0; i++) {
		int distance = unit_distance(&units->at[i], wanted, by_code, reach);

		if (distance <= reach) {
			nearest = i;
			reach = distance - 1;
		}
	}
	return nearest;
}

/* Codes first; a number is never taken for a misspelt name, which also keeps a file full of wrong
 * codes from being compared with every name of a country. */
static size_t nearest_within(const struct units *units, size_t from, size_t end, const char *words)
{
	struct wanted wanted;
	size_t nearest;

	wanted_read(&wanted, words);
	if (!wanted.folded[0])
		return NOWHERE;
	nearest = nearest_by(units, from, end, &wanted, true);
	if (nearest != NOWHERE || (words[0] >= '0' && words[0] <= '9' && code_is_valid(words)))
		return nearest;
	return nearest_by(units, from, end, &wanted, false);
}

size_t units_nearest(const struct units *units, const char *words)
{
	return nearest_within(units, 0, units->count, words);
}

static bool missing_refuse(
	const struct units *units, size_t from, size_t end, const char *words, struct fault *why)
{
	size_t nearest = nearest_within(units, from, end, words);

	if (nearest == NOWHERE)
		return refuse(why, FAULT_MISSING, N_("no unit \"%s\""), words);
	return refuse(why, FAULT_MISSING, N_("no unit \"%s\"; did you mean %s %s?"), words,
		units->at[nearest].code, units->at[nearest].name);
}

static struct candidates candidates_find(
	const struct units *units, size_t from, size_t end, const char *words)
{
	struct candidates candidates = {.fit = {FIT_NONE, false}};
	struct wanted wanted;

	wanted_read(&wanted, words);
	for (size_t i = from; wanted.folded[0] && i < end; i++) {
		struct unit_fit fit = code_is_same(units->at[i].code, words)
			? (struct unit_fit){FIT_EQUAL, false}
			: unit_fit(&wanted, &units->at[i]);

		candidates_add(&candidates, i, fit);
	}
	return candidates;
}

bool units_fit(const struct units *units, const char *words)
{
	return candidates_find(units, 0, units->count, words).count > 0;
}

static bool name_lures(const char *folded, const char *marked, const char *text)
{
	char other[FOLD_SIZE];

	text_fold(other, sizeof other, text);
	if (!other[0] || !words_stand_in(folded, other))
		return false;
	text_fold_marked(other, sizeof other, text);
	return !words_stand_in(marked, other);
}

bool units_lured(const struct units *units, const char *name)
{
	char folded[FOLD_SIZE], marked[FOLD_SIZE], text[FOLD_SIZE];

	text_fold(folded, sizeof folded, name);
	text_fold_marked(marked, sizeof marked, name);
	for (size_t i = 0; i < units->count; i++) {
		const char *rest = NULL;

		while (name_next(&units->at[i], &rest, text))
			if (name_lures(folded, marked, text))
				return true;
	}
	return false;
}

bool units_name(const struct units *units, size_t from, size_t end, const char *words,
	size_t *found, struct fault *why)
{
	struct candidates candidates;
	size_t unit = units_find_blind(units, from, end, words);

	if (unit != NOWHERE) {
		*found = unit;
		return true;
	}
	candidates = candidates_find(units, from, end, words);
	if (candidates.count > 1)
		return candidates_refuse(&candidates, units, words, why);
	if (!candidates.count)
		return missing_refuse(units, from, end, words, why);
	*found = candidates.at[0];
	return true;
}
