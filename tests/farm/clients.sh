# The clients: LibreOffice Calc and gnumeric, their settings, and proof that each setting does what
# its name says.

locales_make() {
	for name in en_US vi_VN; do
		localedef -i "$name" -f UTF-8 "$work/$name.UTF-8" >"$work/localedef.log" 2>&1
		[ -d "$work/$name.UTF-8" ] || stop "localedef cannot make $name.UTF-8: install the package locales"
	done
}

# A profile for each worker and locale: the locale is the system's, as on a person's machine.
profiles_make() {
	worker=0
	while [ "$worker" -lt "$JOBS" ]; do
		for locale in en-US vi-VN; do
			mkdir -p "$work/profile-$locale-$worker/user"
			sed "s/LOCALE/$locale/" >"$work/profile-$locale-$worker/user/registrymodifications.xcu" <<-END
			<?xml version="1.0" encoding="UTF-8"?>
			<oor:items xmlns:oor="http://openoffice.org/2001/registry">
			<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>LOCALE</value></prop></item>
			<item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="DefaultLocale" oor:op="fuse"><value>LOCALE</value></prop></item>
			</oor:items>
			END
		done
		worker=$((worker + 1))
	done
}

code_of() { case $1 in comma) echo 44 ;; semicolon) echo 59 ;; tab) echo 9 ;; esac; }
charset_of() { case $1 in utf8) echo 76 ;; utf16) echo 65535 ;; esac; }
truth_of() { case $1 in on) echo true ;; *) echo false ;; esac; }

# calc WORKER LOCALE words…: many files in one start.
calc() {
	calc_profile=$work/profile-$2-$1
	shift 2
	timeout 300 soffice "-env:UserInstallation=file://$calc_profile" --headless "$@" \
		>>"$calc_profile/log" 2>&1
}

# The import dialog: separator, quotes, UTF-8, first line, no column types, the profile's language,
# "quoted field as text", "detect special numbers", no evaluated formulas.
filter_in() { echo "CSV:$(code_of "$1"),34,76,1,,0,$(truth_of "$2"),$(truth_of "$3"),false"; }
# Saving: only texts that need it are quoted, numbers bare, cells as shown.
filter_out() {
	echo "csv:Text - txt - csv (StarCalc):$(code_of "$1"),34,$(charset_of "$2"),1,,0,false,true,false"
}

# gnumeric LOCALE words…
gnumeric() {
	gnumeric_locale=$(echo "$1" | tr - _).UTF-8
	shift
	LOCPATH=$work LC_ALL=$gnumeric_locale LANGUAGE=en ssconvert "$@" >>"$work/gnumeric.log" 2>&1
}

filter_gnumeric() {
	case $1 in comma) mark=, ;; semicolon) mark=\; ;; tab) mark='	' ;; esac
	charset=UTF-8 quoting=auto
	[ "$2" = utf8 ] || charset=UTF-16
	# On its own it quotes no cell for a semicolon in it.
	[ "$1" != semicolon ] || quoting=always
	echo "separator='$mark' charset=$charset format=automatic eol=unix quoting-mode=$quoting"
}

# ---- a setting: every sheet there and back, judged ----------------------------------------------

# client locale quoted special separator way; way: how it is kept between opening and saving.
settings_list() {
	if [ -n "$QUICK" ]; then
		printf '%s\n' 'calc vi-VN off off comma csv' 'calc en-US off on comma csv' \
			'calc en-US on off semicolon xlsx' 'calc vi-VN off on tab ods' \
			'calc en-US off off comma typed' 'calc vi-VN off on comma typed' \
			'gnumeric en-US - - comma csv' 'gnumeric vi-VN - - semicolon xlsx'
		return
	fi
	for locale in en-US vi-VN; do
		ways | while read -r separator way; do
			for quoted in off on; do
				for special in off on; do
					echo "calc $locale $quoted $special $separator $way"
				done
			done
			[ "$way" = typed ] || echo "gnumeric $locale - - $separator $way"
		done
	done
}

# What a sheet is separated by and goes through; each of xlsx, ods and typing once is enough, for
# separators do not reach that far.
ways() {
	printf '%s\n' 'comma csv' 'semicolon csv' 'tab csv' 'comma xlsx' 'semicolon ods' 'comma typed'
}

# encodings SEPARATOR WAY: of saving.
encodings() {
	case $2/$1 in csv/comma) echo utf8 utf16 ;; csv/tab) echo utf16 ;; *) echo utf8 ;; esac
}

# typed: edits are made in the open spreadsheet, as the cells that typing makes there.
type_edits() {
	for file in "$2"/sheet/*.fods; do
		sheet=${file##*/} sheet=${sheet%.fods}
		case $sheet in *_MA_*) continue ;; esac
		planted "$sheet" "$1" "$file" "$2/typed/${sheet}_k.fods" || echo "missing $sheet" >&2
	done
}

# run_calc WORKER LOCALE QUOTED SPECIAL SEPARATOR WAY
run_calc() {
	setting=calc/$2
	case $3 in on) setting=$setting/text ;; *) setting=$setting/plain ;; esac
	case $4 in on) setting=$setting/special ;; *) setting=$setting/usual ;; esac
	folder=$work/run/$setting/$5/$6
	mkdir -p "$folder/typed"
	set -- "$1" "$2" "$(filter_in "$5" "$3" "$4")" "$5" "$6"
	case $5 in
	csv) set -- "$@" "$work/sent/$4"/*.csv "$work/planted/$2/$4"/*.csv ;;
	typed)
		calc "$1" "$2" --infilter="$3" --convert-to fods --outdir "$folder/sheet" "$work/sent/$4"/*.csv
		type_edits "$2" "$folder"
		set -- "$@" "$folder/typed"/*.fods
		;;
	*)
		calc "$1" "$2" --infilter="$3" --convert-to "$5" --outdir "$folder/sheet" \
			"$work/sent/$4"/*.csv "$work/planted/$2/$4"/*.csv
		set -- "$@" "$folder/sheet"/*."$5"
		;;
	esac
	calc_worker=$1 calc_locale=$2 calc_filter=$3 calc_separator=$4 calc_way=$5
	shift 5
	for encoding in $(encodings "$calc_separator" "$calc_way"); do
		filter=$(filter_out "$calc_separator" "$encoding")
		if [ "$calc_way" = csv ]; then
			calc "$calc_worker" "$calc_locale" --infilter="$calc_filter" --convert-to "$filter" \
				--outdir "$folder/$encoding" "$@"
		else
			calc "$calc_worker" "$calc_locale" --convert-to "$filter" --outdir "$folder/$encoding" "$@"
		fi
		judge_folder "$setting/$calc_way/$calc_separator/$encoding" "$folder/$encoding" \
			"$calc_separator" "$calc_way"
	done
}

# run_gnumeric WORKER LOCALE - - SEPARATOR WAY: it opens commas; the separator is that of saving.
run_gnumeric() {
	setting=gnumeric/$2
	folder=$work/run/$setting/$5/$6
	mkdir -p "$folder/sheet" "$folder/utf8" "$folder/utf16"
	for file in "$work/sent/comma"/*.csv "$work/planted/$2/comma"/*.csv; do
		sheet=${file##*/} sheet=${sheet%.csv}
		if [ "$6" != csv ]; then
			gnumeric "$2" "$file" "$folder/sheet/$sheet.$6"
			file=$folder/sheet/$sheet.$6
		fi
		for encoding in $(encodings "$5" "$6"); do
			gnumeric "$2" -T Gnumeric_stf:stf_assistant -O "$(filter_gnumeric "$5" "$encoding")" \
				"$file" "$folder/$encoding/$sheet.csv"
		done
	done
	for encoding in $(encodings "$5" "$6"); do
		judge_folder "$setting/$6/$5/$encoding" "$folder/$encoding" comma "$6"
	done
}

# ---- proof ------------------------------------------------------------------------------------------

# proof LOCALE QUOTED SPECIAL LINE: a line with "03/04/2026" "1.10" "072" "14:30" must become this.
proof() {
	calc 0 "$1" --infilter="$(filter_in comma "$2" "$3")" --convert-to "$(filter_out comma utf8)" \
		--outdir "$work/proof/$1-$2-$3" "$work/proof/probe.csv"
	grep -qxF "$4" "$work/proof/$1-$2-$3/probe.csv" && return
	echo "farm: Calc $1, quoted as text $2, special numbers $3: wanted $4, got:" >&2
	cat "$work/proof/$1-$2-$3/probe.csv" >&2
	return 1
}

proof_gnumeric() {
	gnumeric "$1" "$work/proof/probe.csv" "$work/proof/gnumeric-$1.csv"
	grep -qxF "$2" "$work/proof/gnumeric-$1.csv" && return
	echo "farm: gnumeric $1: wanted $2, got:" >&2
	cat "$work/proof/gnumeric-$1.csv" >&2
	return 1
}

prove_settings() {
	mkdir -p "$work/proof"
	printf '"a","b","c","d"\n"03/04/2026","1.10","072","14:30"\n' >"$work/proof/probe.csv"
	proof en-US off off '03/04/2026,1.1,72,14:30' &&
		proof en-US off on '03/04/2026,1.1,72,02:30:00 PM' &&
		proof en-US on off '03/04/2026,1.10,072,14:30' &&
		proof vi-VN off off '03/04/2026,1.10,72,14:30' &&
		proof vi-VN off on '03/04/2026,1.10,72,02:30:00 chiều' &&
		proof vi-VN on on '03/04/2026,1.10,072,14:30' &&
		proof_gnumeric en-US '2026/03/04,1.1,72,14:30:00' &&
		proof_gnumeric vi-VN '2026/04/03,"1,1",72,14:30:00'
}
