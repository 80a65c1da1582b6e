# What the program makes of the sheets that came back. A line a sheet, tab-separated: setting, sheet,
# changes, refused, edits found, edits planted, strangers, edits told about, remarks.

# dry_run DATABASE KIND PLAN FILE WORDS…: sets changes, refused.
dry_run() {
	dry_db=$1 dry_kind=$2 dry_plan=$3 dry_file=$4
	shift 4
	sum=$(office "$dry_db" en "$dry_plan" import "$dry_kind" "$dry_file" "$@" 2>"$dry_file.complaints" |
		tee "$dry_file.changes" | tail -n 1)
	# added A, changed C, removed R, same S, refused F, in conflict X
	# shellcheck disable=SC2046
	set -- $(echo "$sum" | tr -d ,)
	if [ "$1" = added ]; then
		changes=$(($2 + $4 + $6)) refused=$((${10} + ${13}))
	else
		changes=0 refused=all
	fi
}

# judge_planted SETTING SHEET FILE KIND PLAN
judge_planted() {
	# shellcheck disable=SC2046 # name, cells, changes
	set -- "$1" "$2" "$3" "$4" "$5" $(grep "^${2%_k} " "$work/planted.txt")
	cells=$7 wanted_changes=$8
	dry_run "$work/office.db" "$4" "$5" "$3" --dry-run
	cp "$work/office.db" "$3.db"
	office "$3.db" en "$5" import "$4" "$3" --yes --partial >/dev/null 2>&1
	truth_export "$3.db" "$4" "$5" "$3.truth"
	"$FARM" judge "$work/truth/${4}_$5.csv" "$work/wanted/${2%_k}.csv" "$3.truth" >"$3.judged"
	read -r found strangers <"$3.judged"
	rm -f "$3.db" "$3.db.lock" "$3.truth"
	# One line speaks for a whole column of days.
	told=$(grep -c 'are read day first\|cannot be told' "$3.complaints")
	[ "$told" -eq 0 ] || told=$((cells - found))
	remark=
	[ "$found $strangers" = "$cells 0" ] && [ "$changes" != "$wanted_changes" ] && remark="$changes changes for $wanted_changes"
	printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$changes" "$refused" "$found" "$cells" \
		"$strangers" "$told" "$remark"
}

# judge_folder SETTING FOLDER SEPARATOR WAY
judge_folder() {
	for file in "$work/sent/$3"/*.csv; do
		sheet=${file##*/} sheet=${sheet%.csv}
		IFS=_ read -r kind plan _ <<-END
		$sheet
		END
		if [ "$4" != typed ]; then
			if [ -s "$2/$sheet.csv" ]; then
				dry_run "$work/office.db" "$kind" "$plan" "$2/$sheet.csv" --dry-run
				"$FARM" respelled "$file" "$2/$sheet.csv" >"$2/$sheet.respelled" 2>&1
				printf '%s\t%s\t%s\t%s\t-\t-\t-\t-\t\n' "$1" "$sheet" "$changes" "$refused"
			else
				printf '%s\t%s\t-\t-\t-\t-\t-\t-\tnever came back\n' "$1" "$sheet"
			fi
		fi
		[ "$plan" = MA ] && continue
		if [ -s "$2/${sheet}_k.csv" ]; then
			judge_planted "$1" "${sheet}_k" "$2/${sheet}_k.csv" "$kind" "$plan"
		else
			printf '%s\t%s\t-\t-\t0\t-\t-\t-\tnever came back\n' "$1" "${sheet}_k"
		fi
	done
}
