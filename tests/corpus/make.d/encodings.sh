# How the letters are kept, and what is no text at all. Read by make.sh.

excel 001-excel-csv-utf-8 <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ngày xong,Số lượng,Ghi chú
703,II.2,đã xong,27/6/2020,,Đã ra quân ở phường
705,II.2,đang làm,,,Chờ huyện đoàn duyệt
072,1.1,chưa làm,,,
END

plain 002-utf-8-without-mark <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ngày xong,Số lượng,Ghi chú
703,II.2,đã xong,27/6/2020,,Đã ra quân ở phường
705,II.2,đang làm,,,Chờ huyện đoàn duyệt
072,1.1,chưa làm,,,
END

excel_unicode_text 003-excel-unicode-text <<'END'
Mã đơn vị	Mã việc	Tình trạng	Ngày xong	Số lượng	Ghi chú
703	II.2	đã xong	27/6/2020		Đã ra quân ở phường
705	II.2	đang làm			"Chờ huyện đoàn⏎duyệt"
072	1.1	chưa làm			
END

as_utf_16 004-utf-16-be-with-mark FEFF UTF-16BE <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ghi chú
703,II.2,đang làm,Đã ra quân ở phường
END

as_utf_16 005-utf-16-le-without-mark - UTF-16LE <<'END'
unit,task,status,note
703,II.2,doing,Đã ra quân ở phường
705,II.2,doing,Chờ huyện đoàn duyệt
END

as_utf_16 006-utf-16-be-without-mark - UTF-16BE <<'END'
unit;task;status;note
703;II.2;doing;Đã ra quân ở phường
705;II.2;doing;Chờ huyện đoàn duyệt
END

as 007-windows-1258 CP1258 <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ngày xong,Ghi chú
703,II.2,đã xong,27/6/2020,Đã ra quân ở phường
705,II.2,đang làm,,Chờ huyện đoàn duyệt
END

as 008-tcvn3 TCVN5712-1 <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ngày xong,Ghi chú
703,II.2,đã xong,27/6/2020,Đã ra quân ở phường
705,II.2,đang làm,,Chờ huyện đoàn duyệt
END

as 009-viscii VISCII <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ngày xong,Ghi chú
703,II.2,đã xong,27/6/2020,Đã ra quân ở phường
705,II.2,đang làm,,Chờ huyện đoàn duyệt
END

bytes 010-vni <<'END'
Ma\0365 \0361\0364n v\0362,Ma\0365 vie\0344c,T\0354nh tra\0357ng,Nga\0370y xong,Ghi chu\0371\n703,II.2,\0361a\0365 xong,27/6/2020,\0321a\0365 ra qua\0342n \0364\0373 ph\0366\0364\0370ng\n705,II.2,\0361ang la\0370m,,Ch\0364\0370 huye\0344n \0361oa\0370n duye\0344t\n
END

abc_letters 011-tcvn3-letters-saved-as-utf-8 <<'END'
Mã đơn vị,Họ và tên,Chức vụ,Điện thoại
705,Lê Văn Thử,Phó bí thư,0901 000 009
072,Phạm Thị Mẫu,Chuyên viên,0901 000 010
END

plain 012-vni-letters-saved-as-utf-8 <<'END'
Maõ ñôn vò,Hoï vaø teân,Chöùc vuï,Ñieän thoaïi
705,Leâ Vaên Thöû,Phoù bí thö,0901 000 009
072,Phaïm Thò Maãu,Chuyeân vieân,0901 000 010
END

plain 013-marks-apart-as-on-a-mac <<'END'
Mã đơn vị,Họ và tên,Chức vụ,Ghi chú
703,Nguyễn Văn Mẫu,Bí thư Thành đoàn,(hư cấu)
END

as 014-tcvn3-that-the-person-names TCVN5712-1 <<'END'
Mã đơn vị,Mã việc,Tình trạng
703,II.2,đang làm
END

as_open 015-windows-1258-ends-with-a-letter CP1258 <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ghi chú
703,II.2,đang làm,Chờ Huyện đoàn Nam
END

plain 016-letters-became-question-marks <<'END'
M? ??n v?,M? vi?c,T?nh tr?ng,Ghi ch?
703,II.2,?ang l?m,?? ra qu?n
END

plain 017-letters-became-replacement-marks <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ghi chú
703,II.2,đang làm,Đã ra qu�n
END

bytes 018-one-line-in-another-encoding <<'END'
M\0303\0243 \0304\0221\0306\0241n v\0341\0273\0213,M\0303\0243 vi\0341\0273\0207c,T\0303\0254nh tr\0341\0272\0241ng,Ghi ch\0303\0272\n703,II.2,\0304\0221ang l\0303\0240m,Tr\0341\0272\0247n m\0341\0273\0231t\n705,II.2,\0256ang l\0265m,Ch\0352\n
END

bytes 019-utf-8-cut-in-the-middle-of-a-letter <<'END'
M\0303\0243 \0304\0221\0306\0241n v\0341\0273\0213,M\0303\0243 vi\0341\0273\0207c,Ghi ch\0303\0272\n703,II.2,\0304\0220\0303\0243 g\0341\0273\n
END

bytes 020-an-empty-file <<'END'

END

bytes 021-only-a-mark <<'END'
\0357\0273\0277
END

bytes 022-only-blank-lines <<'END'
\0357\0273\0277\r\n\r\n \t\r\n
END

bytes 023-zero-bytes <<'END'
unit,task,status\n703,II.2,do\0000ing\n
END

workbook 024-a-renamed-xlsx xlsx

workbook 025-a-renamed-xls xls

workbook 026-a-renamed-ods ods

bytes 027-a-renamed-pdf <<'END'
%PDF-1.4\n%\0342\0343\0317\0323\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n
END

plain 028-a-web-page-called-xls <<'END'
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>
<table><tr><td>unit</td><td>task</td></tr><tr><td>703</td><td>II.2</td></tr></table>
</body></html>
END

excel 029-an-xml-spreadsheet <<'END'
<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>
END

bytes 030-a-compressed-file <<'END'
\0037\0213\0010\0000\0000\0000\0000\0000\0000\0003\0113\0314
END

bytes 031-utf-16-cut-in-the-middle-of-a-letter <<'END'
\0377\0376u\0000n\0000i\0000t\0000,\0000t\0000a\0000s\0000k\0000\n\00007
END

bytes 032-control-z-at-the-end <<'END'
unit,task,status\r\n703,II.2,doing\r\n\0032
END

bytes 033-two-marks <<'END'
\0357\0273\0277\0357\0273\0277unit,task,status\r\n703,II.2,doing\r\n
END

bytes 034-mark-before-a-quoted-heading <<'END'
\0357\0273\0277"unit","task","status"\r\n"703","II.2","doing"\r\n
END

excel 035-headings-and-nothing-below <<'END'
Mã đơn vị,Mã việc,Tình trạng
END

as 036-wps-gb18030 GB18030 <<'END'
unit,task,status,note
703,II.2,doing,thử ở phường Mẫu
END

plain 037-an-encoding-there-is-not <<'END'
unit,task,status
703,II.2,doing
END
