#!/bin/sh
# The manual pages and completions say what the program says: nothing stale, nothing left out, and
# no page that a formatter complains about. `make man` mends what is stale.
# shellcheck source=tests/house/verdict
. "$(dirname "$0")/verdict"
export LC_ALL=C.UTF-8 HOME="$scratch" XDG_CONFIG_HOME="$scratch"
unset TIENDO_DB LANGUAGE

fresh_page()
{
	cp "$2" "$scratch/page"
	: >"$scratch/stale"
	if ! sh man/splice.sh "$tiendo" "$1" "$scratch/page" 2>"$scratch/stale"; then
		echo "$2 cannot be spliced" >>"$scratch/stale"
	elif ! diff "$2" "$scratch/page" >"$scratch/stale"; then
		echo "$2 is stale: make man" >>"$scratch/stale"
	fi
	judge "$3" "$scratch/stale"
}

fresh_page en man/tiendo.1 commands_of_the_manual_are_those_of_the_program
fresh_page vi man/vi/tiendo.1 commands_of_the_vietnamese_manual_are_those_of_the_program

for shell in bash:tiendo.bash zsh:_tiendo fish:tiendo.fish; do
	"$tiendo" --lang en completion "${shell%:*}" |
		diff "src/completions/${shell#*:}" - >"$scratch/stale" 2>&1 ||
		echo "src/completions/${shell#*:} is stale: make man" >>"$scratch/stale"
	judge "completions_for_${shell%:*}_are_those_of_the_program" "$scratch/stale"
done

# Every option that help names, every exit status, setting, variable and state word.
{
	"$tiendo" --lang en --help | grep -oE -e '--[a-z-]+' -e '(^| )-q'
	printf '%s\n' TIENDO_DB NO_COLOR XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME LANGUAGE timezone due-soon \
		date-counts closed not_due due_soon last_day overdue on_time late returned extended \
		exempt no_date in_progress tiendo-csv
} | sort -u >"$scratch/words"
for page in man/tiendo.1 man/vi/tiendo.1; do
	sed 's/\\-/-/g' "$page" >"$scratch/page"
	while read -r word; do
		grep -qF -e "$word" "$scratch/page" || echo "$page says nothing of $word"
	done <"$scratch/words"
done >"$scratch/missing"
judge every_option_and_setting_is_in_the_manual "$scratch/missing"

# Every heading of every kind of file that the sample gives, in both languages.
"$tiendo" --db "$scratch/sample.db" --lang en demo >/dev/null
sed 's/\\-/-/g' man/tiendo-csv.5 >"$scratch/page"
for language in en vi; do
	for kind in units people plan tasks receipts numbers summary due log; do
		"$tiendo" -q --db "$scratch/sample.db" --lang "$language" export "$kind" |
			sed -n '1s/\r$//; 1s/^\xEF\xBB\xBF//; 1s/^"//; 1s/"$//; 1s/","/\n/gp' |
			grep -v '^SL[0-9]' | # numbers of the sample
			while read -r heading; do
				grep -qF -e "$heading" "$scratch/page" ||
					echo "tiendo-csv(5) says nothing of the heading \"$heading\" of $kind"
			done
	done
done >"$scratch/missing" 2>&1
judge every_heading_is_in_the_manual "$scratch/missing"

# groff knows no UTF-8: preconv (-k) comes before it, as in man.
if command -v groff >/dev/null; then
	for page in man/tiendo.1 man/tiendo-csv.5 man/vi/tiendo.1; do
		groff -k -t -man -Tutf8 -ww -z "$page"
	done >"$scratch/said" 2>&1
	judge groff_has_nothing_to_say "$scratch/said"
else
	skipped groff_has_nothing_to_say "groff is not installed"
fi
if command -v mandoc >/dev/null; then
	mandoc -T lint -W warning man/tiendo.1 man/tiendo-csv.5 man/vi/tiendo.1 >"$scratch/said" 2>&1
	judge mandoc_has_nothing_to_say "$scratch/said"
else
	skipped mandoc_has_nothing_to_say "mandoc is not installed"
fi
finish
