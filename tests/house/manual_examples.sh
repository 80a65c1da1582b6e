#!/bin/sh
# What the manual pages show is true: the files of tiendo-csv(5) are imported (or refused), in
# order, into a new database, and the command lines of tiendo(1) are run on the sample.
# shellcheck source=tests/house/verdict
. "$(dirname "$0")/verdict"
man=$(pwd)/man
export LC_ALL=C.UTF-8 LANGUAGE=en HOME="$scratch" XDG_CONFIG_HOME="$scratch"
unset TIENDO_DB

# roff to text, for lines without macros
unroff()
{
	sed "/^\./d; s/\\\\-/-/g; s/\\\\(aq/'/g; s/\\\\(dq/\"/g; s/\\\\&//g; s/\\\\e/\\\\/g"
}

# Each example of tiendo-csv(5) into a file NN.EXAMPLE.kind or NN.REFUSED.kind.
awk -v folder="$scratch" '
	/^\.\\" (EXAMPLE|REFUSED) / { file = sprintf("%s/%02d.%s.%s", folder, ++count, $2, $3); next }
	/^\.\\" END/ { close(file); file = "" }
	file { print > file }
' "$man/tiendo-csv.5"

wanted_status()
{
	case $1 in
	*.EXAMPLE.*) echo 0 ;;
	*) echo 3 ;;
	esac
}

: >"$scratch/wrong"
seen=' '
for file in "$scratch"/[0-9][0-9].*; do
	[ -e "$file" ] || continue
	kind=${file##*.}
	seen="$seen$kind "
	unroff <"$file" >"$scratch/sheet.csv"
	"$tiendo" --db "$scratch/new.db" import "$kind" "$scratch/sheet.csv" >"$scratch/said" 2>&1
	status=$?
	if [ "$status" -ne "$(wanted_status "$file")" ]; then
		echo "${file##*/}: status $status" >>"$scratch/wrong"
		cat "$scratch/said" >>"$scratch/wrong"
	fi
done
judge files_of_the_manual_are_imported "$scratch/wrong"

for kind in units people plan tasks receipts numbers; do
	case $seen in
	*" $kind "*) ;;
	*) echo "tiendo-csv(5) shows no file of $kind" >>"$scratch/absent" ;;
	esac
done
: >>"$scratch/absent"
judge every_kind_of_file_has_an_example "$scratch/absent"

# A second time nothing is new.
: >"$scratch/wrong"
for file in "$scratch"/[0-9][0-9].EXAMPLE.*; do
	kind=${file##*.}
	# the receipts and tasks that later examples change are not compared
	case $kind in
	units | people | plan | numbers) ;;
	*) continue ;;
	esac
	unroff <"$file" >"$scratch/sheet.csv"
	"$tiendo" --db "$scratch/new.db" import "$kind" "$scratch/sheet.csv" 2>/dev/null |
		grep -q '^added 0, changed 0, removed 0, ' || echo "${file##*/}" >>"$scratch/wrong"
done
judge files_of_the_manual_change_nothing_the_second_time "$scratch/wrong"

# The command lines of a page: blocks behind the mark RUN [STATUS].
run_page()
{
	rm -rf "$scratch/run"
	mkdir -p "$scratch/run/bin"
	ln -s "$(realpath "$tiendo")" "$scratch/run/bin/tiendo"
	awk '
		/^\.\\" RUN/ { status = $3 + 0; inside = 1; next }
		/^\.EE/ { inside = 0 }
		inside && /^\$ / { print status, substr($0, 3) }
	' "$1" | unroff >"$scratch/lines"
	(
		cd "$scratch/run" || exit
		PATH=$scratch/run/bin:$PATH
		ran=0
		while read -r wanted line; do
			ran=$((ran + 1))
			case $line in
			export\ *)
				eval "$line"
				continue
				;;
			esac
			sh -c "$line" </dev/null >said 2>&1
			status=$?
			[ "$status" -eq "$wanted" ] || {
				echo "$line: status $status"
				cat said
			}
		done <"$scratch/lines"
		[ "$ran" -gt 5 ] || echo "$1: only $ran command lines found"
	) >"$scratch/wrong"
}

run_page "$man/tiendo.1"
judge command_lines_of_the_manual_run "$scratch/wrong"
run_page "$man/vi/tiendo.1"
judge command_lines_of_the_vietnamese_manual_run "$scratch/wrong"
finish
