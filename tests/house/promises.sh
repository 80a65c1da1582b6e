#!/bin/sh
# What the manual promises is held by tests that are there, and its numbers are those of the source, in
# both languages.
# shellcheck source=tests/house/verdict
. "$(dirname "$0")/verdict"
export LC_ALL=C.UTF-8

# Each "FILE FUNCTION" of the section on promises, in order.
promised()
{
	awk '
		/^\.SH / { inside = /PROMISED|BẢO ĐẢM/ }
		inside && /^tests\/[a-z_\/]*\.c$/ { file = $1 }
		inside && /^  [a-z0-9_]*$/ { print file, $1 }
	' "$1"
}

promised man/tiendo.1 >"$scratch/en"
promised man/vi/tiendo.1 >"$scratch/vi"
while read -r file name; do
	# where it is written, and where it is run
	[ "$(grep -c "\\b$name\\b" "$file")" -ge 2 ] || echo "$file has no test $name"
done <"$scratch/en" >"$scratch/wrong"
[ "$(wc -l <"$scratch/en")" -ge 60 ] || echo "only $(wc -l <"$scratch/en") tests found" >>"$scratch/wrong"
judge every_test_that_the_manual_names_is_there "$scratch/wrong"

diff "$scratch/en" "$scratch/vi" >"$scratch/wrong"
judge both_manuals_name_the_same_tests "$scratch/wrong"

for page in man/tiendo.1 man/vi/tiendo.1; do
	count=$(awk '/^\.SH / { inside = /PROMISED|BẢO ĐẢM/ } inside && /^\.IP [0-9]+\. / { count++ }
		END { print count + 0 }' "$page")
	[ "$count" -eq 13 ] || echo "$page: $count promises"
done >"$scratch/wrong"
judge there_are_thirteen_promises "$scratch/wrong"

# One line of text of each page, so that a phrase may stand over two.
for page in man/tiendo.1 man/vi/tiendo.1 man/tiendo-csv.5; do
	sed 's/\\-/-/g; s/^\.[A-Z][A-Z]* //' "$page" | tr '\n' ' ' | tr -s ' ' >"$scratch/$(echo "$page" | tr / _)"
done

# number FILE TEXT ENGLISH VIETNAMESE: as long as the source has the text, the pages have the phrases.
number()
{
	grep -qF -e "$2" "$1" || echo "$1 has no longer \"$2\": see what the manual says of it"
	grep -qF -e "$3" "$scratch/man_tiendo.1" || echo "tiendo(1) does not say \"$3\" ($1: $2)"
	grep -qF -e "$4" "$scratch/man_vi_tiendo.1" ||
		echo "the Vietnamese tiendo(1) does not say \"$4\" ($1: $2)"
}

{
	number tests/fault/test_kill.c 'scene_is_long() ? 1000' '3 times 1,000' '3 lần 1.000'
	number tests/fault/test_full.c 'scene_is_long() ? 300' 'more than 300 times' 'hơn 300 lần'
	number tests/fault/test_many.c 'is_soak() ? 32 : 8' '32 processes' '32 tiến trình'
	number tests/fault/test_many.c 'is_soak() ? 500 : 25' '500 changes' '500 thay đổi'
	number tests/fault/test_sessions.c '#define MOST_SESSIONS 100' '100 officers' '100 cán bộ'
	number tests/cli/attempts.h 'ATTEMPTS_LEAST 130' 'more than 130 attempts' 'hơn 130 cách'
	number tests/store/test_store.c 'cuts > 150' 'more than 150 places' 'hơn 150 chỗ'
	number Makefile 'KEYS),100000)' '100,000 keys' '100.000 phím'
	number Makefile 'TIENDO_RESIZES=10000' '10,000 sizes' '10.000 kích thước'
	number .ci/run 'env KEYS=20000' '20,000 keys' '20.000 phím'
	number .ci/run 'FUZZ_SECONDS=60' 'for 60 seconds' 'trong 60 giây'
} >"$scratch/wrong"
judge numbers_of_the_promises_are_those_of_the_tests "$scratch/wrong"

{
	number src/exchange/read.c '.file_bytes = (size_t)1 << 30, .cell_bytes = 1 << 20, .columns = 1000' \
		'1 GiB, 1,000 columns and 1 MiB in a cell' '1 GiB, 1.000 cột và 1 MiB trong một ô'
	number src/exchange/read.c '.file_bytes = (size_t)16 << 20, .cell_bytes = 4096, .columns = 64, .rows = 100000' \
		'16 MiB, 100,000 rows, 64 columns and 4 KiB in a cell' \
		'16 MiB, 100.000 dòng, 64 cột và 4 KiB trong một ô'
	number src/cli/serve.c '#define MOST_COMMAND_BYTES 8192' 'more than 8,192 bytes' '8.192 byte'
	number src/cli/serve.c '#define MOST_SESSIONS 8 ' 'At most 8 sessions' 'nhiều nhất 8 phiên'
	number src/cli/serve.c '#define IDLE_SECONDS 1800' '1800; 0 is never' '1800; 0 là không'
	number src/cli/serve.c 'idle->count > 86400 ? 86400' 'at most 86400' 'nhiều nhất 86400'
	number src/exchange/file.c 'poll(ends, 2, 200)' 'waits 200 milliseconds' 'chờ 200 mili giây'
	number src/store/store.c '#define PATIENCE 5000' 'longer than 5 seconds' 'quá 5 giây'
	number src/app/request.c 'strlen(value->text) > 4096' '4,096 bytes in a text' '4.096 byte trong một đoạn chữ'
	number src/cli/cli.c 'file_read("-", 1 << 20' '1 MiB of units' '1 MiB đơn vị'
	grep -qF '1 GiB in a file, 1,000 columns, 1 MiB in a cell' "$scratch/man_tiendo-csv.5" ||
		echo "tiendo-csv(5) has other limits"
} >"$scratch/wrong"
judge limits_of_the_manual_are_those_of_the_program "$scratch/wrong"

# Who may do what, as help tells each role, and as the table of the manual says.
"$tiendo" -q --db "$scratch/t.db" demo >/dev/null 2>&1
for role in viewer editor admin; do
	[ "$role" = admin ] && branch='' || branch=703
	"$tiendo" -q --db "$scratch/t.db" account add "$role" --role "$role" ${branch:+--unit "$branch"} >/dev/null 2>&1
	SSH_ORIGINAL_COMMAND=help "$tiendo" --db "$scratch/t.db" --lang en serve --as "$role" --log "$scratch/log" |
		sed -n 's/^  \([a-z][a-z-]*\).*/\1/p' >"$scratch/$role"
done
# may ROLE COMMAND
may()
{
	grep -qx -e "$2" "$scratch/$1" && echo yes || echo no
}
"$tiendo" --lang en help | sed -n 's/^  \([a-z][a-z-]*\).*/\1/p' | while read -r command; do
	who="$(may viewer "$command") $(may editor "$command") $(may admin "$command")"
	[ "$who" != "yes yes yes" ] || continue
	for page in man/tiendo.1 man/vi/tiendo.1; do
		COMMAND=$command awk -F '\t' -v who="$who" '
			function may(cell) { return cell ~ /^\\?-$/ ? "no" : "yes" }
			/^T\{$/ { getline row; gsub(/\\-/, "-", row); next }
			/^T\}\t/ && NF == 5 && who == may($2) " " may($3) " " may($4) {
				count = split(row, words, /[ ,;:]+/)
				for (i = 1; i <= count; i++)
					found = found || words[i] == ENVIRON["COMMAND"]
			}
			END { exit !found }' "$page" ||
			echo "$page: viewer, editor, admin may $command: $who, says the program"
	done
done >"$scratch/wrong"
[ -s "$scratch/admin" ] && grep -qx undo "$scratch/editor" || echo "help told no commands" >>"$scratch/wrong"
judge rights_of_the_manual_are_those_of_the_program "$scratch/wrong"

# The rules that a refusal is logged by.
grep -oE '(log_refusal|refuse_and_leave)\([^;]*' src/cli/serve.c | grep -oE '"[a-z]+"' | tr -d '"' |
	sort -u | while read -r rule; do
	for page in man/tiendo.1 man/vi/tiendo.1; do
		grep -qE "^\\.RB \\( right.* $rule( |\$)|^\\.RB \\( $rule" "$page" ||
			echo "$page: the log knows a rule $rule"
	done
done >"$scratch/wrong"
judge rules_of_the_log_are_in_the_manual "$scratch/wrong"
finish
