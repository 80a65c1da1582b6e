# Rules of each kind of file. Read by make.sh.

excel 701-units-a-new-branch-in-any-order <<'END'
Mã đơn vị,Tên đơn vị,Loại,Đơn vị cấp trên,Từ ngày,Đến ngày,Tên khác
X21,Đoàn xã Mới,co-so,H20,,,
H20,Huyện đoàn Mới,huyen,T1,1/7/2020,,Mới;Huyện Mới
703,Thành đoàn Mẫu,thanh,T1,,31/12/2020,Thành phố Mẫu
END

plain 702-units-in-a-circle <<'END'
code,name,kind,parent
A1,Một,huyen,A2
A2,Hai,huyen,A1
A3,Ba,huyen,T1
END

plain 703-units-without-their-parent <<'END'
code,name,kind,parent
A1,Một,huyen,T9
A2,Hai,co-so,A1
A3,Ba,huyen,72
END

plain 704-units-whose-data-cannot-be <<'END'
code,name,kind,parent,valid_from,valid_to
A 1,Một,huyen,T1,,
A2,,huyen,T1,,
A3,Ba,,T1,,
A4,Bốn,huyen,T1,2/7/2020,1/7/2020
A5,Năm,huyen,T1,,
A5,Sáu,huyen,T1,,
END

excel 705-units-that-lost-their-zeros-at-home <<'END'
Mã đơn vị,Tên đơn vị,Loại,Đơn vị cấp trên,Phiên bản
72,Huyện đoàn Bắc,huyen,T1,1
END

plain 706-a-unit-that-is-new-and-looks-like-another <<'END'
code,name,kind,parent
72,Huyện đoàn Khác,huyen,T1
END

excel 711-a-plan-with-new-items <<'END'
Loại mục;Mã;Nội dung;Đối tượng thực hiện;Trước ngày;Chậm nhất ngày;Từ ngày;Đến ngày;Minh chứng;Chỉ tiêu;Đơn vị tính
kế hoạch;CD2020;Cao điểm mẫu 2020;;;;01/6/2020;31/7/2020;;;
việc;II.3;Tuyên truyền;thanh, X11;01/7/2020;;;;số lượng;80%;
sự kiện;KM;Khai mạc;;;;02/6/2020;02/6/2020;;;
số liệu;SL04;Tin bài;;;;;;;;tin
END

plain 712-deadlines-in-two-wordings <<'END'
type,code,title,audience,before,by
plan,CD2020,Cao điểm mẫu 2020,,,
task,II.3,Một,huyen,01/7/2020,30/6/2020
task,II.4,Hai,huyen,,30/6/2020
event,KM,Ba,,01/7/2020,
report,BC3,Bốn,huyen,,
task,II.5,Năm,,,4/7/2020
END

plain 713-a-plan-that-does-not-begin-with-itself <<'END'
type,code,title
task,II.2,Ra quân
plan,CD2020,Cao điểm mẫu 2020
END

plain 714-an-audience-nobody-belongs-to <<'END'
type,code,title,audience
plan,CD2020,Cao điểm mẫu 2020,
task,II.2,Ra quân,"huyen,thanh pho"
task,II.3,Khác,"huyen,X11"
END

plain 715-items-twice-and-codes-that-cannot-be <<'END'
type,code,title
plan,CD2020,Cao điểm mẫu 2020
task,II.3,Một
task,ii.3,Hai
task,II 4,Ba
item,II.5,Bốn
task,II.6,
END

excel 721-people-new-and-changed <<'END'
Mã đơn vị,Họ và tên,Chức vụ,Điện thoại,Email,Ghi chú
703,Nguyễn Văn Mẫu,Bí thư Thành đoàn,0901234567,mau@example.org,(hư cấu)
X11,Đỗ Thị Thử,Bí thư,,thu@example.org,
END

plain 722-a-person-twice <<'END'
unit,name,position
703,Hoàng Thử,Bí thư
703,Hoàng Thử,Phó Bí thư
705,Hoàng Thử,Bí thư
END

plain 731-receipts-with-a-gap <<'END'
unit,report,version,received_on
703,BC1,4,27/6/2020
705,BC2,2,27/6/2020
705,BC2,1,26/6/2020
703,BC2,0,26/6/2020
END

plain 732-receipts-taken-back <<'END'
unit,report,version,received_on
703,BC1,1,
703,BC1,2,26/6/2020
705,BC1,1,
END

plain 733-receipts-returned <<'END'
unit,report,received_on,returned_on,note
703,BC2,24/6/2020,25/6/2020,Thiếu chữ ký
705,BC2,,25/6/2020,
END

plain 734-numbers-for-a-report-that-is-none <<'END'
report,unit,SL01
BC9,703,5
II.1,703,5
BC1,T1,5
END

plain 741-a-sheet-that-others-overtook <<'END'
unit,task,status,done_on,rev
703,II.1,done,19/6/2020,1
705,II.1,doing,,1
END
