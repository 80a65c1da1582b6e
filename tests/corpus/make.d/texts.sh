# Words, free text, and what programs take for formulas. Read by make.sh.

plain 521-status-words-in-both-languages <<'END'
unit,task,status,done_on
703,II.2,ĐÃ XONG,24/6/2020
705,II.2,dang lam,
072,1.1,Chưa làm,
072,II.1,Done,24/6/2020
705,1.1, doing ,
705,II.1,DOING,
END

plain 522-status-words-unknown <<'END'
unit,task,status
703,II.2,xong rồi
705,II.2,x
072,1.1,ok
END

plain 523-status-and-day-that-contradict <<'END'
unit,task,status,done_on,note
703,II.2,open,24/6/2020,
705,II.1,done,,
072,II.1,exempt,,
072,II.2,exempt,24/6/2020,không có quân
705,II.2,,24/6/2020,
703,II.1,open,,
END

excel 524-exempt-with-its-reason <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ghi chú
705,II.1,không áp dụng,Không có chi đoàn
072,1.10,không áp dụng,Đã có kế hoạch chung
END

excel 525-types-of-a-plan-in-vietnamese <<'END'
Loại mục,Mã,Nội dung,Đối tượng thực hiện,Chậm nhất ngày,Minh chứng
Kế hoạch,CD2020,Cao điểm mẫu 2020,,,
VIỆC,II.2,Ra quân,"huyen,thanh",,không
bao cao,BC3,Báo cáo nhanh,"huyen, thanh",15/7/2020,Cả hai
END

plain 531-notes-that-look-like-formulas <<'END'
unit,task,status,note
703,II.2,doing,'- chưa nộp
705,II.2,doing,- chưa nộp
072,1.1,doing,=SUM(A1)
072,II.1,doing,''=1
705,1.1,doing,@bch đã họp
703,II.1,done,"'+ 5 buổi"
END

plain 532-errors-of-a-spreadsheet <<'END'
unit,task,status,count,note
703,II.2,doing,,#N/A
705,II.2,doing,#REF!,
#NAME?,II.2,doing,,
072,1.1,doing,,Err:509
072,II.1,doing,,########
705,1.1,doing,,lỗi #N/A trong bảng
END

bytes 533-control-and-direction-characters <<'END'
unit\ttask\tstatus\tnote\n703\tII.2\tdoing\tm\0341\0273\0231t\0033[31m \0342\0200\0256hai\n705\tII.2\tdo\0007ing\tx\n072\0033[2J\tII.1\tdoing\tx\n
END

excel 534-notes-with-all-that-csv-quotes <<'END'
Mã đơn vị,Mã việc,Tình trạng,Ghi chú
703,II.2,đang làm,"Một, hai; ba|bốn	""năm""⏎⏎sáu"
705,II.2,đang làm,"  lùi vào  "
END

plain 535-apostrophes-of-text <<'END'
unit,task,status,note
703,II.2,doing,'một' và 'hai'
705,II.2,doing,'
072,1.1,doing,'twas
END

plain 536-other-scripts-and-pictures <<'END'
unit,task,status,note
703,II.2,doing,ដំណើរការ 進度 👍🏽 Ω
END

long_cell 537-a-cell-as-long-as-excel-allows

excel 538-titles-on-two-lines <<'END'
Mã,Loại mục,Nội dung
CD2020,plan,"Cao điểm⏎mẫu 2020"
II.2,task,"Ra quân	ở xã"
END

plain 539-a-title-that-differs <<'END'
unit,unit_name,task,title,status,verdict,due
703,Tên khác,II.2,Ra quân mùa hè,doing,on_time,1/1/2000
705,Huyện đoàn Nam,II.2,RA QUAN,doing,xyz,khi nào xong
END

plain 540-marks-of-tone-on-the-other-vowel <<'END'
code,name,kind,parent,aliases
X11,Đoàn phường Tân Hoà,co-so,703,Phường Tân Hòa
END
