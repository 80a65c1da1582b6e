#!/bin/sh
# Real exports of every kind through real spreadsheets, and home again: an untouched sheet changes
# nothing, k edited cells are k changes with the right values. `make farm` runs it.
# usage: run.sh FOLDER; TIENDO and FARM name the programs; QUICK=1 a few settings, SEED=n other
# edits, EDITS=k how many a sheet, ONLY=pattern the settings
# that match it, JOBS=n, KEEP=1 leaves the files.
here=$(cd "$(dirname "$0")" && pwd)
work=$1
SEED=${SEED:-1} EDITS=${EDITS:-6} QUICK=${QUICK:-} JOBS=${JOBS:-$(nproc 2>/dev/null || echo 2)}
export LC_ALL=C.UTF-8
# shellcheck source=tests/farm/sheets.sh
. "$here/sheets.sh"
# shellcheck source=tests/farm/clients.sh
. "$here/clients.sh"
# shellcheck source=tests/farm/judge.sh
. "$here/judge.sh"

stop() {
	echo "farm: $*" >&2
	exit 2
}

if [ -z "$work" ] || [ ! -x "$TIENDO" ] || [ ! -x "$FARM" ]; then stop "run me with 'make farm'"; fi
rm -rf "$work"
mkdir -p "$work/results" || stop "$work cannot be made"
echo "seed $SEED, $EDITS edits a sheet (SEED=n EDITS=k make farm draws others)"

sh "$here/office.sh" "$work/office.db" "$work" || stop "no office to export from"
sheets_export
sheets_plant
locales_make
profiles_make
prove_settings || exit 2

# Each worker has a profile of its own and takes every JOBS-th setting.
settings_list | grep "${ONLY:-.}" >"$work/settings"
worker=0
while [ "$worker" -lt "$JOBS" ]; do
	(
		turn=0
		while read -r client locale quoted special separator way; do
			[ $((turn % JOBS)) -eq "$worker" ] &&
				"run_$client" "$worker" "$locale" "$quoted" "$special" "$separator" "$way"
			turn=$((turn + 1))
		done <"$work/settings" >"$work/results/$worker"
	) &
	worker=$((worker + 1))
done
wait

sort "$work"/results/* >"$work/results.tsv"
whole=1
[ -z "$QUICK$ONLY" ] || whole=
awk -v whole="$whole" -f "$here/matrix.awk" "$here/expected.txt" "$work/results.tsv"
status=$?
[ -n "$KEEP" ] || rm -rf "$work/run" "$work/profile"*
exit $status
