# Days: spellings, the order of day and month, what is none. Read by make.sh.

excel 301-a-day-above-12-tells-the-order <<'END'
Mã đơn vị,Mã báo cáo,Ngày nhận
703,BC2,3/6/2020
705,BC2,25/6/2020
072,BC1,5/6/2020
END

excel 302-a-column-month-first <<'END'
unit,report,received_on
703,BC2,6/3/2020
705,BC2,6/25/2020
072,BC1,6/5/2020
END

excel 303-both-orders-in-a-column <<'END'
unit,report,received_on
703,BC2,6/3/2020
705,BC2,6/25/2020
072,BC1,24/6/2020
X11,BC1,06/06/2020
END

excel 304-nothing-tells-the-order <<'END'
Mã đơn vị,Mã báo cáo,Ngày nhận
703,BC2,3/6/2020
705,BC2,04/06/2020
END

plain 305-days-in-every-spelling <<'END'
unit,report,version,received_on
703,BC1,1,2020-06-24
703,BC1,2,26/06/2020 (T6)
703,BC1,3,T6 26/06/2020
703,BC1,4,26.6.2020
703,BC1,5,26-06-2020
703,BC1,6,2020/06/26
703,BC1,7,"Thứ sáu, ngày 26 tháng 6 năm 2020"
703,BC1,8,26-Jun-20
703,BC1,9,26 / 6 / 2020
705,BC2,1,2020-6-5
705,BC2,2,"Jun 5, 2020"
705,BC2,3,CN 07/06/2020
072,BC1,1,Fri 5 Jun 2020
END

plain 306-a-weekday-that-does-not-fit <<'END'
unit,report,received_on
703,BC2,24/06/2020 (T4)
705,BC2,24/06/2020 (T5)
END

plain 307-days-that-there-are-not <<'END'
unit,report,received_on
703,BC2,31/6/2020
705,BC2,30/02/2020
072,BC1,29/2/2019
X11,BC1,0/6/2020
0091,BC1,29/2/2020
00091,BC1,2020-06-31
END

excel 308-day-numbers-of-a-spreadsheet <<'END'
unit,report,received_on
703,BC2,44006
705,BC2,44007.0
072,BC1,29999
X11,BC1,44006.5
END

plain 309-days-with-a-midnight <<'END'
unit,report,received_on
703,BC2,2020-06-24 00:00:00
705,BC2,2020-06-24T00:00:00Z
072,BC1,24/06/2020 0:00
X11,BC1,6/24/2020 12:00:00 AM
0091,BC1,24/06/2020 12:00:00 SA
END

plain 310-days-with-a-time <<'END'
unit,report,received_on
703,BC2,2020-06-24 14:30
705,BC2,24/06/2020 12:00:00
072,BC1,24/06/2020 11:59 PM
END

excel 311-years-of-two-digits <<'END'
Mã đơn vị,Mã báo cáo,Ngày nhận,Ngày văn bản
703,BC2,24/06/20,23/6/20
705,BC2,05/06/20,31/12/99
END

plain 312-days-still-to-come <<'END'
unit,report,received_on,returned_on
703,BC2,28/6/2020,
705,BC2,29/6/2020,
072,BC1,27/6/2020,26/6/2020
END

plain 313-words-and-parts-instead-of-days <<'END'
unit,report,received_on
703,BC2,hôm qua
705,BC2,26/6
072,BC1,6/2020
X11,BC1,24/6/2020-26/6/2020
0091,BC1,chưa nộp
END

plain 314-years-beyond-the-calendar <<'END'
unit,report,document_date,received_on
703,BC2,1/7/0020,24/6/2020
705,BC2,1/7/2220,24/6/2020
072,BC1,2/1/1900,24/6/2020
END

excel 315-months-by-name-in-excel-english <<'END'
unit,task,status,done_on
703,II.2,done,5-Jun-20
705,II.2,done,24-Jun-2020
END

excel 316-a-day-typed-below-exported-ones <<'END'
Mã đơn vị,Mã báo cáo,Lần,Ngày nhận,Phiên bản
703,BC1,1,24/06/2020 (T4),5
703,BC1,2,26/06/2020 (T6),5
703,BC2,1,6/25/2020,
705,BC2,1,6/5/2020,
END

plain 317-a-day-of-an-old-version-at-midday <<'END'
unit,report,received_on
703,BC2,=DATE(2020;6;24)
705,BC2,'24/06/2020
END

excel 318-days-in-words <<'END'
Mã đơn vị,Mã báo cáo,Lần,Ngày nhận
703,BC1,3,ngày 26/6/2020
703,BC1,4,Thứ 6 26/06/2020
703,BC1,5,"Thứ sáu, 26/06/2020"
703,BC1,6,Chủ nhật 28/6/2020
703,BC1,7,26 tháng 6 năm 2020
703,BC1,8,26/VI/2020
703,BC1,9,T7 26/06/2020
END
