#!/bin/sh
# Makes the files of this folder again; not a part of `make test`, for what a file means is written in
# its .expect by hand and checked by hand. Run from the top of the tree, after `make`:
#
#     sh tests/corpus/make.sh [FOLDER]      (default: this one)
#
# 1xx were saved by LibreOffice 7.4.7.2 and gnumeric 1.12.55 (Debian 12), from exports of the office
# in tests/corpus/office. 0xx, 2xx … are written below as people write them and as Excel, Google
# Sheets and WPS Office are believed to save them: none of the three was there to be tried, so each
# function that imitates one says what it does. Needs soffice, ssconvert, localedef, iconv, zip.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to=$(realpath "${1:-$here}")
tiendo=$here/../../build/tiendo
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch" XDG_CONFIG_HOME="$scratch" LC_ALL=C.UTF-8
unset TIENDO_DB LANGUAGE

# ---- the office and its exports ------------------------------------------------------------------

for kind in units people plan tasks receipts numbers; do
	"$tiendo" -q --db "$scratch/office.db" import "$kind" "$here/office/$kind.csv" >/dev/null
done
for language in vi en; do
	for kind in units people plan tasks receipts numbers; do
		export_it="$tiendo -q --db $scratch/office.db --lang $language --as-of 28/6/2020 export $kind"
		$export_it "$scratch/$kind-$language.csv"
		$export_it "$scratch/$kind-$language-iso.csv" --iso-dates
	done
done

# What a person types into cells of an export, before a program saves it.
edited() # SOURCE SED-SCRIPT: gives the name of the copy
{
	sed "$2" "$scratch/$1.csv" >"$scratch/edited-$1.csv"
	echo "edited-$1"
}

# ---- LibreOffice ---------------------------------------------------------------------------------

# One profile a language: what a bare cell becomes depends on it.
for tongue in en-US vi-VN; do
	mkdir -p "$scratch/lo-$tongue/user"
	cat >"$scratch/lo-$tongue/user/registrymodifications.xcu" <<-END
		<?xml version="1.0" encoding="UTF-8"?>
		<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
		<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>$tongue</value></prop></item>
		</oor:items>
	END
done

soffice_to() # TONGUE FORMAT INFILTER FILE
{
	soffice "-env:UserInstallation=file://$scratch/lo-$1" --headless --convert-to "$2" \
		${3:+"--infilter=$3"} --outdir "$scratch/out" "$4" >/dev/null 2>&1
}

# What the dialog asks when a CSV file is opened: quoted fields as text, detect special numbers,
# evaluate formulas (tokens 7, 8 and 13).
opened() # LANGUAGE-ID TEXT SPECIAL FORMULAS
{
	echo "CSV:44,34,76,1,,$1,$2,$3,,,,,$4"
}
en=1033
vi=1066
as_csv="csv:Text - txt - csv (StarCalc)"

lo() # NAME SOURCE TONGUE OPENED [SAVED]: SAVED is separator,quote,charset,…,quote all,as shown
{
	soffice_to "$3" "$as_csv:${5:-44,34,76,1,,0,false,true,false}" "$4" "$scratch/$2.csv"
	mv "$scratch/out/$2.csv" "$to/$1.csv"
}

lo_through() # NAME SOURCE TONGUE OPENED FORMAT: a workbook is kept, and saved as CSV later
{
	soffice_to "$3" "$5" "$4" "$scratch/$2.csv"
	mv "$scratch/out/$2.$5" "$scratch/$2.$5"
	soffice_to "$3" "$as_csv:44,34,76,1,,0,false,true,false" "" "$scratch/$2.$5"
	mv "$scratch/out/$2.csv" "$to/$1.csv"
}

real_libreoffice()
{
	edit=$(edited tasks-vi '/"703".*"II.2"/s/"chưa làm",/"đã xong",27\/6\/2020/
		/"705".*"II.2"/s/"chưa làm"/"Đang Làm"/')
	lo 101-calc-en-defaults-tasks tasks-vi en-US "$(opened $en false false false)"
	lo 102-calc-vi-defaults-two-cells-typed "$edit" vi-VN "$(opened $vi false false false)"
	lo 103-calc-en-special-numbers-tasks tasks-vi en-US "$(opened $en false true false)"
	lo 104-calc-en-quoted-as-text-tasks tasks-vi en-US "$(opened $en true false false)"
	lo 105-calc-saved-with-semicolons-all-quoted "$edit" vi-VN "$(opened $vi true false false)" \
		59,34,76,1,,0,true,true,false
	lo 106-calc-saved-with-tabs tasks-vi en-US "$(opened $en true false false)" \
		9,34,76,1,,0,false,true,false
	lo 107-calc-saved-as-utf-16 "$edit" vi-VN "$(opened $vi true false false)" \
		44,34,65535,1,,0,false,true,false
	lo 108-calc-saved-as-windows-1258 tasks-vi vi-VN "$(opened $vi true false false)" \
		44,34,40,1,,0,false,true,false
	lo 109-calc-vi-special-numbers-iso-days tasks-vi-iso vi-VN "$(opened $vi false true false)"
	lo_through 110-calc-through-xlsx "$edit" en-US "$(opened $en true false false)" xlsx
	lo_through 111-calc-through-ods "$edit" vi-VN "$(opened $vi true false false)" ods
	lo 112-calc-people people-vi en-US "$(opened $en false false false)"
	lo 113-calc-people-special-numbers people-en vi-VN "$(opened $vi false true false)"
	edit=$(edited people-vi '/"703"/s/"0901 234 567"/0909111222/')
	lo 114-calc-people-a-phone-typed-loses-its-zero "$edit" vi-VN "$(opened $vi false true false)"
	lo 115-calc-receipts receipts-vi vi-VN "$(opened $vi false false false)"
	lo 116-calc-receipts-iso-days-en receipts-en-iso en-US "$(opened $en false true false)"
	edit=$(edited receipts-en '/"X11".*"BC1"/s/"Báo cáo đợt 1",,,,1/"Báo cáo đợt 1",6\/25\/2020,"21-BC\/ĐTN",6\/7\/2020,1/
		/"072".*"BC1"/s/"Báo cáo đợt 1",,,,1/"Báo cáo đợt 1",6\/5\/2020,,6\/4\/2020,1/')
	lo 117-calc-receipts-days-typed-month-first "$edit" en-US "$(opened $en true true false)"
	lo 118-calc-numbers numbers-vi vi-VN "$(opened $vi false false false)"
	edit=$(edited numbers-vi '/"BC1","072"/s/,,,,/,15,"1.250",-,/
		/"BC1","703"/s/,22,/,25,/')
	lo 119-calc-numbers-typed-vi "$edit" vi-VN "$(opened $vi false true false)"
	lo_through 120-calc-numbers-through-ods "$edit" vi-VN "$(opened $vi true false false)" ods
	lo 121-calc-plan plan-vi vi-VN "$(opened $vi false false false)"
	lo 122-calc-plan-special-numbers plan-en en-US "$(opened $en true true false)"
	lo 123-calc-units-zeros-kept units-vi vi-VN "$(opened $vi true false false)"
	lo 124-calc-units-zeros-lost units-vi vi-VN "$(opened $vi false false false)"
	lo 125-calc-formulas-run people-vi en-US "$(opened $en false false true)"
}

# ---- gnumeric ------------------------------------------------------------------------------------

gnumeric_locales()
{
	for tongue in en_US vi_VN; do
		localedef -i $tongue -f UTF-8 "$scratch/locale/$tongue.UTF-8" 2>/dev/null || true
	done
}

gn() # NAME SOURCE TONGUE [OPTIONS]
{
	options="${4:-separator=, quoting-mode=auto eol=unix}"
	LOCPATH="$scratch/locale" LC_ALL=$3.UTF-8 ssconvert --import-encoding=UTF-8 \
		--import-type=Gnumeric_stf:stf_csvtab --export-type=Gnumeric_stf:stf_assistant \
		-O "$options" "$scratch/$2.csv" "$scratch/out/gn.txt" 2>/dev/null
	mv "$scratch/out/gn.txt" "$to/$1.csv"
}

real_gnumeric()
{
	gnumeric_locales
	gn 130-gnumeric-en-tasks tasks-vi en_US
	gn 131-gnumeric-vi-tasks tasks-vi vi_VN
	gn 132-gnumeric-people people-vi en_US
	gn 133-gnumeric-receipts receipts-vi vi_VN
	gn 134-gnumeric-receipts-iso-days receipts-en-iso en_US
	gn 135-gnumeric-numbers numbers-vi en_US
	gn 136-gnumeric-plan plan-en en_US
	gn 137-gnumeric-units units-en vi_VN
	gn 138-gnumeric-semicolons-all-quoted receipts-vi vi_VN \
		"separator=; quoting-mode=always eol=windows"
	gn 139-gnumeric-utf-16 numbers-vi vi_VN "separator='	' charset=UTF-16LE eol=windows"
	edit=$(edited people-en '/"072"/s/,,$/,"chờ bổ nhiệm",/; /"072"/s/"Lê Thử",,/"Lê Thử","Bí thư",/')
	gn 140-gnumeric-people-a-cell-typed "$edit" vi_VN
}

# ---- what programs that are not here are believed to write ----------------------------------------

# Rows as they stand. ⏎ is a line break inside a cell: LF, as spreadsheets keep it.
plain() # NAME
{
	sed 's/⏎/\n/g' >"$to/$1.csv"
}

# Rows end in CR LF, cells that need no quotation marks have none.
crlf()
{
	sed 's/$/\r/; s/⏎/\n/g'
}

# Excel, "CSV UTF-8": a mark, CR LF; the separator is the one of the system's list.
excel() # NAME
{
	{ printf '\357\273\277' && crlf; } >"$to/$1.csv"
}

# Excel reads a first line sep=; and people put it there by hand, without a mark, which it spoils.
excel_sep() # NAME
{
	crlf >"$to/$1.csv"
}

# Excel, "Unicode text": UTF-16 LE with a mark, tabs, CR LF.
excel_unicode_text() # NAME
{
	{ printf '\377\376' && crlf | iconv -f UTF-8 -t UTF-16LE; } >"$to/$1.csv"
}

# Google Sheets, "download as CSV": CR LF between rows, none behind the last, no mark.
sheets() # NAME
{
	crlf | head -c -2 >"$to/$1.csv"
}

# WPS Office, "CSV UTF-8": as Excel does.
wps() # NAME
{
	excel "$1"
}

as_utf_16() # NAME MARK|- ENCODING
{
	{
		case $2 in
		FEFF) printf '\376\377' ;;
		esac
		crlf | iconv -f UTF-8 -t "$3"
	} >"$to/$1.csv"
}

# An old table of letters, or Excel's plain "CSV" on a system that has it; CR LF.
as() # NAME ENCODING
{
	crlf | iconv -f UTF-8 -t "$2" >"$to/$1.csv"
}

as_open() # NAME ENCODING: nothing behind the last letter
{
	crlf | head -c -2 | iconv -f UTF-8 -t "$2" >"$to/$1.csv"
}

# Typed in a font of TCVN3, saved as "CSV UTF-8": every byte became the Latin letter of its place.
abc_letters() # NAME
{
	crlf | iconv -f UTF-8 -t TCVN5712-1 | iconv -f LATIN1 -t UTF-8 >"$to/$1.csv"
}

# Bytes as printf's %b spells them; \0 begins an octal one.
bytes() # NAME
{
	read -r line || true
	printf '%b' "$line" >"$to/$1.csv"
}

# A workbook under the name of a CSV file.
workbook() # NAME FORMAT
{
	printf 'unit,task\n703,II.2\n' >"$scratch/book.csv"
	soffice_to en-US "$2" "" "$scratch/book.csv"
	mv "$scratch/out/book.$2" "$to/$1.csv"
}

many_columns() # NAME
{
	{
		printf 'unit,task'
		printf '%01000d\n' 0 | sed 's/0/,x/g'
	} >"$to/$1.csv"
}

# The longest cell that Excel keeps.
long_cell() # NAME
{
	{
		echo 'unit,task,status,note'
		printf '703,II.2,doing,%032766dy\n' 0 | sed 's/0\{20,\}/\n&/' | sed '/^0/s/0/x/g' |
			sed -e ':again' -e 'N' -e 's/,\n/,/' -e 't again'
		echo '705,II.2,doing,sau'
	} | excel "$1"
}

written()
{
	for part in encodings shapes days numbers codes texts headings kinds; do
		# shellcheck source=/dev/null
		. "$here/make.d/$part.sh"
	done
}

mkdir -p "$scratch/out"
real_libreoffice
real_gnumeric
written
