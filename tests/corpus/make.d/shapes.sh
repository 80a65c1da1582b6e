# Separators, rows, quotation marks, what stands above and below a table. Read by make.sh.

excel 201-semicolons <<'END'
Mã đơn vị;Mã việc;Tình trạng;Ghi chú
703;II.2;đang làm;Ra quân, phát tờ rơi
END

plain 202-tabs <<'END'
unit	task	status	note
703	II.2	doing	a, b; c|d
END

plain 203-pipes <<'END'
unit|task|status|note
703|II.2|doing|a, b; c
END

excel_sep 204-sep-line <<'END'
sep=;
unit;task;status;note
703;II.2;doing;"một; hai"
END

excel_sep 205-sep-line-that-is-wrong <<'END'
sep=;
unit,task,status
703,II.2,doing
END

excel 206-titles-above <<'END'
TỈNH ĐOÀN MẪU,,,
"BẢNG THEO DÕI, THÁNG 6/2020",,,
,,,
Mã đơn vị,Mã việc,Tình trạng,Ghi chú
703,II.2,đang làm,
END

excel 207-headings-on-two-lines <<'END'
"Mã⏎đơn vị","Mã⏎việc","Tình⏎trạng","Ghi chú⏎(nếu có)"
703,II.2,đang làm,x
END

plain 208-blank-lines-between <<'END'

unit,task,status

703,II.2,doing
   
,,
705,II.2,doing


END

excel 209-totals-and-signatures <<'END'
Mã đơn vị,Mã việc,Tình trạng,Số lượng,Ghi chú
703,II.2,đang làm,3,
705,II.2,đang làm,4,
Tổng cộng,,,7,
,,,,
,,,"Mẫu, ngày 28 tháng 6 năm 2020",
,,,NGƯỜI LẬP BIỂU,
,,,Nguyễn Văn Mẫu,
END

excel 210-headings-again-on-every-page <<'END'
Mã đơn vị,Mã việc,Tình trạng
703,II.2,đang làm
Mã đơn vị,Mã việc,Tình trạng
705,II.2,đang làm
END

plain 211-rows-too-long <<'END'
unit,task,status,note
703,II.2,doing,chờ duyệt, rồi làm
705,II.2,doing,chờ
END

plain 212-rows-too-short <<'END'
unit,task,status,count,note
703,II.2,doing
705,II.2,doing,4
072,1.1,doing,5,x
END

plain 213-stray-quotes-that-do-no-harm <<'END'
unit,task,status,note
703,II.2,doing,Đội "Thắp sáng" ra quân
705,II.2,doing,màn hình 32"
END

plain 214-a-quote-swallows-the-next-cell <<'END'
unit,task,status,document,note
703,II.2,doing,"x "y"","z"
705,II.2,doing,"văn bản ""mẫu""","z"
END

plain 215-a-quote-that-is-never-closed <<'END'
unit,task,status,note
703,II.2,doing,"chờ duyệt
705,II.2,doing,x
072,1.1,doing,
END

plain 216-two-quotes-that-are-never-closed <<'END'
unit,task,status,note
703,II.2,doing,"một
705,II.2,doing,"hai
072,1.1,doing,ba
END

bytes 217-cr-alone-as-line-end <<'END'
unit,task,status,note\r703,II.2,doing,x\r705,II.2,doing,"hai\rdòng"\r
END

bytes 218-cr-cr-lf <<'END'
unit,task,status\r\r\n703,II.2,doing\r\r\n705,II.2,open\r\r\n072,1.1,đang\r\r\n
END

excel 219-line-numbers-after-line-breaks-in-cells <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ghi chú
703,II.2,đang làm,"một⏎hai⏎ba"
705,II.2,dang do,"bốn⏎⏎năm"
072,1.1,đang làm,
072,II.9,đang làm,
END

plain 220-a-file-of-one-column <<'END'
Mã đơn vị
703
X11
N99
END

excel 221-empty-columns-behind <<'END'
Mã đơn vị,Mã việc,Tình trạng,,,
703,II.2,đang làm,,,
705,II.2,đang làm,,,
,,,,,
,,,,,
END

plain 222-empty-cells-behind-the-last-column <<'END'
unit,task,status
703,II.2,doing,,,
705,II.2,doing,,,
END

# Alone, they mean that a separator too many has moved the row's cells.
plain 237-one-row-with-a-cell-too-many <<'END'
unit,task,status,done_on,note
703,II.2,doing,,một,
705,II.2,doing,,hai
END

sheets 223-google-sheets <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ghi chú
703,II.2,đang làm,"Ra quân, đợt 1"
705,II.2,đang làm,cuối
END

bytes 224-a-stray-cr-inside-a-cell <<'END'
unit,task,status,note\n703,II.2,doing,một\rhai\n705,II.2,doing,x\n
END

bytes 225-line-ends-of-several-kinds <<'END'
unit,task,status\r\n703,II.2,doing\n705,II.2,doing\r\n072,1.1,doing
END

plain 226-blanks-around-quoted-cells <<'END'
"unit", "task", "status", "note"
"703", "II.2", "doing", "a, b"
END

plain 227-headings-too-far-down <<'END'
1
2
3
4
5
6
7
8
9
10
11
12
13
14
15
16
17
18
19
20
unit,task,status
703,II.2,doing
END

many_columns 228-more-columns-than-are-taken

plain 229-a-separator-the-person-names <<'END'
unit;task;status;note
703;II.2;doing;a,b
END

wps 230-wps-with-commas-and-mark <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ghi chú
703,II.2,đang làm,"Ra quân ""đợt 1"""
END

excel 231-tabs-with-commas-in-the-headings <<'END'
Loại mục	Mã	Nội dung	Số, ký hiệu	Trước ngày
plan	CD2020	Cao điểm mẫu 2020	12-KH/TĐTN	
report	BC1	Báo cáo đợt 1		01/07/2020
END

plain 232-a-remark-and-no-table <<'END'
unit,task,status
703,II.2,doing
Ghi chú: số liệu tạm tính, sẽ bổ sung
END

bytes 233-two-exports-put-together <<'END'
\0357\0273\0277unit,task,status\r\n703,II.2,doing\r\n\0357\0273\0277unit,task,status\r\n705,II.2,doing\r\n
END

excel 234-groups-of-headings-above-the-headings <<'END'
STT,Đơn vị,,Kết quả,,
,Mã đơn vị,Tên đơn vị,Mã việc,Tình trạng,Ngày xong
1,703,Thành đoàn Mẫu,II.2,Đã xong,24/6/2020
2,705,Huyện đoàn Nam,II.2,Đang làm,
END

excel_sep 235-sep-line-with-a-tab <<'END'
sep=	
unit	task	status
703	II.2	doing
END

excel 236-a-signature-beside-the-table <<'END'
Mã đơn vị;Mã việc;Tình trạng;Ghi chú
703;II.2;đang làm;
;;;TM. BAN THƯỜNG VỤ
;;;BÍ THƯ
;;;(đã ký)
END
