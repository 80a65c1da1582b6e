#!/bin/sh
# Makes the database whose exports go through the spreadsheets: the sample, and a plan THU whose texts
# are all that a spreadsheet is known to touch (awkward.txt), and a plan MA whose codes are.
# usage: office.sh DATABASE FOLDER
db=$1 folder=$2
here=$(dirname "$0")

bare() { "$TIENDO" --db "$db" --lang en --as-of 28/6/2020 --no-input "$@"; }
take() {
	bare "$@" >"$folder/office.log" 2>&1 || { cat "$folder/office.log" >&2; exit 2; }
}

# One quoted cell of awkward.txt's line, escapes undone, guarded as CSV.md says; flat: on one line.
cell() {
	text=$(printf '%bX' "$1" | sed 's/"/""/g')
	case $1 in
	[=+@\'-]*) printf "\"'%s\"" "${text%X}" ;;
	*) printf '"%s"' "${text%X}" ;;
	esac
}

rm -f "$db" "$db.lock"
take demo

{
	echo 'code,name,kind,parent,valid_from,valid_to,aliases'
	echo '00123,"Đoàn xã ""Ba"", số 1",thu,72,2020-01-02,,"@bch;=x;+y"'
	echo '072001,"- Chi đoàn 1/2",thu,72,2020-01-02,2030-05-06,"1.10"'
	echo '007,"=Đoàn 007",thu,00123,,,"5/6"'
} >"$folder/units.csv"
take import units "$folder/units.csv"

{
	echo 'unit,name,position,phone,email,note'
	number=0
	for phone in 0901234567 '0276 3822 333; 0901 000 001' '+84 901 234 568' '+1 202 555 0100' \
		02763822444 1900545 113; do
		number=$((number + 1))
		printf '00123,Người thử %d,"1/2","%s",p%d@example.org,"- số %s"\n' \
			"$number" "$phone" "$number" "$phone"
	done
	printf '072001,"%b","5-6","0901 000 002",,"@bch"\n' 'Le\0314\0202 Thi\0314\0243 Ho\0314\0202\0314\0200ng'
} >"$folder/people.csv"
take import people "$folder/people.csv"

rows=$(awk 'END { print int((NR + 2) / 3) }' "$here/awkward.txt")
{
	echo 'type,code,title,audience,before,by,from,to,proof,target,partners,measure,document,issued,issuer,note'
	echo 'plan,THU,Kế hoạch thử,,,,2020-01-02,2020-12-11,,,"- Sở A","","05/06",2020-04-03,"=Tỉnh","1.10"'
	number=0
	while IFS= read -r line; do
		number=$((number + 1))
		[ "$number" -gt "$rows" ] && break
		case $((number % 9)) in
		0) target='100%' ;; 1) target='75,5%' ;; 2) target='≥ 80%' ;; 3) target=1.500 ;;
		4) target=1/2 ;; 5) target=50 ;; 6) target='90 %' ;; 7) target=0,5 ;; 8) target=1.10 ;;
		esac
		printf 'task,T%02dX,"Việc %d",thu,,2020-%02d-%02d,,,both,"%s",%s,,,,,%s\n' "$number" "$number" \
			$((number % 12 + 1)) $((number % 28 + 1)) "$target" "$(cell "$line")" "$(cell "$line")"
	done <"$here/awkward.txt"
	echo 'report,R1X,Báo cáo 1,thu,2020-05-06,,2020-01-01,2020-04-30,,,,,,,,'
	echo 'report,R2X,Báo cáo 2,thu,,2020-12-11,,,,,,,,,,'
	echo 'number,S1X,"Số buổi, 1/2",,,,,,,,,buổi,,,,'
	echo 'number,S2X,- Số người,,,,,,,,,5-6,,,,'
	echo 'number,S3X,= Số tin,,,,,,,,,"%",,,,'
} >"$folder/plan.csv"
take import plan "$folder/plan.csv"

{
	echo 'unit,task,status,done_on,document,document_date,count,note'
	number=0
	while IFS= read -r line; do
		number=$((number + 1))
		case $((number % 3)) in 0) unit=00123 ;; 1) unit=072001 ;; 2) unit=007 ;; esac
		printf '%s,T%02dX,done,2020-%02d-%02d,%s,2020-04-%02d,%d,%s\n' "$unit" \
			$(((number - 1) / 3 + 1)) $((number % 6 + 1)) $((number % 28 + 1)) "$(cell "$line")" \
			$((number % 30 + 1)) $((number * 37)) "$(cell "$line")"
	done <"$here/awkward.txt"
} >"$folder/tasks.csv"
take --plan THU import tasks "$folder/tasks.csv"

{
	echo 'unit,report,received_on,document,document_date,version,returned_on,note'
	echo '00123,R1X,2020-04-03,5/6,2020-04-02,1,2020-04-05,"'\''- thiếu"'
	echo '00123,R1X,2020-05-06,1.10,2020-05-05,2,,"'\''=1+1"'
	echo '007,R1X,2020-03-26,05/06/2020,2020-03-13,1,,"75%"'
} >"$folder/receipts.csv"
take --plan THU import receipts "$folder/receipts.csv"

{
	echo 'report,unit,S1X,S2X,S3X'
	echo 'R1X,00123,0,-,1234567'
	echo 'R1X,007,12,,1'
	echo 'R1X,072001,1000,999999999999,0'
} >"$folder/numbers.csv"
take --plan THU import numbers "$folder/numbers.csv"

{
	echo 'type,code,title,audience,by'
	echo 'plan,MA,Kế hoạch có mã khó,,'
	for code in 01 1.10 12E5 3-4 5.7 2020; do
		echo "task,$code,Việc $code,thu,2020-05-06"
	done
} >"$folder/codes.csv"
take import plan "$folder/codes.csv"
take --plan MA 'done' 00123 01 --on 2020-05-05 --note 'mã 01'
take --plan MA 'done' 007 1.10 --on 2020-05-05 --note 'mã 1.10'
