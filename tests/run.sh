#!/bin/sh
# Runs every test program given and ends with "N passed, N failed". cmocka's own lines are shown
# only for a program that fails. RUNNER (valgrind …) goes before each that is compiled.
passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for program in "$@"; do
	name=${program#*/tests/}
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
	passed=$((passed + good))
	failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
