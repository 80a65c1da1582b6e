#!/bin/sh
# run.sh [SECONDS [NAME...]]: every fuzzer (or those named: sheet, request ...) for so long, under
# the sanitizers, on its seeds: libFuzzer where clang has it, else mutate.c. What it finds lies in
# build/fuzz/found; the corpus in build/fuzz/corpus grows from run to run.
set -eu
seconds=${1:-${FUZZ_SECONDS:-20}}
[ $# -eq 0 ] || shift
tiendo=${TIENDO:-build/tiendo}
work=build/fuzz
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
unset MAKEFLAGS
mkdir -p "$work/seeds" "$work/found"
found=$(realpath "$work/found")
here=$PWD

cat >"$work/probe.c" <<'END'
#include <stddef.h>
int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t length);
int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t length)
{
	return bytes && length > 99;
}
END
sanitize='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined'
sanitize="$sanitize -fno-sanitize-recover=undefined"
if clang -fsanitize=fuzzer,address -o "$work/probe" "$work/probe.c" 2>/dev/null; then
	engine=libFuzzer
	make -s --no-print-directory -j"$jobs" BUILD="$work" CC=clang HARDEN= HARDEN_LINK= \
		FUZZ_MAIN=-fsanitize=fuzzer CFLAGS="$sanitize -fsanitize=fuzzer-no-link" fuzz-programs
else
	engine=mutate.c
	make -s --no-print-directory -j"$jobs" BUILD="$work" HARDEN= HARDEN_LINK= CFLAGS="$sanitize" \
		fuzz-programs
fi

# ---- seeds ---------------------------------------------------------------------------------------

# lines NAME: seeds/NAME.txt has one a line.
lines()
{
	mkdir -p "$work/seeds/$1"
	awk -v folder="$work/seeds/$1" '{
		file = sprintf("%s/line%03d", folder, NR)
		printf "%s", $0 > file
		close(file)
	}' "tests/fuzz/seeds/$1.txt"
}
lines parse
lines text
lines request
lines words

# escaped NAME: the same, with what cannot be seen written as \0ooo.
escaped()
{
	mkdir -p "$work/seeds/$1"
	number=0
	while IFS= read -r line; do
		number=$((number + 1))
		printf '%b' "$line" >"$work/seeds/$1/line$number"
	done <"tests/fuzz/seeds/$1.txt"
}
escaped keys
escaped edit
escaped desk

# Two bytes for kind and options come before a file: see fuzz_sheet.c.
mkdir -p "$work/seeds/sheet" "$work/seeds/database"
cp tests/fuzz/seeds/sheet/* "$work/seeds/sheet/"
kind=0
for name in units people plan tasks receipts numbers; do
	{
		printf '%s0' "$kind"
		head -n 12 "samples/$name.csv"
	} >"$work/seeds/sheet/sample-$name"
	# With a mark, without one, by name.
	for encoding in UTF-16LE UTF-16BE TCVN5712-1 CP1258 VISCII; do
		{
			printf '%s0' "$kind"
			case $encoding$kind in
			UTF-16LE[024]) printf '\377\376' ;;
			UTF-16BE[024]) printf '\376\377' ;;
			esac
			head -n 6 "samples/$name.csv" |
				iconv -f UTF-8 -t "$encoding//TRANSLIT" 2>/dev/null || true
		} >"$work/seeds/sheet/$encoding-$name"
	done
	# UTF-8 with the letters of an old font.
	{
		printf '%s0' "$kind"
		head -n 6 "samples/$name.csv" | iconv -f UTF-8 -t TCVN5712-1//TRANSLIT 2>/dev/null |
			iconv -f LATIN1 -t UTF-8 || true
	} >"$work/seeds/sheet/letters-$name"
	for separator in ';' '\t' '|'; do
		{
			printf '%s0' "$kind"
			head -n 6 "samples/$name.csv" | tr , "$separator"
		} >"$work/seeds/sheet/separated-$kind-$(printf %d "'$separator")"
	done
	kind=$((kind + 1))
done
rm -f "$work"/seeds/database/*
"$tiendo" -q --db "$work/seeds/database/empty" init >/dev/null
"$tiendo" -q --db "$work/seeds/database/sample" demo >/dev/null
rm -f "$work"/seeds/database/*.lock

# ---- runs ----------------------------------------------------------------------------------------

[ $# -gt 0 ] || set -- parse text sheet request database keys edit desk words
export UBSAN_OPTIONS=print_stacktrace=1 TIENDO_SAMPLES="$PWD/samples"

# run_one NAME
run_one()
{
	name=$1
	program=$(realpath "$work/tests/fuzz/fuzz_$name")
	seeds=$(realpath "$work/seeds/$name")
	mkdir -p "$work/corpus/$name"
	corpus=$(realpath "$work/corpus/$name")
	case $name in
	database) longest=400000 ;;
	sheet) longest=20000 ;;
	desk) longest=150 ;;
	*) longest=1000 ;;
	esac
	if [ "$engine" = libFuzzer ]; then
		set -- "-max_total_time=$seconds" "-max_len=$longest" -timeout=20 -rss_limit_mb=2048 \
			-print_final_stats=1 "-artifact_prefix=$found/$name-" "$corpus" "$seeds"
		[ ! -e "$here/tests/fuzz/$name.dict" ] ||
			set -- "-dict=$here/tests/fuzz/$name.dict" "$@"
	else
		# so that mutate.c can keep what it was trying
		export ASAN_OPTIONS=abort_on_error=1 UBSAN_OPTIONS=print_stacktrace=1:abort_on_error=1
		set -- "-max_total_time=$seconds" "-max_len=$longest" "-seed=$(date +%s)" \
			"-artifact_prefix=$found/$name-" "$seeds"
	fi
	log=$(realpath "$work")/$name.log
	if (cd "$found" && "$program" "$@") >"$log" 2>&1; then
		runs=$(sed -n 's/^stat::number_of_executed_units: *\(.*\)/\1 runs/p; /mutations held/p' "$log")
		echo "  fuzz_$name ($engine): $runs"
		return 0
	fi
	tail -n 60 "$log"
	echo "FAILED: fuzz_$name; what it was given lies in $work/found"
	return 1
}

# As many at a time as there are processors, all equally long; what would be left over for a round of
# its own goes with the last, so that sixty seconds of each cost few minutes.
failures=0
while [ $# -gt 0 ]; do
	processes=
	round=$jobs
	[ $# -ge $((2 * jobs)) ] || round=$#
	for _ in $(seq "$round"); do
		run_one "$1" &
		processes="$processes $!"
		shift
	done
	for process in $processes; do
		wait "$process" || failures=$((failures + 1))
	done
done
[ "$failures" -eq 0 ]
