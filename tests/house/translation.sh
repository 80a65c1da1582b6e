#!/bin/sh
# Vietnamese is whole: every message of the sources is translated, none is doubtful, and the program
# finds its catalogue.
# shellcheck source=tests/house/verdict
. "$(dirname "$0")/verdict"
messages=src/po/vi.po
template=$(dirname "$tiendo")/tiendo.pot # what the sources say now: the build makes it
export LC_ALL=C.UTF-8 HOME="$scratch" XDG_CONFIG_HOME="$scratch"

# Formats with other places than the original, lost line ends and the like.
LANGUAGE=en msgfmt --check --statistics -o /dev/null "$messages" >"$scratch/said" 2>&1 &&
	! grep -E 'fuzzy|untranslated' "$scratch/said" && : >"$scratch/said"
judge every_translation_fits_its_message "$scratch/said"

LANGUAGE=en msgcmp "$messages" "$template" >"$scratch/said" 2>&1 && : >"$scratch/said"
judge every_message_is_translated "$scratch/said"

# A translation of several words is no copy of the English.
# shellcheck disable=SC2016 # expanded by the inner shell
msgexec --input="$messages" sh -c '
	translated=$(cat; echo .)
	[ "$MSGEXEC_MSGID." = "$translated" ] && printf "%s\n" "$MSGEXEC_MSGID"' 2>/dev/null |
	grep -E '[a-z]{4,} [a-z]' >"$scratch/copies"
judge no_translation_is_a_copy "$scratch/copies"

# One thing has one word on all screens and lines: these are the others that were in use.
msgcat --no-wrap "$messages" | grep -nE '^"|^msgstr' |
	grep -E 'cơ sở dữ liệu|đối số|tập tin|trong máy|dấu tách|dấu ngăn|tệp chữ|thừa một từ' >"$scratch/words"
judge one_thing_has_one_word "$scratch/words"

"$tiendo" --lang vi --help >"$scratch/vi"
"$tiendo" --lang en --help >"$scratch/en"
: >"$scratch/silence"
cmp -s "$scratch/vi" "$scratch/en" && echo "the program found no catalogue" >"$scratch/silence"
judge the_program_speaks_vietnamese "$scratch/silence"
finish
