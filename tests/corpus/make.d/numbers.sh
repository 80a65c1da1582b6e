# Counts, numbers that may be "not applicable", percents, phones. Read by make.sh.

plain 401-counts-in-every-spelling <<'END'
report	unit	SL01 Buổi sinh hoạt	SL02 Lượt người dự	SL03 Người được tập huấn
BC1	703	22	1.240	0
BC1	705	17.0	1 250	12,0
BC1	072	2.455.000	2,455,000	1 000
BC1	X11	007	5.00	 9 
END

plain 402-fractions-that-are-no-counts <<'END'
report	unit	SL01	SL02	SL03
BC1	703	12,5	1240	0
BC1	705	12.5	-	
BC1	072	1/2	2.45	0,75
BC1	X11	75%	1.2345	1.23
END

plain 403-one-mark-before-three-digits <<'END'
unit	task	status	count
703	II.2	doing	1.234
705	II.2	doing	1,234
072	II.2	doing	12.345.678
END

plain 404-counts-that-cannot-be <<'END'
unit	task	status	count
703	II.2	doing	-5
705	II.2	doing	(5)
072	II.2	doing	5 người
072	1.1	doing	1000000000000
END

plain 405-not-applicable-and-not-reported <<'END'
report,unit,SL01,SL02,SL03
BC1,703,-,–,—
BC1,705,,,−
BC1,072,,,
END

plain 406-numbers-shortened-by-a-spreadsheet <<'END'
unit	name	phone	note
703	Nguyễn Văn Mẫu	9.01E+08	1.23E+11
1.23E+11	Lê Thử	0901 000 003	
END

plain 407-a-cumulative-number-below-an-earlier-one <<'END'
report,unit,SL01
BC2,703,20
BC2,705,17
END

plain 408-columns-that-are-no-numbers <<'END'
report,unit,SL01 (buổi),SL09 Không có,Người lập,sl03
BC1,703,23,5,An,1
END

plain 409-a-number-in-two-columns <<'END'
report,unit,SL01 Buổi,SL01 Buổi sinh hoạt
BC1,703,22,22
END

plain 410-digits-of-another-script <<'END'
report,unit,SL01
BC1,703,２３
END

plain 411-targets-that-a-spreadsheet-respelled <<'END'
type,code,title,target
plan,CD2020,Cao điểm mẫu 2020,
task,II.1,Học tập chuyên đề,"100,00%"
task,II.2,Ra quân,80%
END

plain 412-a-target-as-a-fraction <<'END'
type,code,title,target
plan,CD2020,Cao điểm mẫu 2020,
task,II.1,Học tập chuyên đề,1
END

plain 421-phones-in-every-spelling <<'END'
unit	name	phone
703	Nguyễn Văn Mẫu	901234567
705	Trần Thị Ví Dụ	(0276) 3822-333
072	Lê Thử	+84 901 000 003
072	Số Một	84901000004
072	Số Hai	0901.000.005
072	Số Ba	0276 3822 333; 901000006
072	Số Bốn	="0901000007"
072	Số Năm	'0901000008
072	Số Sáu	901000009.0
072	Số Bảy	+1 202 555 0100
072	Số Tám	113
END

plain 422-phones-that-are-none <<'END'
unit	name	phone
703	Nguyễn Văn Mẫu	chưa có
705	Trần Thị Ví Dụ	0276 3822 333 (số lẻ 12)
072	Lê Thử	12
072	Số Một	09010000040901000005
END

bytes 413-counts-with-blanks-that-cannot-be-seen <<'END'
report\tunit\tSL01\tSL02\nBC1\t703\t22\t1\0302\0240240\nBC1\t072\t\0302\024015\0302\0240\t1\0342\0200\0257250\n
END

plain 414-what-programs-write-for-nothing <<'END'
unit,task,status,done_on,count,note
703,II.2,doing,,NaN,
705,II.2,doing,NULL,,
072,1.1,doing,NaT,,
072,II.1,None,,,
705,1.1,doing,,,N/A
END
