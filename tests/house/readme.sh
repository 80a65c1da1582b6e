#!/bin/sh
# README.md tells the truth: its console blocks are run, in order, after `make demo` has made
# build/demo.db, and print what stands there. A line that is … alone stands for any lines; a remark
# <!-- run: … --> does what the text asks the reader to do by hand.
# shellcheck source=tests/house/verdict
. "$(dirname "$0")/verdict"
readme=$(pwd)/README.md

mkdir -p "$scratch/tree/build"
ln -s "$(realpath "$tiendo")" "$scratch/tree/build/tiendo"
awk -v folder="$scratch" '
	/^<!-- run: / {
		sub(/^<!-- run: /, "")
		sub(/ -->$/, "")
		print > (folder "/script")
	}
	/^```/ { inside = $0 == "```console"; next }
	inside && /^\$ / {
		count++
		wanted = sprintf("%s/wanted.%02d", folder, count)
		printf "" > wanted
		printf "{ %s\n} >%s/said.%02d 2>&1\n", substr($0, 3), folder, count > (folder "/script")
		print substr($0, 3) > sprintf("%s/line.%02d", folder, count)
		next
	}
	inside { print > wanted }
' "$readme"
(
	cd "$scratch/tree" || exit
	export PATH="$PWD/build:$PATH" LC_ALL=C.UTF-8 LANGUAGE=en TIENDO_DB=build/demo.db
	export HOME="$scratch" XDG_CONFIG_HOME="$scratch"
	tiendo demo >/dev/null && sh ../script </dev/null >/dev/null
)

# The lines before a … and those after it.
compare()
{
	awk '
		NR == FNR { wanted[++many] = $0; next }
		{ said[++count] = $0 }
		END {
			for (i = 1; i <= many && wanted[i] != "…"; i++)
				if (i > count || said[i] != wanted[i])
					exit 1
			if (i > many)
				exit count != many
			for (j = 0; many - j > i; j++)
				if (count - j < i || said[count - j] != wanted[many - j])
					exit 1
		}' "$1" "$2"
}

: >"$scratch/wrong"
ran=0
for wanted in "$scratch"/wanted.*; do
	number=${wanted##*.}
	ran=$((ran + 1))
	if ! compare "$wanted" "$scratch/said.$number"; then
		printf '$ '
		cat "$scratch/line.$number"
		diff "$wanted" "$scratch/said.$number"
	fi
done >>"$scratch/wrong" 2>&1
[ "$ran" -gt 5 ] || echo "README.md: only $ran command lines found" >>"$scratch/wrong"
judge command_lines_of_the_readme_print_what_it_shows "$scratch/wrong"

# Its picture of text is a golden screen of the sample.
cp "$readme" "$scratch/page"
sh man/splice.sh picture tests/tui/golden/preview-en-80x24.txt "$scratch/page" >"$scratch/wrong" 2>&1 &&
	! diff "$readme" "$scratch/page" >"$scratch/wrong" &&
	echo "the picture in README.md is stale: make man" >>"$scratch/wrong"
judge picture_of_the_readme_is_the_screen "$scratch/wrong"

# The others are what the program shows now, letter by letter and colour by colour.
mkdir "$scratch/pictures"
{
	TIENDO=$tiendo "$(dirname "$tiendo")/tests/picture/picture" "$scratch/pictures" ||
		echo "the pictures cannot be made"
	for picture in "$scratch"/pictures/*.svg man/pictures/*.svg; do
		name=man/pictures/$(basename "$picture")
		cmp "$scratch/pictures/$(basename "$picture")" "$name" >/dev/null ||
			echo "$name is stale: make man"
		grep -qF "]($name)" "$readme" || echo "README.md does not show $name"
	done
	grep -oE '\]\(man/[^)]*\)' "$readme" | tr -d '()]' | while read -r name; do
		[ -f "$name" ] || echo "README.md shows $name, which is not there"
	done
} >"$scratch/wrong" 2>&1
judge pictures_of_the_readme_are_the_screens "$scratch/wrong"

# Files and targets that it names are there.
{
	# shellcheck disable=SC2016 # backquotes are meant
	grep -oE '`(src|tests|man|samples|include|\.ci)/[A-Za-z0-9_./-]*`' "$readme" | tr -d '`' | sort -u |
		while read -r path; do
			[ -e "$path" ] || echo "README.md names $path, which is not there"
		done
	# shellcheck disable=SC2016
	grep -oE '^make [a-z -]+|`make [a-z-]+`' "$readme" | tr -d '`' | sed 's/^make //' | tr ' ' '\n' |
		sort -u | while read -r target; do
			case $target in
			'' | check-*) continue ;;
			esac
			grep -qE "^([a-z-]+ )*$target( [a-z-]+)*:" Makefile ||
				echo "README.md names make $target, which is not there"
		done
} >"$scratch/wrong"
judge files_and_targets_of_the_readme_are_there "$scratch/wrong"
finish
