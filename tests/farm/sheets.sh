# The sheets: every kind, both languages, both spellings of days, all separators; and a copy of each
# with edits planted. A sheet is called kind_PLAN_language_days, a planted one ends in _k.

# kind and plan; units and people are of none, but an export asks for one where several are open.
sheet_kinds() {
	for kind in units people; do echo "$kind THU"; done
	for plan in PCMT2020 THU; do
		for kind in plan tasks receipts numbers; do echo "$kind $plan"; done
	done
	echo 'plan MA'
	echo 'tasks MA'
}

# languages_and_days PLAN: all four for the plan with the awkward texts.
languages_and_days() {
	[ "$1" = THU ] || { printf "vi plain\nen iso\n"; return; }
	for lang in vi en; do
		for days in plain iso; do echo "$lang $days"; done
	done
}

separators() { printf 'comma ,\nsemicolon ;\ntab tab\n'; }

# office DATABASE LANGUAGE PLAN words…
office() {
	office_db=$1 office_lang=$2 office_plan=$3
	shift 3
	set -- --plan "$office_plan" "$@"
	"$TIENDO" --db "$office_db" --lang "$office_lang" --as-of 28/6/2020 --no-input "$@"
}

# The truth of each kind: English, ISO days, commas.
truth_export() { office "$1" en "$3" export "$2" "$4" --iso-dates >/dev/null 2>&1; }

sheets_export() {
	mkdir -p "$work/truth" "$work/sent/comma" "$work/sent/semicolon" "$work/sent/tab"
	sheet_kinds | while read -r kind plan; do
		truth_export "$work/office.db" "$kind" "$plan" "$work/truth/${kind}_$plan.csv" || exit 2
		languages_and_days "$plan" | while read -r lang days; do
			style=
			[ "$days" = plain ] || style=--iso-dates
			separators | while read -r name separator; do
				office "$work/office.db" "$lang" "$plan" export "$kind" ${style:+"$style"} \
					"$work/sent/$name/${kind}_${plan}_${lang}_$days.csv" \
					--separator "$separator" >/dev/null 2>&1 || exit 2
			done
		done
	done
}

# planted SHEET LOCALE FROM TO: sets cells and changes.
planted() {
	IFS=_ read -r kind plan lang _ <<-END
	$1
	END
	salt=$(printf '%s' "$1" | cksum | cut -d ' ' -f 1)
	# shellcheck disable=SC2046 # two numbers, or nothing
	set -- "$1" $("$FARM" plant $((SEED * 7919 + salt % 100000)) "$EDITS" "$kind" "$lang" "$2" \
		"$work/truth/${kind}_$plan.csv" "$3" "$4" "$work/wanted/$1.csv")
	cells=$2 changes=$3
	[ -n "$changes" ]
}

# Codes that a spreadsheet turns into others are no place to edit: plan MA is left out.
sheets_plant() {
	mkdir -p "$work/wanted"
	for locale in en-US vi-VN; do
		for name in comma semicolon tab; do
			to=$work/planted/$locale/$name
			mkdir -p "$to"
			for file in "$work/sent/$name"/*.csv; do
				sheet=${file##*/} sheet=${sheet%.csv}
				case $sheet in *_MA_*) continue ;; esac
				planted "$sheet" "$locale" "$file" "$to/${sheet}_k.csv" ||
					stop "no edits for $sheet"
				echo "$sheet $cells $changes"
			done
		done
	done | sort -u >"$work/planted.txt"
}
