# The matrix, and what was not as it should be. Reads expected.txt, then results.tsv:
# setting, sheet, changes, refused, found, planted, strangers, told, remark.
BEGIN { FS = "\t" }

function kind_of(sheet) {
	kind = sheet
	sub(/_.*/, "", kind)
	if (sheet ~ /_MA_/)
		kind = kind "*"
	if (!(kind in kind_seen)) {
		kind_seen[kind] = 1
		kinds[++kind_count] = kind
	}
	return kind
}

# Whether the lines that are about this sheet allow what came of it; those that were needed are used.
function is_expected(    i, lost, told, missed, more) {
	for (i = 1; i <= rules; i++) {
		about[i] = $1 ~ ("^" setting[i] "$") && $2 ~ ("^" sheet[i] "$")
		if (about[i] && allowed[i] == "told")
			told = planted ? $8 : 0
		else if (about[i] && allowed[i] > lost)
			lost = allowed[i]
	}
	missed = planted ? $6 - $5 : 0
	more = planted ? $7 : $3
	if ($9 != "" || missed > told || $4 > told || more > lost)
		return 0
	for (i = 1; i <= rules; i++)
		if (about[i] && (allowed[i] == "told" ? missed + $4 > 0 : more > 0))
			used[i]++
	return 1
}

FILENAME ~ /expected/ {
	if ($0 ~ /^#/ || NF < 4)
		next
	rules++
	setting[rules] = $1
	sheet[rules] = $2
	allowed[rules] = $3 == "told" ? $3 : $3 + 0
	reason[rules] = $4
	next
}

{
	planted = $2 ~ /_k$/
	kind = kind_of($2)
	if (!($1 in setting_seen)) {
		setting_seen[$1] = 1
		settings[++setting_count] = $1
	}
	good = $4 "" == "0" && $9 == ""
	good = good && (planted ? $5 == $6 && $7 == 0 : $3 == 0)
	mark = ""
	if (good)
		passed++
	else if (is_expected()) {
		passed++
		mark = "e"
	} else {
		failed++
		mark = "!"
		if (failed <= 60)
			failure[failed] = planted ? sprintf("%s %s: edits %s/%s, other cells %s, refused %s %s", $1, $2, $5, $6, $7, $4, $9) \
				: sprintf("%s %s: changes %s, refused %s %s", $1, $2, $3, $4, $9)
	}
	key = $1 SUBSEP kind
	if (planted) {
		found[key] += $5
		edits[key] += $6
	} else
		changes[key] += $3
	if (mark != "" && marks[key] != "!")
		marks[key] = mark
}

END {
	printf "%-44s", "changes untouched, edits found/planted"
	for (j = 1; j <= kind_count; j++)
		printf "%14s", kinds[j]
	print ""
	for (i = 1; i <= setting_count; i++) {
		printf "%-44s", settings[i]
		for (j = 1; j <= kind_count; j++) {
			key = settings[i] SUBSEP kinds[j]
			cell = (key in changes ? changes[key] : "-") (key in edits ? " " found[key] "/" edits[key] : "")
			printf "%14s", cell marks[key]
		}
		print ""
	}
	print "! not as wanted   e as expected.txt says   * codes that a spreadsheet takes for numbers"
	for (i = 1; i <= failed && i <= 60; i++)
		print "FAILED " failure[i]
	if (failed > 60)
		print "FAILED " failed - 60 " more"
	for (i = 1; i <= rules; i++)
		if (used[i])
			printf "expected %d times: %s %s: %s\n", used[i], setting[i], sheet[i], reason[i]
		else if (whole) {
			printf "FAILED expected.txt: never needed: %s %s: %s\n", setting[i], sheet[i], reason[i]
			failed++
		}
	printf "%d passed, %d failed\n", passed, failed
	exit failed > 0 || passed == 0
}
