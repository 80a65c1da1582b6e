#!/bin/sh
# coverage.sh DIR: line coverage per room after `make coverage`, from gcov alone. The files least
# covered are named below.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/coverage}
find "$build/obj" -name '*.gcno' ! -path "$build/obj/tests/*" | LC_ALL=C sort |
	LC_ALL=C xargs gcov -n 2>/dev/null |
	LC_ALL=C awk '
		/^File / {
			file = $0
			gsub(/^File .|.$/, "", file)
			sub(/^.*\/src\//, "src/", file)
			room = ""
			if (file ~ /^src\/.*\.c$/) {
				room = file
				sub(/^src\//, "", room)
				if (!sub(/\/.*$/, "", room))
					room = "main"
			}
		}
		/^Lines executed:/ && room != "" {
			share = $0
			sub(/^Lines executed:/, "", share)
			sub(/%.*$/, "", share)
			lines = $NF
			hit = int(share * lines / 100 + 0.5)
			all[room] += lines
			good[room] += hit
			share_of[file] = hit / lines
			room = ""
		}
		END {
			count = split("base plan store exchange app cli tui main", order, " ")
			for (i = 1; i <= count; i++) {
				if (!(order[i] in all))
					continue
				printf "%-10s %6.1f%%  %6d of %d lines\n", order[i], \
					100 * good[order[i]] / all[order[i]], good[order[i]], all[order[i]]
				lines_sum += all[order[i]]
				good_sum += good[order[i]]
			}
			if (!lines_sum) {
				print "coverage.sh: nothing was measured; make coverage does it" > "/dev/stderr"
				exit 1
			}
			printf "%-10s %6.1f%%  %6d of %d lines\n", "all", 100 * good_sum / lines_sum, \
				good_sum, lines_sum
			for (shown = 0; shown < 8; shown++) {
				least = ""
				for (file in share_of)
					if (least == "" || share_of[file] < share_of[least])
						least = file
				if (least == "")
					break
				printf "  %5.1f%%  %s\n", 100 * share_of[least], least
				delete share_of[least]
			}
		}'
