#!/bin/sh
# Includes follow the floors: a room opens only doors of floors below it and headers beside it, and
# a library's headers stand only in the room that owns it.
# shellcheck source=tests/house/verdict
. "$(dirname "$0")/verdict"

# Prints FILE:LINE: reason for every include under $1 (with src/ and include/) that may not be.
wrong_includes()
{
	(cd "$1" && find src include -name '*.[ch]' | LC_ALL=C sort |
		xargs grep -nE '^[[:space:]]*#[[:space:]]*include' /dev/null) |
		awk -v root="$1" '
		BEGIN {
			floor["base"] = 0; floor["plan"] = 1; floor["store"] = 2; floor["exchange"] = 2
			floor["app"] = 3; floor["cli"] = 4; floor["tui"] = 4; floor["main"] = 5
			owner["sqlite3.h"] = "src/store/"; owner["csv.h"] = "src/exchange/"
			owner["xlsxwriter.h"] = "src/exchange/workbook.c"
			owner["zlib.h"] = "src/exchange/workbook_check.c"
			owner["curses.h"] = owner["ncurses.h"] = owner["term.h"] = "src/tui/screen.c"
			owner["libintl.h"] = "src/base/language.c"
			owner["cmocka.h"] = owner["vterm.h"] = "tests/"
		}
		{
			file = $0; sub(/:.*/, "", file)
			rest = substr($0, length(file) + 2)
			line = rest; sub(/:.*/, "", line)
			name = rest; gsub(/^[^<"]*[<"]|[>"].*$/, "", name)
			own_door = file ~ /^include\//
			room = file
			if (own_door)
				gsub(/^include\/tiendo\/|\.h$/, "", room)
			else if (room ~ /^src\/[^\/]*\//)
				gsub(/^src\/|\/.*$/, "", room)
			else
				room = "main"
			reason = ""
			if (!(room in floor))
				reason = "no room " room " in the house"
			else if (rest ~ /</)
				reason = library(name, file, own_door)
			else
				reason = door(name, file, room, own_door)
			if (reason != "")
				print file ":" line ": " name ": " reason
		}
		function library(name, file, own_door)
		{
			if (name ~ /^uni[a-z]*\.h$/ && name != "unistd.h")
				return file ~ /^src\/base\/text[a-z_]*\.c$/ ? "" : \
					"libunistring belongs to src/base/text*.c"
			if (name in owner && index(file, owner[name]) != 1)
				return "belongs to " owner[name]
			return ""
		}
		function door(name, file, room, own_door, target, beside)
		{
			if (name ~ /^tiendo\//) {
				target = name; gsub(/^tiendo\/|\.h$/, "", target)
				if (!(target in floor))
					return "no such door"
				if (target == room && !own_door || floor[target] < floor[room])
					return ""
				return "floor " floor[room] " (" room ") may not open floor " floor[target] \
					" (" target ")"
			}
			if (own_door)
				return "a door shows nothing of what is behind it"
			if (name ~ ("^" room "/[a-z0-9_/]*\\.sql\\.h$"))
				return "" # made from SQL by the build
			beside = file; sub(/[^\/]*$/, name, beside)
			if (name !~ /\// && (getline dummy < (root "/" beside)) >= 0) {
				close(root "/" beside)
				return ""
			}
			return "neither a door nor a header beside it"
		}'
}

wrong_includes . >"$scratch/wrong"
judge rooms_open_only_doors_below_them "$scratch/wrong"

# The check itself: one of each kind planted, all of them found.
mkdir -p "$scratch/tree/src/plan" "$scratch/tree/src/tui" "$scratch/tree/src/cli" \
	"$scratch/tree/include/tiendo"
cat >"$scratch/tree/src/plan/planted.c" <<'END'
#include <sqlite3.h>
#include <uninorm.h>
#include "tiendo/store.h"
#include "base/inner.h"
#include "absent.h"
#include <unistd.h>
#include <xlsxwriter.h>
#include <zlib.h>
#include "tiendo/base.h"
#include "tiendo/plan.h"
END
printf '#include <curses.h>\n#include "tiendo/cli.h"\n' >"$scratch/tree/src/tui/list.c"
printf '#include "tiendo/tui.h"\n#include "tiendo/app.h"\n' >"$scratch/tree/src/cli/cli.c"
printf '#include "tiendo/exchange.h"\n' >"$scratch/tree/include/tiendo/store.h"
wrong_includes "$scratch/tree" | sed 's/: [^:]*$//' >"$scratch/found"
cat >"$scratch/wanted" <<'END'
include/tiendo/store.h:1: tiendo/exchange.h
src/cli/cli.c:1: tiendo/tui.h
src/plan/planted.c:1: sqlite3.h
src/plan/planted.c:2: uninorm.h
src/plan/planted.c:3: tiendo/store.h
src/plan/planted.c:4: base/inner.h
src/plan/planted.c:5: absent.h
src/plan/planted.c:7: xlsxwriter.h
src/plan/planted.c:8: zlib.h
src/tui/list.c:1: curses.h
src/tui/list.c:2: tiendo/cli.h
END
diff "$scratch/wanted" "$scratch/found" >"$scratch/missed"
judge every_planted_include_is_found "$scratch/missed"
finish
