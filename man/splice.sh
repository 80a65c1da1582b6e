#!/bin/sh
# Puts what the program says between the marks of a page; it is left as it is where that fails.
# splice.sh PROGRAM LANGUAGE PAGE: the command table, into a manual page.
# splice.sh picture FILE README: a screen, into the README's block of text that has its name.
set -eu
piece=$(mktemp)
spliced=$(mktemp)
trap 'rm -f "$piece" "$spliced"' EXIT
page=$3
if [ "$1" = picture ]; then
	begin="^\`\`\`text $(basename "$2" .txt)\$"
	end='^```$'
	cat "$2" >"$piece"
else
	begin='^\.\\" BEGIN COMMANDS'
	end='^\.\\" END COMMANDS'
	# roff would print its own quotes for these characters.
	"$1" --lang "$2" --reference | sed '
		s/\^/\\(ha/g
		s/`/\\(ga/g
		s/~/\\(ti/g
		/^\.IR /s/-/\\-/g
	' >"$piece"
fi
[ -s "$piece" ]
BEGIN=$begin END=$end awk -v piece="$piece" '
	inside && $0 ~ ENVIRON["END"] { inside = 0; ends++ }
	!inside { print }
	!begins && $0 ~ ENVIRON["BEGIN"] {
		inside = 1
		begins++
		while ((getline line < piece) > 0)
			print line
	}
	END { exit begins == 1 && ends == 1 ? 0 : 1 }
' "$page" >"$spliced" || {
	echo "splice.sh: $page: the marks are not there, once and in order" >&2
	exit 1
}
cmp -s "$spliced" "$page" || cat "$spliced" >"$page"
