#!/bin/sh
# Runs every test program given, some at a time (JOBS; one more than there are processors, for many
# wait for a terminal rather than work), and ends with "N passed, N failed". cmocka's own lines are
# shown only for a program that fails. RUNNER (valgrind …) goes before each that is compiled.

# one FOLDER PROGRAM: says how it went, and leaves its counts in the folder.
one()
{
	program=$2
	name=${program#*/tests/}
	log=$(mktemp "$1/XXXXXX")
	case $program in
	*.sh) runner= ;;
	*) runner=${RUNNER-} ;;
	esac
	# shellcheck disable=SC2086 # the runner is words
	$runner "$program" >"$log" 2>&1
	status=$?
	good=$(grep -c '^\[       OK \]' "$log")
	# cmocka names these twice: where they happen and in a list at the end
	bad=$(grep '^\[  FAILED  \] [a-z_0-9]*$' "$log" | sort -u | grep -c .)
	skipped=$(grep '^\[  SKIPPED \] [a-z_0-9]*$' "$log" | sort -u | grep -c .)
	{
		if [ "$status" -ne 0 ]; then
			cat "$log"
			echo "FAILED (status $status): $name"
			[ "$bad" -gt 0 ] || bad=1
		elif [ "$good" -eq 0 ]; then
			cat "$log"
			echo "FAILED (no test ran): $name"
			bad=1
		elif [ "$skipped" -gt 0 ]; then
			echo "  $name: $good passed, $skipped skipped"
		else
			echo "  $name: $good passed"
		fi
		# figures of the long versions
		[ -z "${TIENDO_SOAK-}" ] || sed -n 's/^> /    /p' "$log"
	} >"$log.told"
	cat "$log.told"
	echo "$good $bad" >"$log.counts"
}

if [ "${1-}" = --one ]; then
	one "$2" "$3"
	exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
jobs=${JOBS:-$(($(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1) + 1))}
printf '%s\n' "$@" | xargs -P "$jobs" -I '{}' sh "$0" --one "$folder" '{}'
# A program whose counts are not there did not come to its end.
cat "$folder"/*.counts 2>/dev/null | awk -v programs=$# '
	{ passed += $1; failed += $2 }
	END {
		failed += programs - NR
		printf "%d passed, %d failed\n", passed, failed
		exit failed > 0 || passed == 0
	}'
