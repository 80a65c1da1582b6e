#!/bin/sh
# What can be said without running anything: gcc and clang with every warning an error, gcc's
# analyzer, clang-tidy, cppcheck and shellcheck, each where it is installed. Findings that are known
# to be wrong stand, with the reason, in tests/static.known; any other fails.
set -u
cd "$(dirname "$0")/.." || exit 2
work=build/static
mkdir -p "$work"
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
# the flags of the single files
set -- -D_POSIX_C_SOURCE=200809L -D_XOPEN_SOURCE=700 '-DTIENDO_VERSION="0"' \
	'-DTIENDO_DATADIR="/"' -Iinclude "-I$work/gcc/gen" -Isrc
failures=0

have()
{
	command -v "$1" >/dev/null && return
	echo "  $1 is not installed: left out"
	return 1
}

# stage NAME FILE: FILE holds what was found.
stage()
{
	if [ -s "$2" ]; then
		cat "$2"
		echo "FAILED: $1"
		failures=$((failures + 1))
	else
		echo "  $1: nothing found"
	fi
}

# unknown TOOL: passes on findings "FILE:LINE:… [CHECK]" that tests/static.known does not name.
unknown()
{
	awk -v tool="$1" '
		FILENAME == ARGV[1] {
			if ($1 == tool)
				known[$2 " " $3] = 1
			next
		}
		{
			file = $0
			sub(/:.*/, "", file)
			check = $0
			sub(/^.*\[/, "", check)
			sub(/\].*$/, "", check)
			if (!((file " " check) in known))
				print
		}' tests/static.known - | LC_ALL=C sort -u
}

for compiler in gcc clang; do
	have "$compiler" || continue
	if make -s --no-print-directory -j"$jobs" BUILD="$work/$compiler" CC="$compiler" \
		CFLAGS='-O2 -Werror' test-programs bench-programs fuzz-programs >"$work/said" 2>&1; then
		: >"$work/said"
	fi
	stage "$compiler -Werror" "$work/said"
done

if have gcc; then
	find src -name '*.c' -print0 | xargs -0 -P"$jobs" -n1 gcc -std=c11 "$@" -O1 -fanalyzer \
		-fdiagnostics-plain-output -c -o /dev/null >"$work/log" 2>&1
	grep -E '(warning|error): ' "$work/log" | unknown analyzer >"$work/said"
	stage "gcc -fanalyzer" "$work/said"
fi

# A small set. Left out of bugprone: easily-swappable-parameters, narrowing-conversions, branch-clone
# and implicit-widening (they flag style, not bugs), sizeof-expression (it takes an array of pointers
# for a slip); of the analyzer: security.insecureAPI (it wants functions that C libraries lack).
checks='-*,bugprone-*,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions'
checks="$checks,-bugprone-implicit-widening-of-multiplication-result,-bugprone-sizeof-expression"
checks="$checks,-bugprone-branch-clone,clang-analyzer-*,-clang-analyzer-security.insecureAPI.*"
checks="$checks,misc-redundant-expression,misc-misplaced-const,readability-misleading-indentation"
if have clang-tidy; then
	# One file a run: over several it takes every va_list for uninitialised.
	find src -name '*.c' -print0 | xargs -0 -P"$jobs" -I '{}' \
		clang-tidy --quiet --checks="$checks" '{}' -- -std=c11 "$@" >"$work/log" 2>/dev/null
	grep -E '(warning|error): ' "$work/log" | sed "s|^$PWD/||" | unknown tidy >"$work/said"
	stage clang-tidy "$work/said"
fi

if have cppcheck; then
	cppcheck --quiet --std=c11 -j"$jobs" --enable=warning,portability,performance "$@" \
		--template='{file}:{line}: {severity}: {message} [{id}]' --template-location='' src \
		>"$work/log" 2>&1
	grep '\[' "$work/log" | unknown cppcheck >"$work/said"
	stage cppcheck "$work/said"
fi

if have shellcheck; then
	shellcheck -x tests/run.sh tests/static.sh tests/coverage.sh tests/house/*.sh tests/house/verdict \
		tests/fuzz/run.sh tests/farm/run.sh tests/farm/office.sh man/splice.sh \
		samples/standby/tiendo-standby \
		.ci/run >"$work/said" 2>&1
	stage shellcheck "$work/said"
fi
[ "$failures" -eq 0 ]
