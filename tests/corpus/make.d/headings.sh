# Headings, columns, and what must not be asked for (DOMAIN.md 7). Read by make.sh.

excel 601-headings-in-capitals-without-marks <<'END'
MA DON VI,MA VIEC,TINH TRANG,NGAY XONG
703,II.2,da xong,24/6/2020
END

plain 602-headings-with-marks-apart <<'END'
Mã đơn vị;Mã việc;Tình trạng;Ngày xong
703;II.2;đã xong;24/6/2020
END

plain 603-headings-with-remarks-and-punctuation <<'END'
Mã đơn vị (theo danh mục),* Mã việc:,Tình trạng [chọn],"Ngày xong
(dd/mm/yyyy)",_Ghi chú_
703,II.2,đã xong,24/6/2020,x
END

plain 604-headings-of-both-languages <<'END'
unit,Mã việc,STATUS,Ngày xong,Note
703,II.2,đã xong,24/6/2020,x
END

excel 605-columns-in-another-order-and-more-of-them <<'END'
STT,Ghi chú,Tình trạng,Mã việc,Người phụ trách,Mã đơn vị
1,x,đang làm,II.2,An,703
2,y,đang làm,II.2,Bình,705
END

excel 606-a-column-without-a-heading <<'END'
Mã đơn vị,Mã việc,,Tình trạng
703,II.2,,đang làm
705,II.2,đã gọi,đang làm
END

plain 607-a-column-twice <<'END'
unit,task,status,Tình trạng
703,II.2,doing,đã xong
END

excel 608-a-key-column-missing <<'END'
Đơn vị,Mã việc,Tình trạng
703,II.2,đang làm
END

plain 609-no-headings-at-all <<'END'
703,II.2,doing
705,II.2,doing
END

plain 610-a-file-of-another-kind <<'END'
report,unit,SL01,SL02
BC1,703,22,1240
END

excel 611-headings-that-ask-who-somebody-is <<'END'
Mã đơn vị,Mã việc,Tình trạng,Họ và tên,Ngày sinh,CCCD
703,II.2,đang làm,Nguyễn Văn Bí Mật,1/1/2000,072000000001
END

excel 612-a-list-of-persons-by-its-title <<'END'
DANH SÁCH NGƯỜI NGHIỆN MA TÚY,,
Mã báo cáo,Mã đơn vị,Ngày nhận
BC1,703,24/6/2020
END

excel 613-a-roster-with-births-and-addresses <<'END'
Mã đơn vị,Họ và tên,Chức vụ,Địa chỉ,Số CCCD
703,Lê Bí Mật,Bí thư,12 đường Mẫu,072000000001
END

plain 614-numbers-that-name-a-person <<'END'
report,unit,SL01 Buổi,Họ tên đối tượng
BC1,703,22,Trần Bí Mật
END

plain 615-headings-that-only-sound-so <<'END'
report,unit,SL01 Buổi,Lượt tư vấn qua điện thoại,Số tên miền
BC1,703,22,5,1
END

excel 616-a-mended-file-of-rejects <<'END'
Mã đơn vị;Mã việc;Tình trạng;Lý do
703;II.2;đang làm;Tình trạng: not one of the words known here
END

plain 617-absent-columns-and-empty-cells <<'END'
unit,task,done_on,note
703,II.1,20/6/2020,
705,1.10,12/6/2020,x
END

plain 618-headings-that-are-data-above-the-table <<'END'
Kế hoạch CD2020 - Mã đơn vị 703
unit,task,status
703,II.2,doing
END

plain 619-a-heading-with-a-guard <<'END'
'-ghi chú,unit,task,status
x,703,II.2,doing
END

bytes 620-headings-with-blanks-that-cannot-be-seen <<'END'
M\0303\0243\0302\0240\0304\0221\0306\0241n v\0341\0273\0213 ,  M\0303\0243  vi\0341\0273\0207c,\0342\0200\0213T\0303\0254nh tr\0341\0272\0241ng\n703,II.2,doing\n
END
